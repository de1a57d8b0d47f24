// The line to the laptop: asking, hearing what has changed, and sending what has to arrive.

const PATIENCE = 8000; // milliseconds for an answer
const QUIET = 10000; // without any word the line counts as dead; the laptop speaks every few seconds
const FIRST_WORD = 5000; // a stream that says nothing for so long doesn't come through: ask again and again instead
const NO_STREAM = 30000; // for so long it is only asked, where streams don't come through
const AGAIN = [1000, 1500, 2500, 4000];
const SEND_AGAIN = [2000, 3000, 5000, 8000, 10000];

const now = () => performance.now();
const among = (delays, tries) => delays[Math.min(tries, delays.length - 1)];

// Kept on this phone; where that isn't allowed, as long as the page is open.
const memory = {};

export const kept = {
	get(name) {
		try {
			const text = localStorage.getItem("trainer." + name);
			return text === null ? memory[name] || null : JSON.parse(text);
		} catch (_) {
			return memory[name] || null;
		}
	},
	set(name, value) {
		memory[name] = value;
		try {
			if (value === null) localStorage.removeItem("trainer." + name);
			else localStorage.setItem("trainer." + name, JSON.stringify(value));
		} catch (_) {
			// Private windows may keep nothing.
		}
	},
};

export function random() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}

// The laptop answered that it doesn't do it.
export class Refused extends Error {
	constructor(status, told, wait) {
		super(told.message || "");
		this.status = status;
		this.error = told.error || "";
		this.wait = wait;
		this.told = told;
	}

	// Whether the same may be well a little later.
	get passes() {
		return this.status >= 500 || this.status === 429 || this.status === 408;
	}

	// Whether this phone has no place here (any more).
	get ends() {
		return this.error === "token" || this.error === "not-here";
	}
}

// Ask the laptop. Rejects with Refused, or with another error where it can't be reached.
export async function ask(path, body) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), PATIENCE);
	try {
		const how = { signal: stop.signal, cache: "no-store", credentials: "same-origin" };
		if (body) {
			how.method = "POST";
			how.headers = { "Content-Type": "application/json" };
			how.body = JSON.stringify(body);
		}
		const answer = await fetch(path, how);
		const told = await answer.json();
		if (!answer.ok) throw new Refused(answer.status, told, Number(answer.headers.get("Retry-After")) || 0);
		return told;
	} finally {
		clearTimeout(timer);
	}
}

// Hears what has changed. Mends itself; asks instead where streams don't come through.
export class Line {
	// `on` has view(view), counts(counts), ended(error) and changed(), the last when the line went down or came back.
	constructor(on) {
		this.on = on;
		this.down = null; // since when, in milliseconds of performance.now
		this.running = false;
		this.source = null;
		this.heardAt = 0;
		this.openedAt = 0;
		this.spoke = false; // whether the present stream has said anything
		this.mute = 0; // how many streams in a row said nothing
		this.tries = 0;
		this.nextTry = 0;
		this.openAt = 0; // before that no stream is tried
		this.asking = false;
		this.fresh = true; // whether the next view counts whatever its number: the laptop may have begun anew
	}

	// Who this phone is here, if anybody; from then on it hears what changes.
	start() {
		this.running = true;
		return this.look();
	}

	stop() {
		this.running = false;
		this.down = null;
		this.hangUp();
	}

	// Look at once whether all is well; after the phone was asleep, or somebody is impatient.
	async look() {
		await this.check();
		const stale = now() - this.openedAt > FIRST_WORD && now() - this.heardAt > QUIET / 2;
		if (this.running && (stale || !this.source || this.source.readyState === 2)) this.open();
	}

	// Every second.
	tick() {
		if (!this.running || now() < this.nextTry) return;
		const closed = !this.source || this.source.readyState === 2;
		const silent = !closed && !this.spoke && now() - this.openedAt > FIRST_WORD;
		if (!closed && !silent && this.down === null && now() - this.heardAt < QUIET) return;
		this.nextTry = now() + among(AGAIN, this.tries);
		this.tries += 1;
		if (silent) this.mute += 1;
		if (silent && this.mute > 1) this.quiet();
		if (now() > this.openAt) this.open();
		this.check();
	}

