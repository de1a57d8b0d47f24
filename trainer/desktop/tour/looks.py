"""How the program looks on the tour, and what the learner says there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the learner of the tour types."""

    name: str
    reasons: str
    reasons_for_a_price: str
    takeaway: str
    remembered: str
    workshop: str
    """Title of one."""


_ENGLISH = Words(
    name="Mara",
    reasons="Half a year hurts, but bad terms hurt for as long as we sell phones. I would fight for two clauses and let"
    " the rest go.",
    reasons_for_a_price="The first price is the one that people remember. We lose on each phone of the first run, but"
    " parts get cheaper as we sell more.",
    takeaway="Ask first who can wait longer.",
    remembered="They went on with what they had. Every month of waiting was a month in which the others got ahead, and"
    " time was all they had.",
    workshop="Buying time",
)
_CHINESE = Words(
    name="欧阳晓梅",
    reasons="半年的延误会疼，可是坏条款会一直疼下去，只要我们还在卖手机。有两条我要争到底，其余的可以放手。",
    reasons_for_a_price="第一个价格会被人记住。头一批每台都亏，但卖得越多，部件就越便宜。",
    takeaway="先问谁更等得起。",
    remembered="他们就按手上的条件做下去了。每等一个月，别人就领先一个月，而他们有的只是时间。",
    workshop="用时间换什么",
)


@dataclass(frozen=True)
class Look:
    """One way to look at the program."""

    name: str
    """Begins the name of each picture."""
    title: str
    """For the overview."""
    theme: str = "light"
    width: int = 1280
    height: int = 840
    text_size: int = 100
    """Percent."""
    words: Words = _ENGLISH


LOOKS = (
    Look("light", "Light"),
    Look("dark", "Dark", theme="dark"),
    Look("narrow", "900 pixels wide", width=900, height=700),
    Look("large", "Text at 200 %", text_size=200),
    Look("chinese", "A name and reasons in Chinese", words=_CHINESE),
)

SCENES = (
    "first-start",
    "library-before",
    "read",
    "commit",
    "reveal-first",
    "reveal-middle",
    "reveal-end",
    "source",
    "debrief",
    "debrief-takeaway",
    "sealed-story",
    "teaching-note",
    "teaching-board",
    "search",
    "courses",
    "person",
    "commit-ready",
    "exhibits",
    "sum",
    "not-stored",
    "map",
    "timeline",
    "library",
    "recall-ask",
    "recall",
    "recall-end",
    "record",
    "record-attempt",
    "as-it-was-seen",
    "judgement",
    "judgement-decisions",
    "judgement-marking",
    "group-empty",
    "group",
    "group-forecasts",
    "workshops-empty",
    "workshop-plan",
    "workshop-decisions",
    "workshops",
    "doors",
    "presenter",
    "presenter-both-votes",
    "room-vote",
    "room-both-votes",
    "show-of-hands",
    "room-record",
    "workshop-report",
    "workshop-votes",
    "workshop-debrief",
    "case-dragged",
    "case-installed",
    "what-changed",
    "backups",
    "newer-progress",
    "damaged-progress",
    "broken-case",
    "case-being-written",
)
"""What there is a picture of, in the order of the way; in a wide window *record* shows the attempt as well."""
