// What is read: the welcome, the briefing, the discussion, both votes, the record, the debrief, the end.
import { button, h, heading, key, percent, tell, timeOf, told, word } from "./dom.js";
import { kept } from "./line.js";
import { again, briefing, choice, exhibits, kicker, option, prose, saying, takeHome } from "./parts.js";
import { ringed } from "./voting.js";

export function lobby(app) {
	const here = h("p.number");
	return {
		key: "lobby",
		airy: true,
		build: () => [
			h("p.kicker", app.view.title),
			heading(word("lobby_title")),
			h("p", word("you_are", app.view.me)),
			h("p.quiet", word("lobby_text")),
			h("div.foot", here),
		],
		update() {
			const n = app.view.here;
			tell(here, word("here", { n }));
		},
	};
}

export function reading({ view }) {
	const { decision } = view;
	const lang = decision.language;
	return {
		key: "briefing." + decision.id,
		build: () => [
			kicker(view),
			heading(decision.title, { lang }),
			view.briefing ? briefing(view, true) : h("p", decision.question),
			h("p.aside.quiet", word("vote_soon")),
		],
	};
}

export function discussing(app) {
	const { view } = app;
	const { decision } = view;
	const mine = view.votes["1"];
	if (!mine) return saying("discuss", word("no_vote_title"), [word("no_vote_text")], [rules(), again(view)]);
	const own = option(decision, mine.choice);
	if (app.large) {
		return {
			key: "large." + own.id,
			build: () => [
				heading(word("large_title", own), { class: "unseen" }),
				h("p.large.whole", { "aria-hidden": "true" }, own.letter),
				h("div.foot", button(word("show_small"), () => app.set({ large: false }))),
			],
		};
	}
	const sought = view.find && option(decision, view.find);
	return {
		key: "discuss." + own.id + (sought ? sought.id : ""),
		build: () => [
			sought ? h("div.seek",
				heading(word("find"), null),
				h("p.large", sought.letter),
				told("p", sought.title, decision.language, { class: "said" }))
				: h("div.seek", heading(word("other_side")), h("p", word("other_side_text"))),
			h("div.mine", key(own.letter),
				h("div", h("p.quiet.small", word("you_chose")), told("p", own.title, decision.language))),
			rules(),
			again(view),
			h("div.foot", button(word("show_large", own), () => app.set({ large: true }))),
		],
	};
}

const rules = () => h("ol.rules", ["rule_1", "rule_2", "rule_3"].map((each) => h("li", word(each))));

// How many chose what, in both votes.
export function comparing({ view }) {
	const { decision, results, votes } = view;
	if (!results) return saying("covered", word("both_title"), [word("covered")], again(view));
	const rounds = ["1", "2"].filter((each) => results[each]);
	const most = Math.max(1, ...rounds.map((each) => Math.max(...results[each].counts)));
	const name = (round) => word(round === "1" ? "first-vote" : "second-vote");
	const line = (round, each, index) => {
		const { counts, few } = results[round];
		const bar = h("span");
		bar.style.setProperty("--part", Math.round((100 * counts[index]) / most) + "%");
		const mine = votes[round] && votes[round].choice === each.id;
		return h("tr", h("th", { scope: "row" }, name(round)), h("td", h("div.choice",
			h("span.number", String(counts[index])),
			few ? null : h(round === rounds[1] ? "div.bar" : "div.bar.pale", { "aria-hidden": "true" }, bar))),
			h("td", mine ? h("span.flag", word("mine_here")) : null));
	};
	const sum = (round) => name(round) + ": " + results[round].counts.reduce((all, each) => all + each, 0)
		+ (results[round].hands ? " (" + word("by_hands") + ")" : "");
	return {
		key: "results." + decision.id + JSON.stringify(results),
		build: () => [
			told("p", decision.question, decision.language, { class: "kicker" }),
			heading(word("both_title")),
			h("table.results", { "aria-label": word("both_title") }, decision.options.map((each, index) => h("tbody",
				h("tr", h("th", { scope: "rowgroup", colspan: 3 },
					h("span.choice", key(each.letter), told("span", each.title, decision.language)))),
				rounds.map((round) => line(round, each, index))))),
			h("p.quiet.small", rounds.map(sum).join(word("between"))),
			view.record.length ? null : h("p", word("sealed")),
		],
	};
}

function claim(each, lang) {
	return h("div.claim",
		each.when ? h("p.quiet.small", { lang }, each.when) : null,
		prose(each.text, lang),
		each.contested ? h("div.contested", h("strong", word("contested")), prose(each.contested, lang)) : null);
}

const claims = (part, lang) => part.claims.map((each) => claim(each, lang));

const PARTS = {
	did: (part, view, lang) => [h("div.claim", choice(view.decision, part.option, true)), claims(part, lang)],
	happened: (part, view, lang) => [claims(part, lang), part.exhibits.length ? exhibits(part.exhibits, lang) : null],
	why: (part, view, lang) => claims(part, lang),
	looking_back: (part, view, lang) => [
		h("p", h("span.judged." + part.judgement, word(part.judgement))),
		h("p.quiet.small", { lang }, part.judge),
		claims(part, lang),
	],
	not_taken: (part, view, lang) => part.options.map((each) => h("div.claim",
		choice(view.decision, each.option),
		h("p.quiet.small", word(each.known)),
		prose(each.text, lang))),
	sources: (part, view, lang) => h("ul.people.small", { lang }, part.sources.map((each) =>
		h("li", each.title, h("span.quiet", word("between") + each.publisher + ", " + each.date)))),
};

