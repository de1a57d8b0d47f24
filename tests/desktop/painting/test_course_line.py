from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.support import THEMES
from trainer.desktop.course_state import Grain
from trainer.desktop.painting.course_line import lay_line
from trainer.desktop.theme import load_theme


@given(st.lists(st.integers(1, 9), min_size=1, max_size=300).map(sorted), st.floats(40, 2000), st.integers(100, 200))
def test_the_marks_stand_in_order_and_within_the_width(acts: list[int], width: float, text_size: int) -> None:
    theme = load_theme(THEMES, "light", text_size=text_size)
    places = lay_line([Grain(act, None) for act in acts], width, theme)
    assert len(places) == len(acts)
    assert places[0] >= 0
    assert places[-1] <= width
    steps = [after - before for before, after in pairwise(places)]
    assert all(step > 0 for step in steps)
    within = {round(step, 6) for step, before, after in zip(steps, acts, acts[1:], strict=False) if before == after}
    between = {round(step, 6) for step, before, after in zip(steps, acts, acts[1:], strict=False) if before != after}
    assert len(within) <= 1
    assert not within or not between or min(between) > max(within)


def test_no_decision_has_no_mark() -> None:
    assert lay_line([], 100, load_theme(THEMES, "light")) == []
