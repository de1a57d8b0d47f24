"""One debriefed decision as a card for Anki: what stands on it, as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from trainer.case.markdown import to_html
from trainer.case.model import Decision
from trainer.case.sealed import FullSheet
from trainer.progress.values import WholeAttempt
from trainer.reports.debriefed import Debriefed
from trainer.study.forecast import Agreement

FIELDS = (
    "Decision",
    "Case",
    "When and where",
    "Gist",
    "Situation",
    "Question",
    "Options",
    "They did",
    "Why",
    "Judgement",
    "My call",
    "Lesson",
)
"""In their order; the first one is what Anki's browser sorts by."""

FRONT = """\
<header>{{Case}} · {{When and where}}</header>
<h1>{{Decision}}</h1>
<div class="prose">{{Gist}}</div>
{{#Situation}}
<details><summary>The whole situation</summary><div class="prose">{{Situation}}</div></details>
{{/Situation}}
<h2>{{Question}}</h2>
{{Options}}
<p class="ask">What did they do, and why?</p>
"""

BACK = """\
<header>{{Case}} · {{When and where}}</header>
<h1>{{Decision}}</h1>
<h2>{{Question}}</h2>
{{Options}}
<hr id="answer">
<h3>What they did</h3>{{They did}}
<h3>Why</h3>{{Why}}
<h3>Looking back</h3>{{Judgement}}
<h3>My call</h3>{{My call}}
<h3>A lesson</h3>{{Lesson}}
"""

STYLE = """\
.card { font: 18px/1.5 Georgia, "Noto Serif", serif; text-align: left; max-width: 38em; margin: 0 auto; padding: 1em;
  color: #23211d; background: #fdfcf9; }
.card.nightMode { color: #e6e2da; background: #1d1c1a; }
header, h3, .ask, summary, .mine { font-family: "Source Sans 3", "Noto Sans", sans-serif; }
header, summary, .ask { font-size: .8em; opacity: .75; }
h1 { font-size: 1.4em; line-height: 1.2; margin: .3em 0 .6em; }
h2 { font-size: 1.1em; margin: 1em 0 .4em; }
h3 { font-size: .85em; margin: 1.2em 0 .2em; }
p { margin: .4em 0; }
ol, ul { margin: .4em 0; padding-left: 1.4em; }
li { margin: .3em 0; }
blockquote { margin: .4em 0; padding-left: .8em; border-left: 2px solid currentColor; }
.taken { font-weight: 600; }
"""

_GIST = 300
"""Characters after which the gist of a situation ends, at the end of a paragraph."""

_MARKS: Mapping[str, str] = {"vindicated": "●", "mixed": "◐", "regretted": "○"}
_MATH = re.compile(r"\\(?=[(\[])")


def fields(debriefed: Debriefed, sheet: FullSheet) -> dict[str, str]:
    """What stands in each of :data:`FIELDS`, safe to be shown by Anki."""
    decision = sheet.decision
    gist, rest = _gist(decision.situation)
    parts = {
        "Decision": html.escape(decision.title),
        "Case": html.escape(sheet.case_title),
        "When and where": html.escape(f"{decision.date.describe()} · {decision.place}"),
        "Gist": to_html(gist),
        "Situation": to_html(decision.situation) if rest else "",
        "Question": html.escape(decision.question),
        "Options": _list("ol", (html.escape(option.title) for option in decision.options)),
        "They did": _did(decision),
        "Why": "".join(to_html(claim.text) for claim in decision.record.why),
        "Judgement": _judgement(decision),
        "My call": _calls(debriefed),
        "Lesson": f"{to_html(decision.lesson.text)}<h3>Where it ends</h3>{to_html(decision.lesson.limits)}",
    }
    return {name: _inert(parts[name]) for name in FIELDS}


def tags(sheet: FullSheet) -> list[str]:
    """By case, act and theme; ids hold no blanks."""
    found = [f"case::{sheet.case_id}", f"act::{sheet.case_id}::{sheet.act.id}"]
    return found + [f"theme::{theme}" for theme in sheet.decision.themes]


def _gist(situation: str) -> tuple[str, bool]:
    """The first paragraphs, and whether there is more."""
    paragraphs = situation.strip().split("\n\n")
    taken, length = 0, 0
    while taken < len(paragraphs) and length < _GIST:
        length += len(paragraphs[taken])
        taken += 1
    return "\n\n".join(paragraphs[:taken]), taken < len(paragraphs)


def _did(decision: Decision) -> str:
    taken = decision.option(decision.record.option)
    return f'<p class="taken">{html.escape(taken.title)}</p>{to_html(decision.record.did.text)}'


def _judgement(decision: Decision) -> str:
    looking_back = decision.record.looking_back
    judgement = looking_back.judgement.value
    head = f"<p>{_MARKS[judgement]} {judgement} · {html.escape(looking_back.judge)}</p>"
    return head + "".join(to_html(claim.text) for claim in looking_back.claims)


def _calls(debriefed: Debriefed) -> str:
    """The first call, which was made without knowing the record, and the newest where there is another."""
    first, newest = debriefed.first, debriefed.newest
    if first is newest:
        return _call(first)
    return f"<p>At first:</p>{_call(first)}<p>Attempt {newest.attempt.number:,}:</p>{_call(newest)}"


def _call(whole: WholeAttempt) -> str:
    line, commitment = whole.line, whole.attempt.commitment
    mark = "= with the record" if line.agreement is Agreement.WITH else "≠ against the record"
    said = [
        f"<b>{html.escape(line.choice_title)}</b> · {mark}",
        f"My forecast that they chose the same: {commitment.forecast} %",
        _typed(commitment.reasons),
    ]
    if whole.debrief.takeaway.strip():
        said.append(f"I take along: {_typed(whole.debrief.takeaway)}")
    return '<div class="mine">' + "".join(f"<p>{each}</p>" for each in said) + "</div>"


def _typed(text: str) -> str:
    return html.escape(text.strip()).replace("\n", "<br>")


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{kind}>"


def _inert(text: str) -> str:
    """Nothing in it is a sound, a formula or a command to Anki, and nothing ends a field."""
    return _MATH.sub("\\\\&#8288;", text).replace("[", "&#91;").replace("{{", "{&#8288;{").replace("\x1f", " ")
