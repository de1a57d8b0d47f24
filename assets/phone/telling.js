// The screens that are read, from the welcome to the end.
import {
	again, briefing, button, choice, DOT, exhibits, fill, h, heading, key, kicker, option, pair, percent, prose,
	saying, takeHome, tell, timeOf, told, word
} from "./dom.js";
import { kept } from "./line.js";

export function lobby(app) {
	const here = h("div.foot.number");
	return {
		airy: true,
		key: "lobby",
		build: () => [
			h("p.kicker", app.view.title), heading(word("lobby_title")), h("p.quiet", word("lobby_text")), here,
		],
		update: () => tell(here, word("here", { n: app.view.here })),
	};
}

export const reading = ({ view }) => ({
	key: "briefing." + view.decision.id,
	build: () => [
		kicker(view),
		heading(view.decision.title, { lang: view.decision.language }),
		view.briefing ? briefing(view) : h("p", view.decision.question),
	],
});

export function discussing(app) {
	const { decision, find, votes } = app.view;
	const rules = h("ol.rules", ["rule_1", "rule_2", "rule_3"].map((each) => h("li", word(each))));
	if (!votes[1]) return saying("discuss", word("no_vote_title"), [word("no_vote_text")], [rules, again(app.view)]);
	const own = option(decision, votes[1].choice);
	if (app.large) {
		return {
			key: "large",
			build: () => [
				heading(word("you_chose") + " " + own.letter, { class: "unseen" }),
				h("p.large.whole", { "aria-hidden": "true" }, own.letter),
				h("div.foot", button(word("show_small"), () => app.set({ large: false }))),
			],
		};
	}
	const sought = find && option(decision, find);
	return {
		key: "discuss." + own.id + find,
		build: () => [
			h("div.seek", heading(word(sought ? "find" : "other_side")), sought
				? [h("p.large", sought.letter), told("p", sought.title, decision.language, { class: "said" })]
				: h("p", word("other_side_text"))),
			h("div.mine", key(own.letter),
				h("div", h("p.quiet.small", word("you_chose")), told("p", own.title, decision.language))),
			rules,
			again(app.view),
			h("div.foot", button(word("show_large", own), () => app.set({ large: true }))),
		],
	};
}

export function comparing({ view }) {
	const { decision, results, votes, record } = view;
	if (!results) return saying("covered", word("both_title"), [word("covered")], again(view));
	const rounds = [1, 2].filter((each) => results[each]);
	const most = Math.max(1, ...rounds.map((each) => Math.max(...results[each].counts)));
	const name = (round) => word(round === 1 ? "first-vote" : "second-vote");
	const mine = rounds.filter((each) => votes[each]).map((each) => option(decision, votes[each].choice).letter);
	const line = (round, index) => {
		const { counts, few } = results[round];
		const bar = h("span");
		bar.style.setProperty("--part", (100 * counts[index]) / most + "%");
		return h("tr", h("th", { scope: "row" }, name(round)),
			h("td", h("div.choice", h("span.number", String(counts[index])), few ? null
				: h(round === 1 ? "div.bar.pale" : "div.bar", { "aria-hidden": "true" }, bar))));
	};
	return {
		key: "results." + decision.id + JSON.stringify(results),
		build: () => [
			told("p", decision.question, decision.language, { class: "kicker" }),
			heading(word("both_title")),
			h("table.results", { "aria-label": word("both_title") }, decision.options.map(({ id }, index) => h("tbody",
				h("tr", h("th", { scope: "rowgroup", colspan: 2 }, choice(decision, id))),
				rounds.map((round) => line(round, index))))),
			mine.length ? h("p", word("you_chose") + " " + mine.join(" → ")) : null,
			record.length ? null : h("p", word("sealed")),
		],
	};
}

const judged = (how) => h("span.judged." + how, word(how));

