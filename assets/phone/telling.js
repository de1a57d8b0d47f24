// What is read: the welcome, the briefing, the discussion, both votes, the record, the debrief, the end.
import { button, el, heading, key, percent, tell, timeOf, told, word } from "./dom.js";
import { kept } from "./line.js";
import { again, briefing, choice, exhibits, kicker, option, prose, saying, takeHome } from "./parts.js";
import { ringed } from "./voting.js";

export function lobby(app) {
  const here = el("p", { class: "number" });
  return {
    key: "lobby",
    airy: true,
    build: () => [
      el("p", { class: "kicker" }, app.view.title),
      heading(word("lobby_title")),
      el("p", null, word("you_are", app.view.me)),
      el("p", { class: "quiet" }, word("lobby_text")),
      el("p", { class: "quiet" }, word("lobby_lock")),
      el("div", { class: "foot" }, here),
    ],
    update() {
      const n = app.view.here;
      tell(here, n > 1 ? word("here", { n }) : word("here_one"));
    },
  };
}

export function reading({ view }) {
  const { decision } = view;
  const lang = decision.language;
  return {
    key: "briefing." + decision.id,
    build: () => [
      kicker(view),
      heading(decision.title, { lang }),
      view.briefing ? briefing(view, true) : el("p", null, decision.question),
      el("p", { class: "aside quiet" }, word("vote_soon")),
    ],
  };
}

export function discussing(app) {
  const { view } = app;
  const { decision } = view;
  const mine = view.votes["1"];
  if (!mine) return saying("discuss", word("no_vote_title"), [word("no_vote_text")], [rules(), again(view)]);
  const own = option(decision, mine.choice);
  if (app.large) {
    return {
      key: "large." + own.id,
      build: () => [
        heading(word("large_title", own), { class: "unseen" }),
        el("p", { class: "large whole", "aria-hidden": "true" }, own.letter),
        el("div", { class: "foot" }, button(word("show_small"), () => app.enlarge(false))),
      ],
    };
  }
  const sought = view.find && option(decision, view.find);
  return {
    key: "discuss." + own.id + (sought ? sought.id : ""),
    build: () => [
      sought ? el("div", { class: "seek" },
        heading(word("find"), null),
        el("p", { class: "large" }, sought.letter),
        told("p", sought.title, decision.language, { class: "said" }))
        : el("div", { class: "seek" }, heading(word("other_side")), el("p", null, word("other_side_text"))),
      el("div", { class: "mine" }, key(own.letter),
        el("div", null, el("p", { class: "quiet small" }, word("you_chose")), told("p", own.title, decision.language))),
      rules(),
      again(view),
      el("div", { class: "foot" }, button(word("show_large", own), () => app.enlarge(true))),
    ],
  };
}

const rules = () => el("ol", { class: "rules" }, ["rule_1", "rule_2", "rule_3"].map((each) => el("li", null, word(each))));

// How many chose what, in both votes.
export function comparing({ view }) {
  const { decision, results, votes } = view;
  if (!results) return saying("covered", word("both_title"), [word("covered")], again(view));
  const rounds = ["1", "2"].filter((each) => results[each]);
  const most = Math.max(1, ...rounds.map((each) => Math.max(...results[each].counts)));
  const cell = (round, each, index) => {
    const count = results[round].counts[index];
    const bar = el("span");
    bar.style.setProperty("--part", Math.round((100 * count) / most) + "%");
    const mine = votes[round] && votes[round].choice === each.id;
    return el("td", null, el("span", { class: "count number" }, String(count)),
      mine ? el("span", { class: "flag" }, word("mine_here")) : null,
      results[round].few ? null : el("div", { class: round === "1" && rounds.length > 1 ? "bar pale" : "bar", "aria-hidden": "true" }, bar));
  };
  const sum = (round) => {
    const n = results[round].counts.reduce((all, each) => all + each, 0);
    const text = n === 1 ? word("votes_one") : word("votes_n", { n });
    return results[round].hands ? text + " (" + word("by_hands") + ")" : text;
  };
  return {
    key: "results." + decision.id + JSON.stringify(results),
    build: () => [
      el("p", { class: "kicker", lang: decision.language }, decision.question),
      heading(word("both_title")),
      el("table", { class: "results" },
        el("thead", null, el("tr", null, el("th", { scope: "col" }, word("option")), rounds.map((each) =>
          el("th", { scope: "col" }, word(each === "1" ? "first_short" : "second_short"))))),
        el("tbody", null, decision.options.map((each, index) => el("tr", null,
          el("th", { scope: "row" }, el("span", { class: "choice" }, key(each.letter), told("span", each.title, decision.language))),
          rounds.map((round) => cell(round, each, index)))))),
      el("p", { class: "quiet small" }, rounds.map((each) =>
        word(each === "1" ? "first-vote" : "second-vote") + ": " + sum(each)).join(word("between"))),
      view.record.length ? null : el("p", { class: "aside" }, word("sealed")),
    ],
  };
}

function claim(each, lang) {
  return el("div", { class: "claim" },
    each.when ? el("p", { class: "when", lang }, each.when) : null,
    prose(each.text, lang),
    each.contested ? el("div", { class: "contested" }, el("strong", null, word("contested")), prose(each.contested, lang)) : null);
}

const claims = (part, lang) => part.claims.map((each) => claim(each, lang));

