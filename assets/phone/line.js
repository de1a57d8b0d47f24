// The line to the laptop: asking, hearing, and sending what has to arrive. Times in milliseconds.
const PATIENCE = 8000; // for an answer
const QUIET = 10000; // without a word the line is dead
const FIRST_WORD = 5000; // a stream that is mute for so long doesn't come through,
const NO_STREAM = 30000; // and for so long it is only asked
const BACK = 900; // between tries of a line that is down
const AGAIN = [1000, 2000, 3000, 4000, 6000];

const now = () => performance.now();
const nth = (delays, tries) => delays[Math.min(tries, delays.length - 1)];
const memory = {};

// Kept on this phone, or where that isn't allowed as long as the page is open.
export const kept = {
	get(name) {
		try {
			const text = localStorage.getItem("trainer." + name);
			if (text) return JSON.parse(text);
		} catch (_) { /* not allowed */ }
		return memory[name] || null;
	},
	set(name, value) {
		memory[name] = value;
		try {
			if (value === null) localStorage.removeItem("trainer." + name);
			else localStorage.setItem("trainer." + name, JSON.stringify(value));
		} catch (_) { /* not allowed */ }
	},
};

export const random = () =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");

export class Refused extends Error {
	constructor(status, told, wait) {
		super(told.message);
		this.error = told.error;
		this.wait = wait;
		this.passes = status >= 500 || status === 429 || status === 408; // later it may be well
		this.ends = told.error === "token" || told.error === "not-here"; // no place here
	}
}

// Rejects with Refused, or with another error where the laptop can't be reached.
export async function ask(path, body) {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), PATIENCE);
	try {
		const how = { signal: stop.signal, cache: "no-store" };
		if (body) Object.assign(how, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
		const answer = await fetch(path, how);
		const told = await answer.json();
		if (answer.ok) return told;
		throw new Refused(answer.status, told, Number(answer.headers.get("Retry-After")) || 0);
	} finally {
		clearTimeout(timer);
	}
}

// Hears what has changed; asks where streams don't come through.
export class Line {
	// `on`: view(view), counts(counts), ended(error), and changed() when the line went down or came back.
	constructor(on) {
		this.on = on;
		this.down = null; // since when
		this.running = this.asking = this.spoke = false;
		this.source = null;
		this.heardAt = this.openedAt = this.openAt = this.nextTry = 0;
	}

	start() {
		this.running = true;
		return this.look();
	}

	stop() {
		this.running = false;
		this.down = null;
		this.hangUp();
	}

	hangUp() {
		if (this.source) this.source.close();
		this.source = null;
	}

	// See at once whether all is well.
	async look() {
		await this.check();
		const stale = now() - Math.max(this.heardAt, this.openedAt) > FIRST_WORD;
		if (this.running && (stale || !this.source || this.source.readyState === 2)) this.open();
	}

	tick() {
		if (!this.running || now() < this.nextTry) return;
		const closed = !this.source || this.source.readyState === 2;
		const silent = !closed && !this.spoke && now() - this.openedAt > FIRST_WORD;
		if (!closed && !silent && this.down === null && now() - this.heardAt < QUIET) return;
		this.nextTry = now() + BACK;
		if (silent) this.onlyAsk();
		if (now() > this.openAt) this.open();
		this.check();
	}

	onlyAsk() {
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
			this.heard();
			what(JSON.parse(event.data));
		});
		hear("view", this.on.view);
		hear("count", this.on.counts);
		hear("beat", () => null);
		hear("end", (told) => {
			if (told.error === "elsewhere") this.onlyAsk(); // other pages of this phone have the line
			else this.hangUp();
			this.check();
		});
		source.onerror = () => this.check();
	}

	async check() {
		if (this.asking || !this.running) return;
		this.asking = true;
		try {
			const view = await ask("/api/me");
			this.heard();
			if (this.running) this.on.view(view);
		} catch (error) {
			if (error.ends) {
				this.stop();
				this.on.ended(error.error);
			} else if (this.down === null && this.running) {
				this.down = now();
				this.on.changed();
			}
		}
		this.asking = false;
	}

	heard() {
		this.heardAt = now();
		if (this.down === null) return;
		this.down = null;
		this.on.changed();
	}
}

// Sends one thing until the laptop has stored it; outlives the page.
export class Outbox {
	// `on`: stored(what, told), refused(what, error), failed(error), changed().
	constructor(path, on) {
		this.path = path;
		this.on = on;
		this.busy = false;
		this.tries = this.nextTry = 0;
	}

	open(name) {
		if (this.name === name) return;
		this.name = name;
		this.attempt();
	}

	get waiting() {
		return this.name && kept.get(this.name);
	}

	send(what) {
		kept.set(this.name, what);
		this.tries = 0;
		this.attempt();
	}

	tick() {
		if (now() >= this.nextTry) this.attempt();
	}

	async attempt() {
		const what = this.waiting;
		if (!what || this.busy) return;
		const same = () => JSON.stringify(this.waiting) === JSON.stringify(what);
		const done = () => same() && kept.set(this.name, null);
		this.busy = true;
		this.on.changed();
		try {
			const told = await ask(this.path, what);
			done();
			this.on.stored(what, told);
		} catch (error) {
			if (error instanceof Refused && !error.passes && !error.ends) {
				done();
				this.on.refused(what, error);
			} else {
				const wait = error.wait ? error.wait * 1000 : nth(AGAIN, this.tries);
				this.nextTry = now() + wait * (0.9 + Math.random() / 5); // not all at once
				this.tries += 1;
				this.on.failed(error);
			}
		}
		this.busy = false;
		if (this.waiting && !same()) this.attempt();
		this.on.changed();
	}
}
