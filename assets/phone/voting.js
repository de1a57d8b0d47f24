// The vote: filled in, on its way, stored, closed, too late.
import {
	again, announce, button, counted, DOT, h, heading, key, option, percent, saying, tell, timeOf, told, voteCard, word
} from "./dom.js";
import { kept, random } from "./line.js";

const placeOf = (view) => view.workshop + "." + view.ballot.id;

function draftOf(view) {
	const draft = kept.get("draft");
	return draft && draft.of === placeOf(view) ? draft : { of: placeOf(view), choice: null, forecast: null, reason: "" };
}

export function voting(app) {
	const { view, votes } = app;
	const { ballot, decision, mine } = view;
	if (!ballot) return saying("soon", decision.question, [word("vote_soon")], again(view));
	if (ballot.hands) return saying("hands", word("hands_title"), [word("hands_text")], again(view));
	const sent = votes.waiting && votes.waiting.ballot === ballot.id ? votes.waiting : null;
	if (sent && (votes.tries > 0 || app.line.down !== null)) return keptHere(app, sent);
	const late = app.late();
	if (late && late.vote.ballot === ballot.id) return tooLate(view, late);
	if (!ballot.open) return closed(view);
	return mine && !app.editing && !sent ? stored(app) : form(app);
}

function form(app) {
	const { view } = app;
	const { ballot, decision, mine } = view;
	const lang = decision.language;
	const draft = draftOf(view);
	const hint = h("p", { id: "hint" });
	const send = h("button.primary", { type: "submit", "aria-describedby": "hint" });
	const count = counted();
	const sending = () => app.votes.waiting && app.votes.waiting.ballot === ballot.id;

	function missing() {
		const left = [!draft.choice && "missing_choice", draft.forecast === null && "missing_forecast"].filter(Boolean);
		return left.length ? word("missing", { what: left.map((each) => word(each)).join(DOT) }) : "";
	}

	function update() {
		const lacks = missing();
		tell(hint, app.refusal || lacks);
		hint.className = app.refusal ? "wrong" : "quiet small";
		hint.hidden = !hint.textContent;
		send.setAttribute("aria-disabled", String(Boolean(lacks || sending())));
		tell(send, word(sending() ? "sending" : "send"));
		count.update(app.view.ballot);
	}

	function set(what) {
		kept.set("draft", Object.assign(draft, what));
		update();
	}

	function submit(event) {
		event.preventDefault();
		if (sending()) return;
		const { choice, forecast, reason } = draft;
		if (missing()) {
			announce(missing());
			document.querySelector(choice ? "#forecast" : "[name=choice]").focus();
			return;
		}
		app.refusal = "";
		app.votes.send({ ballot: ballot.id, id: random(), choice, forecast, reason: reason.trim() });
	}

	const first = ballot.round === 2 && view.votes[1];
	return {
		key: "form." + placeOf(view) + (mine ? mine.id : ""),
		update,
		build: () => h("form", { onsubmit: submit, novalidate: true },
			heading(decision.question, { class: "question", lang }),
			first ? h("p.quiet.small",
				word("first_was", { letter: option(decision, first.choice).letter, percent: percent(first.forecast) })) : null,
			h("fieldset", h("legend.unseen", { lang }, decision.question), decision.options.map((each) => h("label.option",
				h("input", {
					type: "radio", name: "choice", ".checked": draft.choice === each.id, onchange: () => set({ choice: each.id }),
				}), key(each.letter), told("span", each.title, lang)))),
			slider(draft, set),
			h("div.field", h("label", { for: "reason" }, word("reason") + " ", h("span.quiet", word("reason_hint"))), h("input", {
				type: "text", id: "reason", maxlength: 280, autocomplete: "off", ".value": draft.reason,
				oninput: (event) => set({ reason: event.target.value }),
			})),
			again(view),
			h("div.aside", count.node),
			h("div.foot", hint, send, mine ? button(word("keep"), () => app.set({ editing: false })) : null)),
	};
}

// Unset until it is touched: no handle, no number to lean on.
function slider(draft, set) {
	const line = h("input", { type: "range", id: "forecast", max: 100, ".value": draft.forecast === null ? 50 : draft.forecast });
	const value = h("output", { for: "forecast" });

	function show() {
		const unset = draft.forecast === null;
		line.className = value.className = unset ? "unset" : "";
		line.style.setProperty("--at", (unset ? 0 : draft.forecast) + "%");
		tell(value, unset ? word("forecast_unset") : percent(draft.forecast));
		line.setAttribute("aria-valuetext", value.textContent);
	}

	function take() {
		set({ forecast: Number(line.value) });
		show();
	}

	// Some phones move only a handle that is touched, and there is none at first.
	function follow(event) {
		if (event.type === "pointermove" && !event.buttons) return;
		const box = line.getBoundingClientRect();
		const half = 0.29 * box.height; // of the handle
		line.value = Math.round((100 * (event.clientX - box.left - half)) / (box.width - 2 * half));
		take();
	}

	line.addEventListener("input", take);
	line.addEventListener("pointermove", follow);
	line.addEventListener("pointerup", follow);
	line.addEventListener("keydown", (event) => { if (event.key === " ") take(); });
	show();
	return h("div.field", h("div.forecast", h("label", { for: "forecast" }, word("forecast")), value), line,
		h("p.ends.quiet.small", h("span", word("forecast_low")), h("span", word("forecast_high"))));
}

function keptHere(app, vote) {
	const wait = h("p.waits.number");
	return Object.assign(saying("kept." + vote.id, word("kept_title"), [word("kept_text")],
		voteCard(app.view.decision, vote),
		wait,
		button(word("try_now"), () => { app.votes.attempt(); app.line.look(); }),
		h("p.quiet.small.aside", word("kept_help"))), {
		update() {
			tell(wait, word("not_stored", { n: Math.max(0, Math.ceil((app.votes.nextTry - performance.now()) / 1000)) }));
		},
	});
}

function stored(app) {
	const { view } = app;
	const { mine } = view;
	const count = counted();
	function change() {
		kept.set("draft", Object.assign({}, mine, { of: placeOf(view) }));
		app.set({ editing: true });
	}
	return Object.assign(saying("in." + mine.id, word("in_title"), [word("in_text", { time: timeOf(mine.at) })],
		voteCard(view.decision, mine),
		button(word("change"), change),
		h("p.quiet.small.after", word("change_hint")),
		again(view),
		h("div.foot", count.node)), { check: true, update: () => count.update(app.view.ballot) });
}

function closed({ mine, ballot, decision }) {
	return saying("closed." + ballot.id + (mine ? mine.id : ""), word("closed_title"),
		[word(mine ? "closed_mine" : "closed_none")], mine ? voteCard(decision, mine) : null);
}

function tooLate({ mine, decision }, late) {
	kept.set("late", Object.assign(late, { seen: true }));
	return saying("late." + late.vote.id + (mine ? mine.id : ""), word("late_title"),
		[word("late_text"), word(mine ? "late_mine" : "closed_none")],
		mine ? voteCard(decision, mine) : null,
		h("p.quiet.aside", word("late_lost")),
		voteCard(decision, late.vote));
}

// On a later step: what became of a vote that never arrived.
export function lateNotice(app) {
	return h("div.card.late", h("p", h("strong", word("late_notice"))), h("p", word("late_text")),
		button(word("understood"), () => {
			kept.set("late", null);
			app.set({});
		}));
}