	// Ask for a while instead of listening.
	quiet() {
		this.hangUp();
		this.openAt = now() + NO_STREAM;
	}

	open() {
		this.hangUp();
		const source = new EventSource("/api/stream");
		this.source = source;
		this.openedAt = now();
		this.spoke = false;
		const hear = (name, what) => source.addEventListener(name, (event) => {
			if (source !== this.source) return;
			this.spoke = true;
			this.mute = 0;
			this.heard();
			if (what) what(JSON.parse(event.data));
		});
		hear("view", (view) => this.on.view(view));
		hear("count", (counts) => this.on.counts(counts));
		hear("beat");
		// Of many pages of one phone the oldest is told to be quiet; nothing that is said else isn't better asked for.
		hear("end", (told) => {
			if (told.error === "elsewhere") this.quiet();
			else this.hangUp();
			this.check();
		});
		source.onerror = () => {
			if (source === this.source) this.check();
		};
	}

	hangUp() {
		if (this.source) this.source.close();
		this.source = null;
	}

	async check() {
		if (this.asking || !this.running) return;
		this.asking = true;
		try {
			const view = await ask("/api/me");
			this.heard();
			if (this.running) this.on.view(view);
		} catch (error) {
			if (error instanceof Refused && error.ends) {
				this.stop();
				this.on.ended(error.error);
			} else this.lost();
		} finally {
			this.asking = false;
		}
	}

	heard() {
		this.heardAt = now();
		this.tries = 0;
		if (this.down === null) return;
		this.down = null;
		this.on.changed();
	}

	lost() {
		if (this.down !== null || !this.running) return;
		this.down = now();
		this.fresh = true;
		this.on.changed();
	}
}

// Sends one thing until the laptop has stored it. It outlives the page.
export class Outbox {
	// `on` has stored(what, told), refused(what, error), ended(error) and changed().
	constructor(path, on) {
		this.path = path;
		this.on = on;
		this.name = null;
		this.busy = false;
		this.tries = 0;
		this.nextTry = 0;
		this.answered = false; // whether the laptop was reached and couldn't take it
	}

	// Where it is kept; what is left from before is sent.
	open(name) {
		if (this.name === name) return;
		this.name = name;
		this.tries = 0;
		if (this.waiting) this.attempt();
	}

	get waiting() {
		return this.name && kept.get(this.name);
	}

	get seconds() {
		return Math.max(0, Math.ceil((this.nextTry - now()) / 1000));
	}

	send(what) {
		kept.set(this.name, what);
		this.tries = 0;
		this.answered = false;
		this.attempt();
	}

	drop() {
		kept.set(this.name, null);
		this.on.changed();
	}

	tick() {
		if (this.waiting && !this.busy && now() >= this.nextTry) this.attempt();
	}

	async attempt() {
		const what = this.waiting;
		if (!what || this.busy) return;
		this.busy = true;
		this.on.changed();
		try {
			const told = await ask(this.path, what);
			this.done(what);
			this.on.stored(what, told);
		} catch (error) {
			this.fail(what, error);
		} finally {
			this.busy = false;
			const left = this.waiting;
			if (left && JSON.stringify(left) !== JSON.stringify(what)) this.attempt();
			this.on.changed();
		}
	}

	done(what) {
		if (JSON.stringify(this.waiting) === JSON.stringify(what)) kept.set(this.name, null);
	}

	fail(what, error) {
		const refused = error instanceof Refused;
		if (refused && !error.passes) {
			if (error.ends) {
				this.on.ended(error.error);
				return;
			}
			this.done(what);
			this.on.refused(what, error);
			return;
		}
		this.answered = refused;
		const wait = refused && error.wait ? error.wait * 1000 : among(SEND_AGAIN, this.tries);
		this.nextTry = now() + wait * (0.9 + Math.random() / 5); // so that a whole room doesn't come back at once
		this.tries += 1;
	}
}
