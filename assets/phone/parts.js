// Pieces that several screens are made of: prose, tables, exhibits, options, a vote.
import { el, heading, key, percent, told, word } from "./dom.js";

export const option = (decision, id) => decision.options.find((each) => each.id === id);

function runs(list) {
  return list.map(([text, style]) => {
    const inner = style.indexOf("i") < 0 ? text : el("em", null, text);
    return style.indexOf("b") < 0 ? inner : el("strong", null, inner);
  });
}

function table(rows, right, more) {
  const side = (index) => (right && right[index] ? "right" : null);
  const cells = (tag, row) => row.map((cell, index) => {
    const scope = tag === "th" ? "col" : index === 0 ? "row" : null;
    return el(scope ? "th" : "td", { scope, class: side(index) }, typeof cell === "string" ? cell : runs(cell));
  });
  const [head, ...body] = rows;
  const last = more && more.total ? body.length - 1 : -1;
  const blank = head.every((cell) => !cell.length);
  return el("div", { class: "table", tabindex: "0", role: "group", "aria-label": more ? more.label : null },
    el("table", { "aria-label": more ? more.label : null },
      blank ? null : el("thead", null, el("tr", null, cells("th", head))),
      el("tbody", null, body.map((row, index) => el("tr", { class: index === last ? "total" : null }, cells("td", row))))));
}

// Blocks of prose; items that follow each other become one list.
export function prose(blocks, lang, small) {
  const made = told("div", "", lang, { class: small ? "prose small" : "prose" });
  let list = null;
  blocks.forEach((block) => {
    if (block.kind === "item") {
      if (!list) {
        const first = parseInt(block.marker, 10);
        list = el(first ? "ol" : "ul", first > 1 ? { start: first } : null);
        made.append(list);
      }
      list.append(el("li", block.marker ? null : { class: "on" }, runs(block.runs)));
      return;
    }
    list = null;
    if (block.kind === "table") made.append(table(block.rows));
    else if (block.kind === "quote") made.append(el("blockquote", null, runs(block.runs)));
    else made.append(el("p", null, block.kind === "heading" ? el("strong", null, runs(block.runs)) : runs(block.runs)));
  });
  return made;
}

function person(who, lang, more) {
  return [
    el("p", { lang }, el("strong", null, who.name), who.native ? el("span", { lang: "zh" }, " " + who.native) : null,
      more ? word("between") + more : null),
    el("p", { class: "quiet small", lang }, who.role),
    who.before.length ? prose(who.before, lang, true) : null,
  ];
}

export function people(list, lang) {
  return el("ul", { class: "people" }, list.map((who) =>
    el("li", null, person(who, lang, who.decides ? who.part + " (" + word("decides") + ")" : who.part))));
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
      return el("p", { class: "quiet" }, word("picture", { alt: exhibit.alt }));
  }
}

export function exhibits(list, lang) {
  return el("div", { class: "exhibits", lang }, list.map((each) => el("details", null,
    el("summary", null, word("exhibit_open", each)),
    exhibited(each, lang),
    each.note.length ? prose(each.note, lang, true) : null)));
}

export function choice(decision, id, full) {
  const chosen = option(decision, id);
  return el("p", { class: "choice" }, key(chosen.letter, full), told("span", chosen.title, decision.language));
}

// A vote as it stands.
export function voteCard(decision, vote, last) {
  return el("div", { class: last ? "card last" : "card" },
    choice(decision, vote.choice, true),
    el("p", { class: "pair" }, el("span", { class: "quiet" }, word("same")), el("span", null, percent(vote.forecast))),
    vote.reason ? el("p", { class: "said" }, vote.reason) : null);
}

export function kicker(view) {
  const { decision } = view;
  return el("p", { class: "kicker" }, word("decision_of", { n: view.number, of: view.of }), word("between"),
    told("span", decision.date + word("between") + decision.place, decision.language));
}

// Situation, people, exhibits; and the options with what speaks for each.
export function briefing(view, withOptions) {
  const { decision, briefing: text } = view;
  const lang = decision.language;
  return [
    prose(text.situation, lang),
    text.exhibits.length ? exhibits(text.exhibits, lang) : null,
    el("h2", null, word("in_room")),
    people(text.people, lang),
    withOptions ? el("div", { class: "decide" },
      el("h2", { lang }, decision.question),
      decision.options.map((each) => el("div", null,
        el("h3", { class: "choice" }, key(each.letter), told("span", each.title, lang)),
        prose(each.argument, lang)))) : null,
  ];
}

// What was read before, to be opened again.
export function again(view) {
  return view.briefing ? el("details", { class: "aside" }, el("summary", null, word("again")), briefing(view, true)) : null;
}

export function counted(view) {
  const line = el("p", { class: "number" });
  const part = el("span");
  return {
    node: el("div", null, line, el("div", { class: "bar", "aria-hidden": "true" }, part)),
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
    build: () => [heading(title), texts.map((text) => (text ? el("p", { class: "quiet" }, text) : null)), more],
  };
}

export function takeHome() {
  return el("section", { "aria-labelledby": "take" },
    el("h2", { id: "take" }, word("take_title")),
    el("p", { class: "quiet" }, word("take_text")),
    el("p", null, el("a", { class: "button", href: "/api/take-home", download: "workshop.progress" }, word("take"))),
    el("p", { class: "quiet small" }, word("take_how")));
}
