from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from trainer.desktop.paper.frame import Paper, frame_of, usual_paper


@pytest.mark.parametrize(
    ("name", "paper"),
    [("en_US", Paper.LETTER), ("fr_CA", Paper.LETTER), ("en_GB", Paper.A4), ("zh_CN", Paper.A4), ("C", Paper.A4)],
)
def test_the_usual_paper_is_that_of_the_country(name: str, paper: Paper) -> None:
    assert usual_paper(QLocale(name)) is paper


@pytest.mark.parametrize("paper", Paper)
def test_the_columns_fit_between_margins_that_printers_can_keep(paper: Paper) -> None:
    frame = frame_of(paper)
    millimetres = 25.4 / 96
    assert frame.left + frame.side + frame.main_width + frame.right == pytest.approx(frame.width)
    assert min(frame.left, frame.right, frame.top, frame.bottom) * millimetres >= 20
    assert min(frame.head, frame.height - frame.foot) * millimetres >= 12
