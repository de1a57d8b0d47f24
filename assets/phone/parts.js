// Pieces that several screens are made of: prose, tables, exhibits, options, a vote.
import { h, heading, key, percent, tell, told, word } from "./dom.js";

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

// Blocks of prose; items that follow each other become one list.
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

export const kicker = ({ decision, number, of }) => h("p.kicker", word("decision_of", { n: number, of }), word("between"),
	told("span", decision.date + word("between") + decision.place, decision.language));

// Situation, people, exhibits; and the options with what speaks for each.
export function briefing({ decision, briefing: text }) {
	const lang = decision.language;
	return [
		prose(text.situation, lang),
		exhibits(text.exhibits, lang),
		h("h2", word("in_room")),
		h("ul.people", text.people.map((who) =>
			h("li", person(who, lang, word("between") + who.part + (who.decides ? " (" + word("decides") + ")" : ""))))),
		h("div.decide", h("h2", { lang }, decision.question), decision.options.map((each) => [
			h("h3.choice", key(each.letter), told("span", each.title, lang)), prose(each.argument, lang)])),
	];
}

// What was read before, to be opened again.
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

// A screen that says one thing.
export const saying = (name, title, texts, more) => ({
	airy: true,
	key: name,
	build: () => [heading(title), texts.map((text) => h("p.quiet", text)), more],
});

export const takeHome = () => h("section", { "aria-labelledby": "take" },
	h("h2", { id: "take" }, word("take_title")),
	h("p.quiet", word("take_text")),
	h("p", h("a.button", { href: "/api/take-home", download: "workshop.progress" }, word("take"))),
	h("p.quiet.small", word("take_how")));