// One part of the record; each kind of part has some of these.
function section(part, { decision }) {
	const lang = decision.language;
	const lines = (part.claims || []).concat(part.part === "not_taken" ? part.options : []);
	return h("section", { "aria-labelledby": part.part },
		h("h2", { id: part.part, tabindex: -1 }, word(part.part)),
		part.option ? choice(decision, part.option, true) : null,
		part.judgement ? [h("p", judged(part.judgement)), h("p.quiet.small", { lang }, part.judge)] : null,
		lines.map((each) => h("div.claim",
			each.option ? [choice(decision, each.option), h("p.quiet.small", word(each.known))] : null,
			each.when ? h("p.quiet.small", { lang }, each.when) : null,
			prose(each.text, lang),
			each.contested ? h("div.contested", h("strong", word("contested")), prose(each.contested, lang)) : null)),
		exhibits(part.exhibits || [], lang),
		part.sources ? h("ul.people.small", { lang }, part.sources.map(({ title, publisher, date }) =>
			h("li", title, h("span.quiet", DOT + publisher + ", " + date)))) : null);
}

// With the record or against it, and how that is judged, are never one number.
function call({ decision, record, votes }) {
	const mine = votes[2] || votes[1];
	const back = record.find((part) => part.judgement);
	const same = mine && mine.choice === record[0].option;
	return h("div.card",
		mine ? [choice(decision, mine.choice), pair("same", percent(mine.forecast)),
			pair("my_choice", h("span.sign", same ? "=" : "≠"), word(same ? "with" : "against"))] : h("p", word("no_choice")),
		back ? pair("their_choice", judged(back.judgement)) : null);
}

export function revealing(app) {
	const { view } = app;
	const { decision, record } = view;
	if (!record.length) return saying("sealed", decision.title, [word("reveal_sealed")], again(view));
	const parts = h("div");
	const pinned = h("div");
	let shown = 0;
	return {
		key: "reveal." + decision.id,
		build: () => [kicker(view), heading(decision.title, { lang: decision.language }), pinned, parts],
		// What was shown stays: somebody may be reading it.
		update() {
			const fresh = app.view.record.slice(shown).map((part) => section(part, app.view));
			if (!fresh.length) return;
			parts.append(...fresh);
			fill(pinned, call(app.view));
			if (shown) app.partShown(fresh[0].firstChild);
			shown += fresh.length;
		},
	};
}

export function debriefing(app) {
	const { view } = app;
	const { decision, factors } = view;
	const lang = decision.language;
	if (!factors.length) return saying("debrief", word("debrief"), [word("debrief_sealed")]);
	const of = view.workshop + "." + decision.id;
	const { marks, takeaway } = view.reflection || { marks: {}, takeaway: "" };
	const draft = kept.get("thoughts");
	const said = draft && draft.of === of ? draft : { of, marks: Object.assign({}, marks), takeaway };
	const state = h("p.state.small", { role: "status" });

	function changed() {
		kept.set("thoughts", said);
		app.think({ decision: decision.id, marks: said.marks, takeaway: said.takeaway.replace(/\s+/g, " ").trim() });
	}

	const mark = (id, value) => h("label.option", h("input", {
		type: "radio", name: id, ".checked": said.marks[id] === value,
		onchange: () => { said.marks[id] = value; changed(); },
	}), h("span", word(value)));

	return {
		key: "debrief." + decision.id,
		build: () => [
			kicker(view),
			heading(word("debrief_title")),
			h("p.quiet", word("debrief_text")),
			factors.map(({ id, name, text }) => h("fieldset.factor", told("legend", name, lang), prose(text, lang),
				h("div.marks", mark(id, "saw"), mark(id, "missed")))),
			h("div.field", h("label", { for: "takeaway" }, word("takeaway")), h("textarea", {
				id: "takeaway", rows: 2, maxlength: 500, ".value": said.takeaway,
				oninput: (event) => { said.takeaway = event.target.value; changed(); },
			})),
			state,
			view.take_home ? takeHome() : null,
		],
		update() {
			const { waiting, tries } = app.thoughts;
			tell(state, waiting ? word(tries ? "save_kept" : "sending")
				: app.thoughtAt ? word("saved", { time: timeOf(app.thoughtAt) }) : "");
		},
	};
}

export const ending = ({ view }) => ({
	airy: true,
	key: "end." + view.ended + view.take_home,
	build: () => [
		heading(word("end_title")),
		view.ended ? h("p.quiet", word("end_text")) : view.take_home ? takeHome() : null,
	],
});
