from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from trainer.desktop.painting.flags import Flag, place_flags
from trainer.desktop.theme import Theme

GAP = 6.0
labels = st.text("abcdefgh ,0123456789今天价格", min_size=1, max_size=24).map(lambda text: text.strip() or "x")
marks = st.lists(st.tuples(st.floats(0, 1), labels), min_size=1, max_size=5)


def overlap(a: Flag, b: Flag) -> bool:
    across = a.left < b.left + b.width - 0.01 and b.left < a.left + a.width - 0.01
    return across and a.top < b.top + b.height - 0.01 and b.top < a.top + a.height - 0.01


@given(marks, st.floats(320, 900))
def test_flags_lie_within_the_width_and_never_on_each_other(
    light: Theme, marks: list[tuple[float, str]], width: float
) -> None:
    xs = tuple(share * width for share, _label in marks)
    flags = place_flags(xs, tuple(label for _share, label in marks), light.sans(12.5), width, GAP)
    assert all(flag.left >= -0.01 and flag.left + flag.width <= width + 0.01 for flag in flags)
    assert all(flag.top >= 0 for flag in flags)
    assert not any(overlap(a, b) for a, b in combinations(flags, 2))


@given(marks, st.floats(320, 900))
def test_no_line_runs_through_the_label_of_another(light: Theme, marks: list[tuple[float, str]], width: float) -> None:
    xs = tuple(share * width for share, _label in marks)
    flags = place_flags(xs, tuple(label for _share, label in marks), light.sans(12.5), width, GAP)
    for x, own in zip(xs, flags, strict=True):
        for other in flags:
            if other is not own and other.left < x < other.left + other.width:
                assert own.top >= other.top + other.height - 0.01


def test_two_near_lines_carry_their_labels_outwards_in_one_row(light: Theme) -> None:
    planned, cost = place_flags((240.0, 280.0), ("planned 1,499", "cost 2,000"), light.sans(12.5), 540, GAP)
    assert planned.left + planned.width == 240 - GAP
    assert cost.left == 280 + GAP
    assert planned.top == cost.top


def test_lines_at_both_edges_carry_their_labels_inwards(light: Theme) -> None:
    first, last = place_flags((4.0, 536.0), ("at the lower edge", "at the upper edge"), light.sans(12.5), 540, GAP)
    assert first.left == 4 + GAP
    assert last.left + last.width == 536 - GAP
    assert first.lines == ("at the lower edge",)


def test_no_lines_need_no_flags(light: Theme) -> None:
    assert place_flags((), (), light.sans(12.5), 540, GAP) == []
