from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from trainer.desktop.widgets.flow import Flow


@given(st.lists(st.integers(10, 120), min_size=1, max_size=8), st.integers(120, 500))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_widgets_keep_their_order_and_never_overlap(qapp: QApplication, widths: list[int], width: int) -> None:
    holder = QWidget()
    flow = Flow(10)
    for each in widths:
        widget = QWidget()
        widget.setFixedSize(each, 20)
        flow.addWidget(widget)
    holder.setLayout(flow)
    height = flow.heightForWidth(width)
    flow.setGeometry(QRect(0, 0, width, height))
    areas = []
    for index in range(flow.count()):
        item = flow.itemAt(index)
        assert item is not None
        areas.append(item.geometry())
    assert [area.width() for area in areas] == widths
    assert all(QRect(0, 0, width, height).contains(area) for area in areas)
    places = [(area.top(), area.left()) for area in areas]
    assert places == sorted(places)
    assert not any(a.intersects(b) for i, a in enumerate(areas) for b in areas[i + 1 :])
