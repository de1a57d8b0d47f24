// Building the page: nothing here ever reads markup, so no text can become any.
import { WORDS } from "./words.js";

const root = document.documentElement;

export function speak(language) {
	root.lang = language === "zh" ? "zh" : "en";
}

export const spoken = () => root.lang;

export const knows = (name) => name in WORDS;

export const word = (name, values) =>
	WORDS[name][root.lang === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (_, blank) => values[blank]);

// An element: tag and classes, what is set on it (".x" is a property, "onx" an event), what is in it.
export function h(what, ...children) {
	const [tag, ...names] = what.split(".");
	const made = document.createElement(tag);
	if (names.length) made.className = names.join(" ");
	const set = children[0] && children[0].constructor === Object ? children.shift() : {};
	Object.entries(set).forEach(([name, value]) => {
		if (value === false || value == null) return;
		if (name[0] === ".") made[name.slice(1)] = value;
		else if (name.slice(0, 2) === "on") made.addEventListener(name.slice(2), value);
		else made.setAttribute(name, value === true ? "" : value);
	});
	add(made, children);
	return made;
}

function add(parent, children) {
	children.forEach((child) => {
		if (Array.isArray(child)) add(parent, child);
		else if (child || child === "") parent.append(child);
	});
}

export function fill(parent, ...children) {
	parent.textContent = "";
	add(parent, children);
}

export function tell(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

export const heading = (text, set) => h("h1", Object.assign({ tabindex: -1 }, set), text);

export const button = (text, press, set) => h("button", Object.assign({ type: "button", onclick: press }, set), text);

// Text of the case.
export const told = (tag, text, lang, set) => h(tag, Object.assign({ lang: lang === root.lang ? null : lang }, set), text);

export const key = (letter, full) => h(full ? "span.key.full" : "span.key", letter);

export const percent = (n) => word("percent", { n });

const two = (n) => String(n).padStart(2, "0");

export function clock(seconds) {
	const whole = Math.max(0, Math.ceil(seconds));
	return Math.floor(whole / 60) + ":" + two(whole % 60);
}

export function timeOf(iso) {
	const at = new Date(iso);
	return [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":");
}

let announcing = 0;

// Said to who listens, a second time too.
export function announce(text) {
	const said = document.getElementById("said");
	said.textContent = "";
	clearTimeout(announcing);
	announcing = setTimeout(() => tell(said, text), 60);
}

export const DOT = " · ";

export const option = (decision, id) => decision.options.find((each) => each.id === id);

const runs = (list) => list.map(([text, style]) => {
	const inner = style.indexOf("i") < 0 ? text : h("em", text);
	return style.indexOf("b") < 0 ? inner : h("strong", inner);
});

function table([head, ...body], right, total, label) {
	const row = (cells, first, rest) => cells.map((cell, index) => h(index ? rest : first, {
		scope: rest === "th" ? "col" : index ? null : "row", class: right[index] ? "right" : null,
	}, typeof cell === "string" ? cell : runs(cell)));
	return h("div.table", { tabindex: 0, role: "group", "aria-label": label }, h("table", { "aria-label": label },
		head.join("") ? h("thead", h("tr", row(head, "th", "th"))) : null,
		h("tbody", body.map((cells, index) =>
			h(total && index === body.length - 1 ? "tr.total" : "tr", row(cells, "th", "td"))))));
}

// Items that follow each other become one list.
export function prose(blocks, lang, small) {
	const made = told("div", "", lang, { class: small ? "prose small" : "prose" });
	let list = null;
	blocks.forEach(({ kind, runs: text, rows, marker }) => {
		if (kind === "item") {
			if (!list) {
				list = parseInt(marker, 10) ? h("ol", { start: parseInt(marker, 10) }) : h("ul");
				made.append(list);
			}
			list.append(h("li", runs(text)));
			return;
		}
		list = null;
		if (kind === "table") made.append(table(rows, []));
		else if (kind === "quote") made.append(h("blockquote", runs(text)));
		else made.append(h("p", kind === "heading" ? h("strong", runs(text)) : runs(text)));
	});
	return made;
}

const person = (who, lang, more) => [
	h("p", { lang }, h("strong", who.name), who.native ? h("span", { lang: "zh" }, " " + who.native) : null, more),
	h("p.quiet.small", { lang }, who.role),
	who.before.length ? prose(who.before, lang, true) : null,
];

function exhibited(exhibit, lang) {
	if (exhibit.kind === "table") {
		return table([exhibit.columns].concat(exhibit.rows), exhibit.right, exhibit.total, exhibit.title);
	}
	if (exhibit.kind === "person") return person(exhibit, lang);
	return exhibit.kind === "note" ? prose(exhibit.text, lang) : h("p.quiet", word("picture", exhibit));
}

export const exhibits = (list, lang) => list.length ? h("div.exhibits", { lang }, list.map((each) => h("details",
	h("summary", each.letter + ". " + each.title),
	exhibited(each, lang),
	each.note.length ? prose(each.note, lang, true) : null))) : null;

export function choice(decision, id, full) {
	const chosen = option(decision, id);
	return h("p.choice", key(chosen.letter, full), told("span", chosen.title, decision.language));
}

export const pair = (name, ...value) => h("p.pair", h("span.quiet", word(name)), h("span", value));

export const voteCard = (decision, vote) => h("div.card",
	choice(decision, vote.choice, true),
	pair("same", percent(vote.forecast)),
	vote.reason ? h("p.said", vote.reason) : null);

export const kicker = ({ decision, number, of }) => h("p.kicker", word("decision_of", { n: number, of }), DOT,
	told("span", decision.date + DOT + decision.place, decision.language));

export function briefing({ decision, briefing: text }) {
	const lang = decision.language;
	return [
		prose(text.situation, lang),
		exhibits(text.exhibits, lang),
		h("h2", word("in_room")),
		h("ul.people", text.people.map((who) =>
			h("li", person(who, lang, DOT + who.part + (who.decides ? " (" + word("decides") + ")" : ""))))),
		h("div.decide", h("h2", { lang }, decision.question), decision.options.map((each) => [
			h("h3.choice", key(each.letter), told("span", each.title, lang)), prose(each.argument, lang)])),
	];
}

export const again = (view) => view.briefing ? h("details.aside", h("summary", word("again")), briefing(view)) : null;

export function counted() {
	const line = h("p.number");
	const part = h("span");
	return {
		node: [line, h("div.bar", { "aria-hidden": "true" }, part)],
		update({ voted, of }) {
			tell(line, word("voted", { n: voted, of }));
			part.style.setProperty("--part", (100 * voted) / (of || 1) + "%");
		},
	};
}

export const saying = (name, title, texts, ...more) => ({
	airy: true,
	key: name,
	build: () => [heading(title), texts.map((text) => h("p.quiet", text)), more],
});

export const takeHome = () => h("section", { "aria-labelledby": "take" },
	h("h2", { id: "take" }, word("take_title")),
	h("p.quiet", word("take_text")),
	h("p", h("a.button", { href: "/api/take-home", download: "workshop.progress" }, word("take"))),
	h("p.quiet.small", word("take_how")));
