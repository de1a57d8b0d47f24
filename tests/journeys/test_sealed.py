"""Nothing of a record can be read before its commitment is stored: not on screen, not in any file."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextBrowser, QWidget

from tests.journeys.answers import answers, decisions
from tests.journeys.conftest import Run
from tests.journeys.driver import ALT, Journey, Key
from trainer.case.base import to_plain
from trainer.case.markdown import plain_text
from trainer.case.model import Decision
from trainer.desktop.widgets.case_header import Step
from trainer.study.playthrough import Draft

SHORTEST = 25
"""Characters; shorter sentences may stand elsewhere by chance."""

CLOSER = 6
"""Every so many decisions all pages and files are searched; at each, the page on which it begins."""


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def has_reasons(text: str, draft: Draft) -> bool:
    return draft.reasons == text


def one_line(text: str) -> str:
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


@cache
def all_secrets() -> tuple[frozenset[str], ...]:
    """Of each decision, in their order."""
    return tuple(frozenset(secrets(decision)) for decision in decisions())


def secrets(decision: Decision) -> set[str]:
    """Every sentence of what opens only after the commitment, as written and as shown."""
    whole, briefing = to_plain(decision), to_plain(decision.briefing())
    closed = [value for name, value in whole.items() if name not in briefing]
    texts = [shown for text in strings(closed) for shown in (text, plain_text(text))]
    sentences = {one_line(each) for text in texts for each in re.split(r"(?<=[.!?])\s+", one_line(text))}
    open_text = one_line(" ".join(strings(briefing)))
    return {each for each in sentences if len(each) >= SHORTEST and " " in each and each not in open_text}


def shown(window: QWidget) -> Iterator[str]:
    """All texts of all widgets, hidden ones and those for screen readers included, and the clipboard."""
    for widget in (window, *window.findChildren(QWidget), *QApplication.topLevelWidgets()):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.whatsThis())
        yield from (widget.windowTitle(), widget.statusTip(), widget.objectName())
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            yield widget.text()
        elif isinstance(widget, (QTextBrowser, QPlainTextEdit)):
            yield widget.toPlainText()
        if isinstance(widget, QTextBrowser):
            yield widget.toHtml()
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    yield QApplication.clipboard().text()


def stored(folder: Path) -> Iterator[str]:
    """All that stands in any file of a folder, packed or not."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")
    with closing(sqlite3.connect(folder / "progress.sqlite3")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield from (_readable(value) for value in row)


def _readable(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return zlib.decompress(value).decode()
    except zlib.error:
        return value.decode("utf-8", "replace")


def leaks(journey: Journey, first: int, *, places: Sequence[str] = ("screen", "disk")) -> list[str]:
    """Sentences of the records from decision ``first`` on, counted from 0, wherever they can be read.

    What the stories have told until then is no secret, even if a later record says it again.
    """
    known = {secret for each in all_secrets()[:first] for secret in each}
    told = one_line(" ".join(text for each in decisions()[: first + 1] for text in strings(to_plain(each.briefing()))))
    texts = {
        "screen": lambda: one_line("\n".join(shown(journey.window))),
        "disk": lambda: one_line("\n".join(stored(journey.paths.data)).replace("\\n", " ")),
    }
    searched = [(place, texts[place]()) for place in places]
    return [
        f"{place}, {decision.id}: {secret}"
        for decision, sealed in zip(decisions()[first:], all_secrets()[first:], strict=True)
        for secret in sealed - known
        for place, text in searched
        if secret in text and secret not in told
    ]


def test_no_sentence_of_a_record_is_anywhere_before_its_commitment(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    for index, (decision, answer) in enumerate(zip(decisions(), answers(), strict=True)):
        assert journey.is_at(decision.id, Step.READ)
        assert leaks(journey, index, places=("screen",)) == []
        journey.write_call(answer.choice, answer.percent, answer.reasons)
        if index % CLOSER == 0:
            journey.wait_for_draft(decision.id, partial(has_reasons, answer.reasons))
            assert_nothing_leaks_elsewhere(journey, index)
        journey.commit()
        assert journey.is_at(decision.id, Step.REVEAL)
        journey.unfold()
        journey.press(Key.Key_Space)
        if index % CLOSER == 0:
            assert leaks(journey, index + 1) == []
        journey.commit()


def assert_nothing_leaks_elsewhere(journey: Journey, index: int) -> None:
    """With a draft on the page, in the library and in the record; comes back to the page."""
    assert leaks(journey, index) == []
    journey.press(Key.Key_1, modifier=ALT)
    assert leaks(journey, index, places=("screen",)) == []
    journey.press(Key.Key_2, modifier=ALT)
    assert leaks(journey, index, places=("screen",)) == []
    journey.press(Key.Key_1, modifier=ALT)
    journey.press(Key.Key_Return)


def test_the_search_finds_a_record_once_it_is_open(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    first = decisions()[0]
    assert len(secrets(first)) > 30
    journey.write_call(1, 50, "Because.")
    journey.commit()
    found = leaks(journey, 0)
    assert {each.split(":")[0] for each in found} >= {f"screen, {first.id}", f"disk, {first.id}"}


def test_only_dates_are_shown_of_sealed_decisions(run: Run) -> None:
    journey = run().start()
    journey.begin("Mara")
    sealed = decisions()[1:]
    on_case = "\n".join(shown(journey.window))
    journey.press(Key.Key_1, modifier=ALT)
    on_library = "\n".join(shown(journey.window))
    for decision in sealed:
        assert decision.title not in on_case
        assert decision.title not in on_library
        assert decision.question not in on_case