function section(part, view) {
	return h("section", { "aria-labelledby": part.part },
		h("h2", { id: part.part, tabindex: "-1" }, word(part.part)),
		PARTS[part.part](part, view, view.decision.language));
}

function record(view) {
	return view.record.map((part) => section(part, view));
}

// My own call beside theirs; with the record or against it, and how that is judged, are never one number.
function call(view) {
	const mine = view.votes["2"] || view.votes["1"];
	const [did] = view.record;
	const judged = view.record.find((part) => part.part === "looking_back");
	const agrees = mine && did && mine.choice === did.option;
	return h("div.card",
		mine ? choice(view.decision, mine.choice) : h("p", word("no_choice")),
		mine ? h("p.pair", h("span.quiet", word("same")), h("span", percent(mine.forecast))) : null,
		mine && did ? h("p.pair", h("span.quiet", word("my_choice")),
			h("span", h("span.sign", agrees ? "=" : "≠"), word(agrees ? "with" : "against"))) : null,
		judged ? h("p.pair", h("span.quiet", word("their_choice")),
			h("span.judged." + judged.judgement, word(judged.judgement))) : null);
}

export function revealing(app) {
	const { view } = app;
	const { decision } = view;
	if (!view.record.length) return saying("sealed", decision.title, [word("reveal_sealed")], again(view));
	const parts = h("div");
	const pinned = h("div");
	let shown = 0;
	return {
		key: "reveal." + decision.id,
		build: () => [kicker(view), heading(decision.title, { lang: decision.language }), pinned, parts],
		// What was shown before stays where it is: somebody may be reading it.
		update() {
			const told = app.view.record;
			if (told.length === shown) return;
			const first = shown === 0;
			const fresh = told.slice(shown).map((part) => section(part, app.view));
			fresh.forEach((each) => parts.append(each));
			pinned.textContent = "";
			pinned.append(call(app.view));
			shown = told.length;
			if (!first) app.partShown(fresh[0].firstChild, word("new_part", { part: word(told[shown - 1].part) }));
		},
	};
}

export function debriefing(app) {
	const { view } = app;
	const { decision, factors } = view;
	const lang = decision.language;
	if (!factors.length) return saying("debrief." + decision.id, word("debrief"), [word("debrief_sealed")], null);
	const name = view.workshop + "." + decision.id;
	const draft = kept.get("thoughts");
	const before = view.reflection || { marks: {}, takeaway: "" };
	const said = draft && draft.of === name ? draft : { of: name, marks: Object.assign({}, before.marks), takeaway: before.takeaway };
	const state = h("p.state.quiet.small", { role: "status" });

	const changed = () => {
		kept.set("thoughts", said);
		app.think({ decision: decision.id, marks: said.marks, takeaway: said.takeaway.replace(/\s+/g, " ").trim() });
	};

	const mark = (factor, value) => {
		const input = h("input", { type: "radio", name: factor.id, value, ".checked": said.marks[factor.id] === value });
		const card = h("label.mark", input, h("span", word(value)));
		card.classList.toggle("chosen", input.checked);
		ringed(input, card);
		input.addEventListener("change", () => {
			said.marks[factor.id] = value;
			Array.from(card.parentNode.children).forEach((each) => each.classList.toggle("chosen", each === card));
			changed();
		});
		return card;
	};

	function build() {
		const line = h("textarea", {
			id: "takeaway", rows: 2, maxlength: 500, ".value": said.takeaway,
			oninput: () => { said.takeaway = line.value; changed(); },
		});
		return [
			kicker(view),
			heading(word("debrief_title")),
			h("p.quiet", word("debrief_text")),
			h("div.aside", factors.map((factor) => h("fieldset.factor",
				told("legend", factor.name, lang), prose(factor.text, lang), h("div.marks", mark(factor, "saw"), mark(factor, "missed"))))),
			h("div.field", h("label", { for: "takeaway" }, word("takeaway")), line),
			state,
			h("details.aside", h("summary", word("record_again")), record(view)),
			view.take_home ? takeHome() : null,
		];
	}

	return {
		key: "debrief." + decision.id,
		build,
		update() {
			const { thoughts, thoughtAt } = app;
			tell(state, thoughts.waiting ? word(thoughts.tries ? "save_kept" : "saving")
				: thoughtAt ? word("saved", { time: timeOf(thoughtAt) }) : "");
		},
	};
}

export function ending({ view }) {
	const over = view.ended;
	return {
		key: "end." + over + view.take_home,
		airy: true,
		build: () => [
			heading(word("end_title")),
			over ? h("p.quiet", word("end_text")) : null,
			view.take_home && !over ? takeHome() : null,
		],
	};
}
