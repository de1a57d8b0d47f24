from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, look, press, settle, show_bar, visible_text
from trainer.desktop.widgets.frames import KeyBox
from trainer.desktop.widgets.pinned_call import STEP_TITLES
from trainer.desktop.widgets.prose import Prose
from trainer.desktop.widgets.record_sections import RecordSection, SideBySide, cited
from trainer.study.playthrough import REVEAL_STEPS


def _section(
    qtbot: QtBot, qapp: QApplication, step: str, choice: str = "lease", width: int = 632, text_size: int = 100
) -> RecordSection:
    section = RecordSection(look(qapp, text_size=text_size), works.full(), step, choice)
    show_bar(qtbot, section, width, 900)
    return section


def _words(section: QWidget) -> str:
    return visible_text(section).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("step", REVEAL_STEPS)
def test_every_part_stands_under_its_heading(qtbot: QtBot, qapp: QApplication, step: str) -> None:
    section = _section(qtbot, qapp, step)
    assert section.heading.text() == STEP_TITLES[step]
    section.heading.take_focus()
    assert section.heading.hasFocus()


def test_what_they_did_names_the_option(qtbot: QtBot, qapp: QApplication) -> None:
    words = _words(_section(qtbot, qapp, "did"))
    assert works.WAIT in words
    assert "Wait a year" in words


def test_what_happened_is_dated_or_labelled_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    words = _words(_section(qtbot, qapp, "happened"))
    positions = [
        words.index(each) for each in ("May 2011", "The price fell.", "A year later", "The bank stayed", "contested")
    ]
    assert positions == sorted(positions)
    assert "2012" not in words


def test_what_came_of_it_is_drawn_with_letters_that_go_on(qtbot: QtBot, qapp: QApplication) -> None:
    full = works.full()
    exhibits = tuple(each for each in full.decision.exhibits if each.kind in {"table", "chart"})
    record = full.decision.record.model_copy(update={"exhibits": exhibits})
    sheet = full.model_copy(update={"briefing": full.decision.model_copy(update={"record": record})})
    section = RecordSection(look(qapp), sheet, "happened", "lease")
    show_bar(qtbot, section, 632, 900)
    words = _words(section)
    assert words.index("The price fell.") < words.index("Exhibit F: The sum on the table") < words.index("Exhibit G: ")
    assert_sound(section.window())


def test_every_reason_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    words = _words(_section(qtbot, qapp, "why"))
    assert "They had no money.  s1:1" in words
    assert "They did not trust the bank.  s1:1" in words


def test_the_judgement_says_who_judges(qtbot: QtBot, qapp: QApplication) -> None:
    words = _words(_section(qtbot, qapp, "looking_back"))
    assert words.index("mixed") < words.index(f"judged by {works.SECRET_JUDGE}") < words.index("It went both ways.")


def test_options_not_taken_stand_with_their_ground_and_mine_is_marked(qtbot: QtBot, qapp: QApplication) -> None:
    section = _section(qtbot, qapp, "not_taken", "lease")
    words = _words(section)
    found = [
        words.index(each)
        for each in (
            "Build it",
            "unknown",
            "Nobody knows what",
            "Lease the quay",
            "my choice",
            "documented",
            "The neighbours had refused.  s2:8",
            "请首都出资",
            "analogue",
        )
    ]
    assert found == sorted(found)
    assert "Wait a year" not in words
    assert [box.accessibleName() for box in section.findChildren(KeyBox)] == ["Option 1", "Option 3", "Option 4"]


def test_my_choice_is_not_named_where_it_was_theirs_too(qtbot: QtBot, qapp: QApplication) -> None:
    assert "my choice" not in _words(_section(qtbot, qapp, "not_taken", "wait"))


def test_the_list_of_sources_has_every_line_that_was_cited(qtbot: QtBot, qapp: QApplication) -> None:
    words = _words(_section(qtbot, qapp, "sources"))
    assert "The minutes" in words
    assert "The town, 2015. Lines 1, 3–6, 9" in words
    assert "A press, May 2016. Lines 4, 7–9" in words
    lines = {str(ref) for ref in cited(works.decision())}
    assert lines == {"s1:1", "s1:3-5", "s1:6", "s1:9", "s2:4", "s2:7", "s2:8", "s2:9"}


@pytest.mark.parametrize(
    ("step", "link"),
    [
        ("did", "source:s1:3-5,s1:9"),
        ("happened", "source:s1:1"),
        ("why", "source:s1:1"),
        ("looking_back", "source:s1:1"),
        ("not_taken", "source:s2:8"),
    ],
)
def test_the_sources_of_every_part_can_be_opened(qtbot: QtBot, qapp: QApplication, step: str, link: str) -> None:
    section = _section(qtbot, qapp, step)
    text = next(each for each in section.findChildren(Prose) if "<a href" in each.toHtml())
    text.setFocus()
    with qtbot.waitSignal(section.source_opened) as opened:
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert opened.args == [link]


def test_side_by_side_becomes_one_above_the_other_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    section = _section(qtbot, qapp, "why")
    outer = section.findChildren(SideBySide)[0]
    text = outer.findChildren(Prose)[0]

    def offset() -> QPoint:
        return text.mapTo(section, QPoint(0, 0)) - section.heading.mapTo(section, QPoint(0, 0))

    assert offset().x() > 100
    section.window().resize(400, 900)
    settle()
    assert offset().x() == 0
    assert offset().y() >= section.heading.height()
    section.window().resize(632, 900)
    settle()
    assert offset().x() > 100


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (632, 100), (560, 200)])
@pytest.mark.parametrize("step", REVEAL_STEPS)
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, step: str, width: int, text_size: int) -> None:
    assert_sound(_section(qtbot, qapp, step, width=width, text_size=text_size).window())
