from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.judged import judged
from tests.desktop.paper.reading import Read, read, tight
from trainer.desktop.judgement_state import Judged
from trainer.desktop.paper.faces import PaperTheme
from trainer.desktop.paper.frame import Paper, frame_of
from trainer.desktop.paper.judged import set_judgement
from trainer.desktop.paper.parts import Setter
from trainer.desktop.paper.press import Document, Section, print_document


def printed(numbers: Judged, theme: PaperTheme, out: Path) -> Read:
    setter = Setter(theme, frame_of(Paper.A4))
    document = Document("A title", "", lambda _: [Section(set_judgement(setter, numbers), "Summary")])
    print_document(document, out, theme)
    return read(out)


@pytest.mark.parametrize("count", [1, 3, 30, 3000])
def test_each_part_says_what_its_numbers_bear_out_or_why_they_dont(
    count: int, paper: PaperTheme, tmp_path: Path
) -> None:
    numbers = judged(count)
    text = tight(printed(numbers, paper, tmp_path / "a.pdf").body)
    said = [
        numbers.forecasts.statement.text if numbers.forecasts.statement else numbers.forecasts.too_few,
        numbers.hindsight.statement.text if numbers.hindsight.statement else numbers.hindsight.too_few,
        *(each.sentence for each in numbers.blind_spots.telling),
    ]
    assert all(tight(each) in text for each in said)
    assert [head for head in ("Forecasts", "Choices", "Blindspots", "Hindsight") if head not in text] == []


def test_the_brier_score_is_shown_with_its_parts_once_something_is_said_of_the_forecasts(
    paper: PaperTheme, tmp_path: Path
) -> None:
    numbers = judged(30)
    brier = numbers.forecasts.brier
    assert brier is not None
    text = printed(numbers, paper, tmp_path / "a.pdf").body
    parts = (brier.uncertainty, brier.resolution, brier.reliability, brier.score)
    places = [text.index(f"{each:.3f}") for each in parts]
    assert places == sorted(places)
    assert "−" in text
    assert brier.remarks
    assert all(tight(each) in tight(text) for each in brier.remarks)
    assert "Brier" not in printed(judged(3), paper, tmp_path / "b.pdf").body


def test_the_grid_says_that_the_judgement_is_on_their_choice(paper: PaperTheme, tmp_path: Path) -> None:
    text = printed(judged(30), paper, tmp_path / "a.pdf").body
    assert "The judgement is on their choice, not on yours." in text
    assert "With the record" in text
    assert "Against it" in text


def test_without_marked_reasons_they_are_left_out(paper: PaperTheme, tmp_path: Path) -> None:
    assert "Reasons and outcome" in printed(judged(30, marked=12), paper, tmp_path / "a.pdf").body
    assert "Reasons and outcome" not in printed(judged(30, marked=0), paper, tmp_path / "b.pdf").body
