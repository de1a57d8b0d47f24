// Where this phone is, and what it shows.
import { announce, button, clock, fill, h, saying, speak, spoken, tell, word } from "./dom.js";
import { joining, tidyCode } from "./joining.js";
import { kept, Line, Outbox, random } from "./line.js";
import { comparing, debriefing, discussing, ending, lobby, reading, revealing } from "./telling.js";
import { lateNotice, voting } from "./voting.js";

const PATCHY = 1500; // not worth a word
const STEPS = {
	"lobby": lobby, "briefing": reading, "first-vote": voting, "discuss": discussing, "second-vote": voting,
	"both-votes": comparing, "reveal": revealing, "debrief": debriefing, "end": ending,
};
const $ = (id) => document.getElementById(id);

let current = null; // screen
let heardAt = 0; // when the view came

const app = {
	gone: "", // why this phone has no place here
	form: { code: tidyCode(location.pathname.slice(1)), name: kept.get("name") || "", wrong: "", hello: {} },

	key() {
		if (!kept.get("key")) kept.set("key", random());
		return kept.get("key");
	},

	joined(view) {
		kept.set("name", view.me.name);
		take(view);
		app.line.start();
	},

	// Unless this phone asked for another language.
	speakAs(language) {
		if (kept.get("language") || language === spoken()) return;
		speak(language);
		current = null;
		render();
	},

	set(what) {
		Object.assign(app, what);
		render();
	},

	late() {
		const late = kept.get("late");
		return late && late.workshop === app.view.workshop ? late : null;
	},

	// Kept at once, sent after a moment's rest.
	think(what) {
		app.thoughtAt = "";
		kept.set(app.thoughts.name, what);
		app.thoughts.tries = 0;
		app.thoughts.nextTry = performance.now() + 900;
		render();
	},

	// Follow the room, unless somebody still reads above.
	partShown(title) {
		announce(word("new_part", { part: title.textContent }));
		if (title.getBoundingClientRect().top < 1.2 * window.innerHeight) title.scrollIntoView();
	},
};

app.line = new Line({
	view: take,
	counts(counts) {
		if (!app.view || counts.version < app.view.version) return;
		app.view.here = counts.here;
		if (counts.ballot && app.view.ballot && counts.ballot.id === app.view.ballot.id) app.view.ballot = counts.ballot;
		render();
	},
	ended,
	changed() {
		if (app.line.down === null) {
			announce(word("online"));
			app.votes.attempt();
			app.thoughts.attempt();
		}
		render();
	},
});

app.votes = new Outbox("/api/vote", {
	stored(vote, told) {
		const { view } = app;
		app.editing = false;
		if (view.ballot && view.ballot.id === vote.ballot) {
			view.mine = told.vote;
			view.votes[view.ballot.round] = told.vote;
		}
	},
	refused(vote, error) {
		const { view } = app;
		app.editing = false;
		if (error.error === "closed" || error.error === "over") {
			kept.set("late", { workshop: view.workshop, vote });
			if (view.ballot && view.ballot.id === vote.ballot) view.ballot.open = false;
		} else {
			app.refusal = word("busy");
			announce(app.refusal);
		}
		app.line.check();
	},
	failed,
	changed: render,
});

app.thoughts = new Outbox("/api/reflect", {
	stored(_, told) { app.thoughtAt = told.at; },
	refused: () => app.line.check(),
	failed,
	changed: render,
});

function take(view) {
	const before = app.view;
	if (before && before.workshop === view.workshop && view.version < before.version) return;
	heardAt = performance.now();
	if (!before || before.step !== view.step || before.number !== view.number
		|| (before.ballot || view).id !== (view.ballot || view).id) {
		Object.assign(app, { large: false, thoughtAt: "", editing: false, refusal: "" });
	}
	Object.assign(app, { view, gone: "" });
	if (!view.removed) {
		app.speakAs(view.me.language);
		app.votes.open("vote." + view.workshop);
		app.thoughts.open("thought." + view.workshop);
		const sent = app.votes.waiting;
		if (sent && view.mine && view.mine.id === sent.id) kept.set(app.votes.name, null);
	}
	render();
}

