// Pieces that several screens are made of: prose, tables, exhibits, options, a vote.
import { h, heading, key, percent, told, word } from "./dom.js";

export const option = (decision, id) => decision.options.find((each) => each.id === id);

function runs(list) {
	return list.map(([text, style]) => {
		const inner = style.indexOf("i") < 0 ? text : h("em", text);
		return style.indexOf("b") < 0 ? inner : h("strong", inner);
	});
}

function table(rows, right, more) {
	const side = (index) => (right && right[index] ? "right" : null);
	const cells = (tag, row) => row.map((cell, index) => {
		const scope = tag === "th" ? "col" : index === 0 ? "row" : null;
		return h(scope ? "th" : "td", { scope, class: side(index) }, typeof cell === "string" ? cell : runs(cell));
	});
	const [head, ...body] = rows;
	const last = more && more.total ? body.length - 1 : -1;
	const blank = head.every((cell) => !cell.length);
	return h("div.table", { tabindex: "0", role: "group", "aria-label": more ? more.label : null },
		h("table", { "aria-label": more ? more.label : null },
			blank ? null : h("thead", h("tr", cells("th", head))),
			h("tbody", body.map((row, index) => h("tr", { class: index === last ? "total" : null }, cells("td", row))))));
}

// Blocks of prose; items that follow each other become one list.
export function prose(blocks, lang, small) {
	const made = told("div", "", lang, { class: small ? "prose small" : "prose" });
	let list = null;
	blocks.forEach((block) => {
		if (block.kind === "item") {
			if (!list) {
				const first = parseInt(block.marker, 10);
				list = h(first ? "ol" : "ul", first > 1 ? { start: first } : null);
				made.append(list);
			}
			list.append(h("li", runs(block.runs)));
			return;
		}
		list = null;
		if (block.kind === "table") made.append(table(block.rows));
		else if (block.kind === "quote") made.append(h("blockquote", runs(block.runs)));
		else made.append(h("p", block.kind === "heading" ? h("strong", runs(block.runs)) : runs(block.runs)));
	});
	return made;
}

function person(who, lang, more) {
	return [
		h("p", { lang }, h("strong", who.name), who.native ? h("span", { lang: "zh" }, " " + who.native) : null,
			more ? word("between") + more : null),
		h("p.quiet.small", { lang }, who.role),
		who.before.length ? prose(who.before, lang, true) : null,
	];
}

export function people(list, lang) {
	return h("ul.people", list.map((who) =>
		h("li", person(who, lang, who.decides ? who.part + " (" + word("decides") + ")" : who.part))));
}

function exhibited(exhibit, lang) {
	switch (exhibit.kind) {
		case "table":
			return told("div", "", lang, null).appendChild(
				table([exhibit.columns].concat(exhibit.rows), exhibit.right, { total: exhibit.total, label: exhibit.title }));
		case "person":
			return person(exhibit, lang);
		case "note":
			return prose(exhibit.text, lang);
		default:
			return h("p.quiet", word("picture", { alt: exhibit.alt }));
	}
}

export function exhibits(list, lang) {
	return h("div.exhibits", { lang }, list.map((each) => h("details", null,
		h("summary", word("exhibit_open", each)),
		exhibited(each, lang),
		each.note.length ? prose(each.note, lang, true) : null)));
}

export function choice(decision, id, full) {
	const chosen = option(decision, id);
	return h("p.choice", key(chosen.letter, full), told("span", chosen.title, decision.language));
}

// A vote as it stands.
export function voteCard(decision, vote) {
	return h("div.card",
		choice(decision, vote.choice, true),
		h("p.pair", h("span.quiet", word("same")), h("span", percent(vote.forecast))),
		vote.reason ? h("p.said", vote.reason) : null);
}

export function kicker(view) {
	const { decision } = view;
	return h("p.kicker", word("decision_of", { n: view.number, of: view.of }), word("between"),
		told("span", decision.date + word("between") + decision.place, decision.language));
}

// Situation, people, exhibits; and the options with what speaks for each.
export function briefing(view, withOptions) {
	const { decision, briefing: text } = view;
	const lang = decision.language;
	return [
		prose(text.situation, lang),
		text.exhibits.length ? exhibits(text.exhibits, lang) : null,
		h("h2", word("in_room")),
		people(text.people, lang),
		withOptions ? h("div.decide",
			h("h2", { lang }, decision.question),
			decision.options.map((each) => h("div", null,
				h("h3.choice", key(each.letter), told("span", each.title, lang)),
				prose(each.argument, lang)))) : null,
	];
}

// What was read before, to be opened again.
export function again(view) {
	return view.briefing ? h("details.aside", h("summary", word("again")), briefing(view, true)) : null;
}

export function counted(view) {
	const line = h("p.number");
	const part = h("span");
	return {
		node: h("div", line, h("div.bar", { "aria-hidden": "true" }, part)),
		update(ballot) {
			const text = word("voted", { n: ballot.voted, of: ballot.of });
			if (line.textContent !== text) line.textContent = text;
			part.style.setProperty("--part", (ballot.of ? Math.round((100 * ballot.voted) / ballot.of) : 0) + "%");
		},
	};
}

// A screen that says one thing.
export function saying(name, title, texts, more) {
	return {
		key: name,
		airy: true,
		build: () => [heading(title), texts.map((text) => (text ? h("p.quiet", text) : null)), more],
	};
}

export function takeHome() {
	return h("section", { "aria-labelledby": "take" },
		h("h2", { id: "take" }, word("take_title")),
		h("p.quiet", word("take_text")),
		h("p", h("a.button", { href: "/api/take-home", download: "workshop.progress" }, word("take"))),
		h("p.quiet.small", word("take_how")));
}