const PARTS = {
  did: (part, view, lang) => [el("div", { class: "claim" }, choice(view.decision, part.option, true)), claims(part, lang)],
  happened: (part, view, lang) => [claims(part, lang), part.exhibits.length ? exhibits(part.exhibits, lang) : null],
  why: (part, view, lang) => claims(part, lang),
  looking_back: (part, view, lang) => [
    el("p", null, el("span", { class: "judged " + part.judgement }, word(part.judgement))),
    el("p", { class: "quiet small", lang }, part.judge),
    claims(part, lang),
  ],
  not_taken: (part, view, lang) => part.options.map((each) => el("div", { class: "claim" },
    choice(view.decision, each.option),
    el("p", { class: "quiet small" }, word(each.known)),
    prose(each.text, lang))),
  sources: (part, view, lang) => el("ul", { class: "people small", lang }, part.sources.map((each) =>
    el("li", null, each.title, el("span", { class: "quiet" }, word("between") + each.publisher + ", " + each.date)))),
};

function section(part, view) {
  return el("section", { "aria-labelledby": part.part },
    el("h2", { id: part.part, tabindex: "-1" }, word(part.part)),
    PARTS[part.part](part, view, view.decision.language));
}

function record(view) {
  return view.record.map((part) => section(part, view));
}

// My own call beside theirs; with the record or against it, and how that is judged, are never one number.
function call(view) {
  const mine = view.votes["2"] || view.votes["1"];
  const [did] = view.record;
  const judged = view.record.find((part) => part.part === "looking_back");
  const agrees = mine && did && mine.choice === did.option;
  return el("div", { class: "card" },
    mine ? choice(view.decision, mine.choice) : el("p", null, word("no_choice")),
    mine ? el("p", { class: "pair" }, el("span", { class: "quiet" }, word("same")), el("span", null, percent(mine.forecast))) : null,
    mine && did ? el("p", { class: "pair" }, el("span", { class: "quiet" }, word("my_choice")),
      el("span", null, (agrees ? "= " : "≠ ") + word(agrees ? "with" : "against"))) : null,
    judged ? el("p", { class: "pair" }, el("span", { class: "quiet" }, word("their_choice")),
      el("span", { class: "judged " + judged.judgement }, word(judged.judgement))) : null);
}

export function revealing(app) {
  const { view } = app;
  const { decision } = view;
  if (!view.record.length) return saying("sealed", decision.title, [word("reveal_sealed")], again(view));
  const parts = el("div");
  const pinned = el("div");
  const more = el("p", { class: "aside quiet" });
  let shown = 0;
  return {
    key: "reveal." + decision.id,
    build: () => [kicker(view), heading(decision.title, { lang: decision.language }), pinned, parts, more],
    // What was shown before stays where it is: somebody may be reading it.
    update() {
      const told = app.view.record;
      if (told.length === shown) return;
      const first = shown === 0;
      const fresh = told.slice(shown).map((part) => section(part, app.view));
      fresh.forEach((each) => parts.append(each));
      pinned.textContent = "";
      pinned.append(call(app.view));
      shown = told.length;
      tell(more, shown < 6 ? word("more_follows") : "");
      if (!first) app.partShown(fresh[0].firstChild, word("new_part", { part: word(told[shown - 1].part) }));
    },
  };
}

export function debriefing(app) {
  const { view } = app;
  const { decision, factors } = view;
  const lang = decision.language;
  if (!factors.length) return saying("debrief." + decision.id, word("debrief"), [word("debrief_sealed")], null);
  const name = view.workshop + "." + decision.id;
  const draft = kept.get("thoughts");
  const before = view.reflection || { marks: {}, takeaway: "" };
  const said = draft && draft.of === name ? draft : { of: name, marks: Object.assign({}, before.marks), takeaway: before.takeaway };
  const state = el("p", { class: "state quiet small", role: "status" });

  const changed = (soon) => {
    kept.set("thoughts", said);
    app.think({ decision: decision.id, marks: said.marks, takeaway: said.takeaway.replace(/\s+/g, " ").trim() }, soon);
  };

  const mark = (factor, value) => {
    const input = el("input", { type: "radio", name: factor.id, value, ".checked": said.marks[factor.id] === value });
    const card = el("label", { class: "mark" }, input, el("span", null, word(value)));
    card.classList.toggle("chosen", input.checked);
    ringed(input, card);
    input.addEventListener("change", () => {
      said.marks[factor.id] = value;
      Array.from(card.parentNode.children).forEach((each) => each.classList.toggle("chosen", each === card));
      changed(300);
    });
    return card;
  };

  function build() {
    const line = el("textarea", {
      id: "takeaway", rows: 2, maxlength: 500, ".value": said.takeaway,
      oninput: () => { said.takeaway = line.value; changed(900); },
    });
    return [
      kicker(view),
      heading(word("debrief_title")),
      el("p", { class: "quiet" }, word("debrief_text")),
      el("div", { class: "aside" }, factors.map((factor) => el("fieldset", { class: "factor" },
        told("legend", factor.name, lang), prose(factor.text, lang), el("div", { class: "marks" }, mark(factor, "saw"), mark(factor, "missed"))))),
      el("div", { class: "field" }, el("label", { for: "takeaway" }, word("takeaway")), line),
      state,
      el("details", { class: "aside" }, el("summary", null, word("record_again")), record(view)),
      view.take_home ? takeHome() : null,
    ];
  }

  return {
    key: "debrief." + decision.id,
    build,
    update() {
      const { thoughts, thoughtAt } = app;
      tell(state, thoughts.waiting ? word(thoughts.tries ? "save_kept" : "saving")
        : thoughtAt ? word("saved", { time: timeOf(thoughtAt) }) : "");
    },
  };
}

export function ending({ view }) {
  const over = view.ended;
  return {
    key: "end." + over + view.take_home,
    airy: true,
    build: () => [
      heading(word("end_title")),
      el("p", { class: "quiet" }, word(over ? "end_text" : "end_soon")),
      view.take_home && !over ? takeHome() : null,
      view.take_home && over ? el("p", { class: "quiet" }, word("take_gone")) : null,
    ],
  };
}
