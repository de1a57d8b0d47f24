// The vote: filling it in, on its way, stored, closed, too late.
import { announce, button, drawn, h, heading, key, percent, tell, timeOf, told, word } from "./dom.js";
import { kept, random } from "./line.js";
import { again, counted, option, saying, voteCard } from "./parts.js";

const LONGEST_REASON = 280;

const draftName = (view) => view.workshop + "." + view.ballot.id;

function draftOf(view) {
	const draft = kept.get("draft");
	return draft && draft.of === draftName(view) ? draft : { of: draftName(view), choice: null, forecast: null, reason: "" };
}

export function voting(app) {
	const { view } = app;
	const { ballot, decision, mine } = view;
	if (!ballot) return saying("soon", decision.question, [word("vote_soon")], again(view));
	if (ballot.hands) return saying("hands", word("hands_title"), [word("hands_text")], again(view));
	const waiting = app.votes.waiting;
	const sent = waiting && waiting.ballot === ballot.id ? waiting : null;
	if (sent && (app.votes.tries > 0 || app.line.down !== null)) return keptHere(app, sent);
	const late = app.late();
	if (late && late.vote.ballot === ballot.id) return tooLate(app, late);
	if (!ballot.open) return closed(app);
	return mine && !app.editing && !sent ? stored(app) : form(app);
}

function form(app) {
	const { view } = app;
	const { ballot, decision, mine } = view;
	const lang = decision.language;
	const draft = draftOf(view);
	const keep = () => kept.set("draft", draft);
	let hint;
	let send;
	let count;

	const missing = () => {
		const left = [];
		if (!draft.choice) left.push(word("missing_choice"));
		if (draft.forecast === null) left.push(word("missing_forecast"));
		return left.length ? word("missing", { what: left.join(document.documentElement.lang === "zh" ? "、" : ", ") }) : "";
	};

	function refresh() {
		const sending = app.votes.waiting && app.votes.waiting.ballot === ballot.id;
		const lacks = missing();
		tell(hint, app.refusal || lacks);
		hint.className = app.refusal ? "wrong" : "quiet small";
		hint.hidden = !hint.textContent;
		send.setAttribute("aria-disabled", String(Boolean(lacks || sending)));
		tell(send, word(sending ? "sending" : mine ? "send_change" : "send"));
	}

	function submit(event) {
		event.preventDefault();
		if (app.votes.waiting) return;
		const lacks = missing();
		if (lacks) {
			announce(lacks);
			document.querySelector(draft.choice ? "#forecast" : "input[name=choice]").focus();
			return;
		}
		app.refusal = "";
		keep();
		app.votes.send({
			ballot: ballot.id, id: random(), choice: draft.choice, forecast: draft.forecast, reason: draft.reason.trim(),
		});
	}

	function choices() {
		const cards = decision.options.map((each) => {
			const input = h("input", { type: "radio", name: "choice", value: each.id, ".checked": draft.choice === each.id });
			const card = h("label.option", input, key(each.letter), told("span", each.title, lang));
			input.addEventListener("change", () => {
				draft.choice = each.id;
				keep();
				cards.forEach((one) => one.classList.toggle("chosen", one === card));
				refresh();
			});
			ringed(input, card);
			card.classList.toggle("chosen", draft.choice === each.id);
			return card;
		});
		return h("fieldset", h("legend.unseen", { lang }, decision.question), cards);
	}

	function build() {
		hint = h("p", { id: "hint" });
		send = h("button", { type: "submit", class: "primary", "aria-describedby": "hint" });
		count = counted(view);
		const first = ballot.round === 2 && view.votes["1"];
		const reason = h("input", {
			type: "text", id: "reason", maxlength: LONGEST_REASON, autocomplete: "off", enterkeyhint: "done",
			".value": draft.reason, oninput: () => { draft.reason = reason.value; keep(); },
		});
		const made = h("form", { onsubmit: submit, novalidate: true },
			heading(decision.question, { class: "question", lang }),
			first ? h("p.quiet.small", word("first_was", {
				letter: option(decision, first.choice).letter, percent: percent(first.forecast),
			})) : null,
			choices(),
			forecast(draft, () => { keep(); refresh(); }),
			h("div.field",
				h("label", { for: "reason" }, word("reason"), h("span.quiet", word("reason_hint"))), reason),
			again(view),
			h("div.aside", count.node),
			h("div.foot", hint, send, mine ? button(word("keep"), () => app.set({ editing: false })) : null));
		return [made];
	}

	return {
		key: "form." + draftName(view) + (mine ? "." + mine.id : ""),
		build,
		update() {
			refresh();
			count.update(app.view.ballot);
		},
	};
}

// Old browsers have no way to say by style alone that what is within has the focus of the keyboard.
export function ringed(input, card) {
	let pointed = false;
	card.addEventListener("pointerdown", () => { pointed = true; });
	input.addEventListener("keydown", () => { pointed = false; card.classList.add("focused"); });
	input.addEventListener("focus", () => card.classList.toggle("focused", !pointed));
	input.addEventListener("blur", () => { pointed = false; card.classList.remove("focused"); });
}

