# ruff: noqa: RUF001 -- Chinese has full stops and colons of its own
"""The few words that the room's screen says by itself, in each language; the texts of the case stay in their own."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.dates import Point, When
from trainer.study.playthrough import REVEAL_STEPS

_EN: Mapping[str, str] = {
    "and": " · ",
    "join": "Join with your phone",
    "scan": "Scan the square, or type the address below it and the code.",
    "code": "code",
    "here": "{count} here",
    "soon": "We begin in a moment.",
    "first": "First vote",
    "second": "Second vote",
    "voted": "of {all} have voted",
    "counted": "hands were counted",
    "closed": "The vote is closed.",
    "hands-up": "Show of hands",
    "all-on-phone": "The whole story is on your phone.",
    "all-on-paper": "The whole story is in your handout.",
    "discuss": "Discuss",
    "find": "Find someone who chose differently.",
    "say-why": "Say what you chose, and why. Then hear them out.",
    "over": "time is up",
    "held": "held",
    "both": "Both votes",
    "changed": "{moved} of {all} changed their answer",
    "changed-none": "Nobody changed their answer",
    "hands": "{all} hands",
    "hands-twice": "{first} hands, then {second}",
    "votes": "{all} votes",
    "no-votes": "Nobody has voted yet",
    "covered": "The votes are still covered.",
    "moved": "moved",
    "stayed": "stayed",
    "each-line": "Each line is one person.",
    "each-band": "As broad as the people are many.",
    "one-vote": "{count} voted only once.",
    "sealed": "What they did is still sealed.",
    "part": "{part} of {all}",
    "they": "They chose",
    "room": "This room chose",
    "contested": "contested: the sources disagree, or leave it open",
    "more-on-phone": "More of it is on your phone.",
    "more-aloud": "There is more of it than fits here.",
    "vindicated": "vindicated",
    "regretted": "regretted",
    "mixed": "mixed",
    "documented": "documented",
    "analogue": "analogue",
    "unknown": "unknown",
    "debrief": "Debrief",
    "mattered": "What mattered here",
    "saw": "{saw} of {all} saw it",
    "lesson": "To take from it",
    "mark": "Mark on your phone what you saw, and write one line to take along.",
    "think": "Which of them did you see? Write down one line to take along.",
    "still-sealed": "The record wasn’t opened to its end. Write down one line to take along.",
    "thanks": "Thank you",
    "take-home": "Take your own votes home: on your phone, before the workshop closes.",
    "did": "What they did",
    "happened": "What happened",
    "why": "Why",
    "looking_back": "Looking back",
    "not_taken": "The options not taken",
    "sources": "Sources",
    "blank": "Nothing: the screen is dark.",
    "stop": ". ",
}
_ZH: Mapping[str, str] = {
    "and": " · ",
    "join": "用手机加入",
    "scan": "扫描二维码，或输入下方的网址和代码。",
    "code": "代码",
    "here": "{count} 人已到场",
    "soon": "马上开始。",
    "first": "第一次投票",
    "second": "第二次投票",
    "voted": "/ {all} 人已投票",
    "counted": "人举手",
    "closed": "投票已结束。",
    "hands-up": "举手表决",
    "all-on-phone": "全文见手机。",
    "all-on-paper": "全文见讲义。",
    "discuss": "讨论",
    "find": "找一位选择不同的人。",
    "say-why": "说出你的选择和理由，再听对方说完。",
    "over": "时间到",
    "held": "暂停",
    "both": "两次投票",
    "changed": "{all} 人中有 {moved} 人改变了选择",
    "changed-none": "没有人改变选择",
    "hands": "{all} 人举手",
    "hands-twice": "先 {first} 人举手，后 {second} 人",
    "votes": "{all} 票",
    "no-votes": "还没有人投票",
    "covered": "投票结果尚未公布。",
    "moved": "改变",
    "stayed": "未变",
    "each-line": "每条线代表一个人。",
    "each-band": "线带的宽度代表人数。",
    "one-vote": "{count} 人只投了一次。",
    "sealed": "他们当时的做法仍未揭晓。",
    "part": "{part} / {all}",
    "they": "他们的选择",
    "room": "本场的选择",
    "contested": "有争议：来源说法不一，或没有定论",
    "more-on-phone": "其余内容见手机。",
    "more-aloud": "此处未能显示全部内容。",
    "vindicated": "得到证实",
    "regretted": "令人后悔",
    "mixed": "有得有失",
    "documented": "有据可查",
    "analogue": "类似案例",
    "unknown": "不得而知",
    "debrief": "复盘",
    "mattered": "当时的关键因素",
    "saw": "{all} 人中 {saw} 人看到",
    "lesson": "可以带走的一课",
    "mark": "请在手机上标出你看到的因素，并写下一句心得。",
    "think": "你看到了哪些？写下一句心得。",
    "still-sealed": "记录没有全部揭晓。写下一句心得。",
    "thanks": "谢谢",
    "take-home": "带走自己的投票：请在结束前用手机保存。",
    "did": "他们的做法",
    "happened": "后来发生了什么",
    "why": "为什么",
    "looking_back": "回头看",
    "not_taken": "未选的选项",
    "sources": "来源",
    "blank": "屏幕已关闭。",
    "stop": "。",
}
TABLES: Mapping[str, Mapping[str, str]] = {"en": _EN, "zh": _ZH}
PARTS = REVEAL_STEPS
"""Keys of the titles of the parts of a record."""


def word(language: str, key: str, **values: object) -> str:
    """A text in a language, English where there is no such language; raises ``KeyError`` for an unknown key."""
    return TABLES.get(language, _EN)[key].format(**values)


def told(language: str, *parts: str) -> str:
    """All parts that say anything, each as a sentence."""
    stop = TABLES.get(language, _EN)["stop"]
    ends = (".", "?", "!", "。", "？", "！")
    gap = "" if language == "zh" else " "
    return gap.join(part if part.endswith(ends) else part + stop.strip() for part in parts if part)


def date_text(when: When, language: str, *, short: bool = False) -> str:
    """A date of a case as the room reads it: ``September to November 2010``, ``2010年9月至11月``."""
    if language != "zh":
        return when.describe(short=short)
    if when.start == when.end:
        return _chinese(when.start)
    if when.start.year != when.end.year:
        return f"{_chinese(when.start)}至{_chinese(when.end)}"
    end = _chinese(when.end).partition("年")[2]
    return f"{_chinese(when.start)}至{end}" if end else f"{when.start.year}年"


def _chinese(point: Point) -> str:
    month = f"{point.month}月" if point.month else ""
    day = f"{point.day}日" if point.day else ""
    return f"{point.year}年{month}{day}"
