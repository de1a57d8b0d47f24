"""The filters above the record: words in the reasons, and chips for all else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.desktop.painting.icons import paint_icon
from trainer.desktop.record_state import Menus
from trainer.desktop.theme import Theme
from trainer.desktop.widgets.buttons import LinkButton
from trainer.desktop.widgets.fields import LineField
from trainer.desktop.widgets.filter_chip import FilterChip, Option
from trainer.desktop.widgets.flow import Flow
from trainer.desktop.widgets.icon_button import IconButton
from trainer.desktop.widgets.layout import row
from trainer.progress.record_filter import Choice, RecordFilter

_TYPING_MS = 120
"""What is typed is looked for after so long a pause."""
_FIELD = 204
_MOST_YEARS = 8

Period = tuple[str, dt.datetime | None, dt.datetime | None]
"""What it is called, its first moment, and the first one after."""


def periods(now: dt.datetime, years: tuple[int, ...]) -> tuple[Period, ...]:
    """What the menu of dates offers.

    Args:
        now: aware, in the time zone of the reader.
        years: those with attempts, the newest first.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    latest = (("the last 7 days", 7), ("the last 30 days", 30), ("the last 12 months", 365))
    begun = [dt.datetime(year, 1, 1, tzinfo=now.tzinfo) for year in years[:_MOST_YEARS]]
    return (
        *((words, midnight - dt.timedelta(days=days - 1), None) for words, days in latest),
        *((str(each.year), each, each.replace(year=each.year + 1)) for each in begun),
    )


class FilterBar(QWidget):
    """Says which attempts are wanted."""

    changed = Signal(object, str)
    """The :class:`RecordFilter`, and what its dates are called."""
    left_down = Signal()
    """Somebody goes from the field to what was found."""

    def __init__(
        self, theme: Theme, wanted: RecordFilter, period: str, now: Callable[[], dt.datetime], whose: str = "my"
    ) -> None:
        """
        Args:
            theme: for colours and measures.
            wanted: what is asked for at first.
            period: what its dates are called.
            now: the time, in the time zone of the reader.
            whose: reasons are looked into.
        """
        super().__init__()
        self._wanted = wanted
        self._period = period
        self._now = now
        self._menus = Menus()
        self._periods: tuple[Period, ...] = ()
        self.field = WordsField(theme, wanted.words, f"in {whose} reasons")
        self.field.settled.connect(lambda words: self._ask(words=words))
        self.field.left_down.connect(self.left_down)
        self._chips = {
            "case": FilterChip(theme, "Case", "All cases"),
            "act": FilterChip(theme, "Act", "All acts"),
            "theme": FilterChip(theme, "Theme", "All themes"),
            "agreement": FilterChip(theme, "Record", "With or against the record"),
            "judgement": FilterChip(theme, "Judgement", "However they are judged"),
            "period": FilterChip(theme, "Date", "At any time"),
        }
        self._clear = LinkButton(theme, "Clear all")
        self._clear.clicked.connect(self.clear)
        flow = Flow(theme.px(3))
        flow.addWidget(self.field)
        for name, chip in self._chips.items():
            chip.chosen.connect(lambda value, name=name: self._choose(name, value))
            flow.addWidget(chip)
        self._apart = QWidget()
        apart = row(margins=(theme.px(8), 0, 0, 0))
        apart.addWidget(self._clear)
        self._apart.setLayout(apart)
        flow.addWidget(self._apart)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Filters")
        self._show()

    @property
    def wanted(self) -> RecordFilter:
        """What is asked for."""
        return self._wanted

    @property
    def period(self) -> str:
        """What its dates are called."""
        return self._period

    def offer(self, menus: Menus) -> None:
        """Fill the menus."""
        if menus == self._menus:
            return
        self._menus = menus
        self._periods = periods(self._now(), menus.years)
        choices = menus.choices
        for name, options in (
            ("case", choices.cases),
            ("act", choices.acts),
            ("theme", choices.themes),
            ("agreement", choices.agreements),
            ("judgement", choices.judgements),
        ):
            self._chips[name].offer(tuple(map(_option, options)))
        self._chips["period"].offer(tuple((words, words, None) for words, _, _ in self._periods))
        self._show()

    def clear(self) -> None:
        """Ask for nothing any more."""
        self.field.say("")
        self._period = ""
        self._set(RecordFilter())

    def _choose(self, name: str, value: object) -> None:
        if name == "period":
            found = next((each for each in self._periods if each[0] == value), None)
            self._period = found[0] if found else ""
            self._ask(since=found[1] if found else None, until=found[2] if found else None)
        elif name == "case":
            self._ask(case=value, act=None)
        else:
            self._ask(**{name: value})

    def _ask(self, **changes: object) -> None:
        self._set(replace(self._wanted, **changes))  # type: ignore[arg-type]

    def _set(self, wanted: RecordFilter) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._show()
        self.changed.emit(wanted, self._period)

    def _show(self) -> None:
        wanted, cases = self._wanted, self._menus.choices.cases
        self._chips["act"].setVisible(wanted.case is not None or len(cases) < 2 or wanted.act is not None)
        self._chips["case"].setVisible(wanted.case is not None or len(cases) > 1)
        for name in ("case", "act", "theme", "agreement", "judgement"):
            self._chips[name].show_choice(getattr(wanted, name), self._words_of(name))
        self._chips["period"].show_choice(self._period or None, self._period)
        self._apart.setVisible(wanted != RecordFilter())
        self.updateGeometry()

    def _words_of(self, name: str) -> str:
        """What is chosen, in the menu or out of it."""
        value = getattr(self._wanted, name)
        choices = self._menus.choices
        offered = {
            "case": choices.cases,
            "act": choices.acts,
            "theme": choices.themes,
            "agreement": choices.agreements,
            "judgement": choices.judgements,
        }[name]
        found = next((choice.title for choice in offered if choice.value == value), "")
        if name == "agreement" and value is not None:
            return str(value)
        return found or ("…" if value is not None else "")