// Unset until it is touched: no handle, no number that one could lean on.
function forecast(draft, changed) {
	const slider = h("input", {
		type: "range", id: "forecast", min: "0", max: "100", step: "1", "aria-describedby": "ends",
	});
	const value = h("output", { for: "forecast", id: "value" });

	function show() {
		const unset = draft.forecast === null;
		slider.classList.toggle("unset", unset);
		value.classList.toggle("unset", unset);
		slider.setAttribute("aria-valuetext", unset ? word("forecast_unset") : percent(draft.forecast));
		slider.style.setProperty("--at", (unset ? 0 : draft.forecast) + "%");
		tell(value, unset ? word("forecast_unset") : percent(draft.forecast));
	}

	function set() {
		draft.forecast = Number(slider.value);
		show();
		changed();
	}

	slider.value = draft.forecast === null ? 50 : draft.forecast;
	slider.addEventListener("input", set);
	// Some phones move the handle only where it is touched itself, and there is none at first.
	const follow = (event) => {
		if (event.type === "pointermove" && !event.buttons) return;
		const box = slider.getBoundingClientRect();
		const half = 0.29 * box.height; // of the handle
		slider.value = Math.round((100 * (event.clientX - box.left - half)) / (box.width - 2 * half));
		set();
	};
	slider.addEventListener("pointermove", follow);
	slider.addEventListener("pointerup", follow);
	slider.addEventListener("keydown", (event) => {
		if (draft.forecast === null && (event.key === " " || event.key === "Enter")) {
			event.preventDefault();
			set();
		}
	});
	show();
	return h("div.field",
		h("div.forecast", h("label", { for: "forecast" }, word("forecast")), value),
		slider,
		h("p.ends.quiet.small", { id: "ends" }, h("span", word("forecast_low")),
			h("span", word("forecast_high"))));
}

function keptHere(app, vote) {
	const { decision } = app.view;
	const seconds = h("p.waits.number");
	return {
		key: "kept." + vote.id,
		airy: true,
		build: () => [
			heading(word("kept_title")),
			h("p", word("kept_text")),
			voteCard(decision, vote),
			seconds,
			button(word("try_now"), () => { app.votes.attempt(); app.line.look(); }),
			h("div.foot.below", h("p.quiet.small", word("kept_help"))),
		],
		update() {
			tell(seconds, word("not_stored", { n: Math.max(0, Math.ceil((app.votes.nextTry - performance.now()) / 1000)) }));
		},
	};
}

function stored(app) {
	const { view } = app;
	const count = counted(view);
	return {
		key: "in." + view.mine.id,
		airy: true,
		says: word("in_title"),
		build: () => [
			drawn("check", "0 0 60 60", "M2 30a28 28 0 1 0 56 0a28 28 0 1 0-56 0", "M18 31l9 9L42 22"),
			heading(word("in_title")),
			h("p.quiet.number", word("in_text", { time: timeOf(view.mine.at) })),
			voteCard(view.decision, view.mine),
			button(word("change"), () => {
				kept.set("draft", Object.assign({}, view.mine, { of: draftName(view) }));
				app.set({ editing: true });
			}),
			h("p.quiet.small.after", word("change_hint")),
			again(view),
			h("div.foot", count.node),
		],
		update: () => count.update(app.view.ballot),
	};
}

function closed(app) {
	const { view } = app;
	const { mine } = view;
	const draft = draftOf(view);
	const begun = mine
		? app.editing && (draft.choice !== mine.choice || draft.forecast !== mine.forecast || draft.reason !== mine.reason)
		: draft.choice || draft.forecast !== null || draft.reason;
	return {
		key: "closed." + view.ballot.id + (mine ? mine.id : ""),
		airy: true,
		says: word("closed_title"),
		build: () => [
			heading(word("closed_title")),
			h("p.quiet", word(mine ? "closed_mine" : "closed_none")),
			mine ? voteCard(view.decision, mine) : null,
			begun ? h("p", word("closed_draft")) : null,
			h("p", word("closed_next")),
		],
	};
}

function tooLate(app, late) {
	const { mine, decision } = app.view;
	return {
		key: "late." + late.vote.id + (mine ? mine.id : ""),
		airy: true,
		says: word("late_title"),
		build: () => {
			const made = [heading(word("late_title")), h("p", word("late_text"))];
			if (mine) made.push(h("p", word("late_mine")), voteCard(decision, mine));
			else made.push(h("p", word("late_none")));
			made.push(h("p.quiet.aside", word("late_lost")), voteCard(decision, late.vote));
			kept.set("late", Object.assign(late, { seen: true }));
			return made;
		},
	};
}

// Over the page of a later step: what became of a vote that never arrived.
export function lateNotice(app) {
	return h("div.notice",
		h("p", h("strong", word("late_notice"))),
		h("p", word("late_text")),
		button(word("understood"), () => {
			kept.set("late", null);
			app.set({});
		}));
}
