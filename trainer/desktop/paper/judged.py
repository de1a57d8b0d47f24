"""The summary of a record: what *My judgement* says and draws."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from trainer.desktop.judgement_state import Judged, brier_sum
from trainer.desktop.painting.figures import (
    Figure,
    blind_spots_figure,
    calibration_figure,
    choices_figure,
    drift_figure,
    reasons_figure,
)
from trainer.desktop.painting.scene import paint_scene
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.strips import Strip, kept, spaced
from trainer.desktop.paper.tables import set_table
from trainer.desktop.paper.text import Side, set_text
from trainer.study.calibration import Brier
from trainer.study.statements import Statement

_MOST_SPOTS = 8
"""So many are drawn, those surely missed most often first."""


def set_judgement(setter: Setter, judged: Judged) -> list[Strip]:
    """Forecasts, choices, blind spots and hindsight, each with its chart as far as there is anything to draw."""
    forecasts, spots, hindsight = judged.forecasts, judged.blind_spots, judged.hindsight
    made = setter.section(
        "Forecasts",
        [
            *_said(setter, forecasts.statement, forecasts.too_few),
            *(_figure(setter, calibration_figure(forecasts)) if forecasts.n else []),
            *(spaced(_brier(setter, forecasts.brier), 14) if forecasts.statement and forecasts.brier else []),
        ],
    )
    if judged.choices.n():
        made += setter.section("Choices", _figure(setter, choices_figure(judged.choices)))
    telling = setter.bullets([each.sentence for each in spots.telling]) if spots.telling else []
    first = replace(spots, ranked=spots.ranked[:_MOST_SPOTS])
    drawn = _figure(setter, blind_spots_figure(first)) if spots.ranked else []
    nothing = set_text(spots.too_few, setter.faces.story, setter.width)
    made += setter.section("Blind spots", [*(telling or nothing), *spaced(drawn, 12 if telling or nothing else 0)])
    made += setter.section(
        "Hindsight",
        [
            *_said(setter, hindsight.statement, hindsight.too_few),
            *(spaced(_figure(setter, drift_figure(hindsight)), 10) if hindsight.drifts else []),
        ],
    )
    if judged.reasons.n():
        made += setter.section("Reasons and outcome", _figure(setter, reasons_figure(judged.reasons)))
    return made


def _said(setter: Setter, statement: Statement | None, too_few: str) -> list[Strip]:
    """The one sentence that numbers bear out, or why they bear out none."""
    faces, width = setter.faces, setter.width
    if statement is None:
        return kept(set_text(too_few, faces.story, width), with_next=True)
    said = [*set_text(statement.text, faces.story, width), *spaced(set_text(statement.ground, faces.note, width), 3)]
    return kept(said, with_next=True)


def _figure(setter: Setter, figure: Figure) -> list[Strip]:
    """A chart with its caption, on one page."""
    scene = figure.lay(setter.theme, min(figure.width, setter.width), "")

    def draw(painter: QPainter, x: float, y: float) -> None:
        paint_scene(painter, QPointF(x, y), scene, setter.theme)

    caption = spaced(set_text(figure.caption, setter.faces.note, setter.width), 6)
    return kept([Strip(scene.size.height(), draw, gap=8), *caption])


def _brier(setter: Setter, brier: Brier) -> list[Strip]:
    """How the score comes about, as a sum."""
    rows = [
        (sign, f"{name} ({term})" if sign != "=" else f"{name}: {term}", figure)
        for sign, name, term, figure in brier_sum(brier)
    ]
    sides = (Side.LEFT, Side.LEFT, Side.RIGHT)
    remarks = [spaced(set_text(each, setter.faces.note, setter.width), 4) for each in brier.remarks]
    return kept([*set_table(setter.theme, (), rows, setter.width, sides=sides, total=True), *chain(*remarks)])
