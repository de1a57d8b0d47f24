from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop import works
from tests.desktop.support import assert_sound, focus, look, press, show_bar, visible_text
from trainer.case.base import SourceRef
from trainer.desktop.widgets.claims import ClaimView, grouped, with_marks
from trainer.desktop.widgets.prose import Prose

DID = works.decision().record.did
PLAIN, CONTESTED = works.decision().record.happened


def _view(qtbot: QtBot, qapp: QApplication, claim: object, width: int = 500, text_size: int = 100) -> ClaimView:
    theme = look(qapp, text_size=text_size)
    view = ClaimView(theme, claim, theme.serif(16.5), 26)  # type: ignore[arg-type]
    show_bar(qtbot, view, width)
    return view


def test_lines_of_one_source_stand_together_in_the_order_of_first_mention() -> None:
    refs = [SourceRef.parse(text) for text in ("b:4", "a:1-3", "b:9")]
    assert grouped(refs) == (("b", (refs[0], refs[2])), ("a", (refs[1],)))


def test_marks_stand_behind_the_last_word(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, DID)
    shown = visible_text(view).replace("\N{NO-BREAK SPACE}", " ")
    assert shown == f"{works.WAIT}  s1:3–5, 9  s2:4"


@pytest.mark.parametrize("width", range(300, 420, 15))
def test_a_mark_with_room_on_a_line_is_not_broken(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    (prose,) = _view(qtbot, qapp, DID, width).findChildren(Prose)
    layout = prose.document().firstBlock().layout()
    breaks = {layout.lineAt(number).textStart() for number in range(layout.lineCount())}
    shown = prose.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
    start = shown.index("s1:3–5, 9")
    assert breaks.isdisjoint(range(start + 1, start + len("s1:3–5, 9")))


@pytest.mark.parametrize("markdown", ["Some *words*.", "- one\n- two", "First.\n\nSecond."])
def test_marks_follow_any_kind_of_text(qapp: QApplication, markdown: str) -> None:
    theme = look(qapp)
    html = with_marks(theme, markdown, DID.sources)
    prose = Prose(theme, html, QFont(), leading=20)
    assert prose.toPlainText().replace("\N{NO-BREAK SPACE}", " ").endswith("s1:3–5, 9  s2:4")
    assert with_marks(theme, markdown, ()) in html.replace("</p>", "</p>\n") or "<a" not in with_marks(
        theme, markdown, ()
    )
    prose.deleteLater()


def test_a_mark_is_reached_and_opened_by_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, DID)
    view.findChildren(Prose)[0].setFocus()
    with qtbot.waitSignal(view.source_opened) as opened:
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert opened.args == ["source:s1:3-5,s1:9"]
    with qtbot.waitSignal(view.source_opened) as opened:
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert opened.args == ["source:s2:4"]


def test_a_contested_claim_stands_beside_its_other_reading_and_its_sources(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot, qapp, CONTESTED)
    shown = visible_text(view)
    assert shown.index("The bank stayed for a year.") < shown.index("contested") < shown.index(works.CONTESTED)
    (explained,) = [
        each for each in view.findChildren(QWidget) if each.accessibleName().startswith("Contested: the sources")
    ]
    other = explained.findChildren(Prose)[0]
    other.setFocus()
    with qtbot.waitSignal(view.source_opened) as opened:
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert opened.args == ["source:s2:7"]


def test_a_claim_that_is_not_contested_says_nothing_of_it(qtbot: QtBot, qapp: QApplication) -> None:
    assert "contested" not in visible_text(_view(qtbot, qapp, PLAIN))


def test_a_figure_that_was_reckoned_shows_its_sum(qtbot: QtBot, qapp: QApplication) -> None:
    assert "Reckoned: 9.75 − 1.5 = 8.25" in visible_text(_view(qtbot, qapp, PLAIN))


@pytest.mark.parametrize(("width", "text_size"), [(320, 100), (500, 200)])
@pytest.mark.parametrize("claim", [DID, CONTESTED])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, claim: object, width: int, text_size: int) -> None:
    view = _view(qtbot, qapp, claim, width, text_size)
    assert_sound(view.window())
    assert focus() is not None