// It may be stored all the same, and then the view has it.
function failed(error) {
	if (error.ends) ended(error.error);
	else app.line.check();
}

function ended(error) {
	if (error === "token" && app.view) app.form.wrong = word("token");
	app.line.stop();
	app.gone = error;
	app.view = null;
	render();
}

function screen() {
	const { view, gone } = app;
	if (gone === "not-here" || (view && view.removed)) return saying("removed", word("removed_title"), [word("removed_text")]);
	if (gone) return joining(app);
	if (!view) {
		const lost = app.line.down !== null;
		return saying("wait" + lost, word(lost ? "offline" : "loading"), [lost ? word("unreachable_text") : ""]);
	}
	if (view.ended) return ending(app);
	if (!view.doors) return saying("doors", word("doors_title"), [word("doors_text")]);
	return STEPS[view.step](app);
}

function render() {
	const made = screen();
	const { view } = app;
	const late = view && !view.removed && app.late();
	const notice = late && !late.seen && made.key.indexOf("late.") ? late : null;
	const name = made.key + (notice ? ".notice" : "");
	const place = view ? view.step + view.number : app.gone;
	if (!current || current.name !== name) {
		const at = document.activeElement;
		const typing = at.tagName === "TEXTAREA" || at.type === "text";
		const main = $("main");
		main.className = (made.airy ? "airy" : "") + (made.check ? " check" : "");
		fill(main, notice ? lateNotice(app) : null, made.build());
		const title = main.querySelector("h1");
		document.title = title.textContent;
		if (current) {
			window.scrollTo(0, 0);
			if (!typing) title.focus({ preventScroll: true });
			const moved = current.place !== place && view && view.step;
			if (moved) announce(word(view.step));
			else if (made.airy) announce(title.textContent);
		}
		frame();
		current = { name, place, made };
	}
	if (current.made.update) current.made.update();
	clocks();
}

function frame() {
	const { view } = app;
	const inside = view && !view.removed;
	const other = button(word("other_language"), toggle, { class: "link", lang: spoken() === "zh" ? "en" : "zh", id: "other" });
	fill($("head"),
		h("span", { id: "step" }),
		inside ? h("span.time.number", { id: "time", role: "timer" }) : other);
	fill($("foot"), inside ? [h("p", word("you_are", view.me)), other] : null);
}

function toggle() {
	const language = spoken() === "zh" ? "en" : "zh";
	kept.set("language", language);
	speak(language);
	app.form.wrong = "";
	current = null;
	render();
	$("other").focus();
}

function clocks() {
	const head = $("head");
	const { view, line } = app;
	const since = line.down === null ? 0 : performance.now() - line.down;
	const inside = view && view.step && !view.ended;
	const down = Boolean(inside) && since > PATCHY;
	if (down && head.className !== "down") announce(word("offline"));
	head.className = down ? "down" : "";
	tell($("step"), word(down ? "offline" : inside ? view.step : "app"));
	const time = $("time");
	if (!time) return;
	const count = view && view.countdown;
	const left = count ? count.left - (count.runs ? (performance.now() - heardAt) / 1000 : 0) : 0;
	tell(time, down ? word("offline_for", { time: clock(since / 1000) })
		: !count ? ""
			: left <= 0 ? word("time_up")
				: word("left", { time: clock(left) }));
}

function tick() {
	app.line.tick();
	app.votes.tick();
	app.thoughts.tick();
	if (current) render();
}

// The phone was asleep, or without a network.
function wake() {
	if (document.visibilityState === "hidden" || app.gone === "token") return;
	app.line.look();
	app.votes.attempt();
	app.thoughts.attempt();
}

document.addEventListener("visibilitychange", wake);
window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
window.addEventListener("online", wake);
window.addEventListener("offline", () => app.line.check());
speak(kept.get("language") || (/^zh/i.test(navigator.language) ? "zh" : "en"));
setInterval(tick, 1000);
app.line.start().then(render);