def _option(choice: Choice) -> Option:
    return choice.value, choice.title, choice.count


class WordsField(LineField):
    """Words to look for, with a glass before them and a cross behind; Esc empties it."""

    settled = Signal(str)
    """What was typed, once nobody types any more."""
    left_down = Signal()

    def __init__(self, theme: Theme, words: str, where: str) -> None:
        """
        Args:
            theme: for colours and measures.
            words: that stand in it at first.
            where: they are looked for.
        """
        super().__init__(theme, words)
        self._where = where
        self.setFont(theme.sans(13))
        self.setAccessibleName(f"Words {where}")
        self.setPlaceholderText(f"Words {where}")
        self.setTextMargins(theme.px(32), theme.px(4), theme.px(30), theme.px(4))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cross = IconButton(theme, "Clear the words", "close")
        self._cross.setParent(self)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self._empty)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._settle)
        self.textChanged.connect(self._on_text)
        self._cross.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Hold other words, without telling."""
        self.blockSignals(True)
        self.setText(words)
        self.blockSignals(False)
        self._typing.stop()
        self._cross.setVisible(bool(words))
        self.update()

    def _on_text(self) -> None:
        self._cross.setVisible(bool(self.text()))
        self._typing.start()

    def _settle(self) -> None:
        self._typing.stop()
        self.settled.emit(" ".join(self.text().split()))

    def _empty(self) -> None:
        self.clear()
        self._settle()

    def sizeHint(self) -> QSize:
        """Room for some words and where they are looked for."""
        height = max(self._theme.px(32), round(QFontMetricsF(self.font()).height()) + self._theme.px(12))
        return QSize(self._theme.px(_FIELD), height)

    def minimumSizeHint(self) -> QSize:
        """As the size hint."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the end."""
        super().resizeEvent(event)
        hint = self._cross.sizeHint()
        self._cross.setGeometry(
            self.width() - hint.width() - 1, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass, the words, and where they are looked for as far as there is room."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        side = theme.px(14)
        paint_icon(painter, QRectF(theme.px(11), (self.height() - side) / 2, side, side), "search", theme.colour("ink"))
        metrics = QFontMetricsF(self.font())
        left = theme.px(32) + metrics.horizontalAdvance(self.text()) + theme.px(12)
        width = metrics.horizontalAdvance(self._where)
        if self.text() and left + width < self.width() - theme.px(34):
            painter.setFont(self.font())
            painter.setPen(theme.colour("ink-2"))
            area = QRectF(left, 0, width + 2, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._where)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down lead to what is found, Esc empties the field and then leaves it."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._settle()
                self.left_down.emit()
            case Qt.Key.Key_Down:
                self.left_down.emit()
            case Qt.Key.Key_Escape if self.text():
                self._empty()
            case Qt.Key.Key_Escape:
                self.left_down.emit()
            case _:
                super().keyPressEvent(event)
