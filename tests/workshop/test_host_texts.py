"""What was stored counts as stored, whatever becomes of the texts of a workshop afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.workshop.made import plan, xiaomi
from trainer.case.sealed import Sheet
from trainer.progress.clock import utc_now
from trainer.progress.errors import ProgressError
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.plan import DECISION_STEPS, Step
from trainer.workshop.commands import Go, Next, Replan
from trainer.workshop.host import Host


class Fading(WorkshopFile):
    """A file whose texts can be read until they can't."""

    faded = False

    def sheets(self) -> Mapping[str, Sheet]:
        if self.faded:
            raise ProgressError(self.path, "The disk has gone.")
        return super().sheets()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Fading]:
    with Fading.create(tmp_path, plan()) as made:
        case = xiaomi()
        made.keep_texts([case.sheet(each) for each in case.order[:2]], case.envelopes)
        yield made


def test_a_room_goes_on_with_the_texts_it_has(file: Fading, caplog: pytest.LogCaptureFixture) -> None:
    host = Host(file, utc_now)
    try:
        file.faded = True
        shorter = host.session.plan.decisions[0].model_copy(update={"minutes": dict.fromkeys(DECISION_STEPS, 1)})
        other = host.session.plan.model_copy(update={"decisions": (shorter,)})
        host.submit(Replan(other)).result(10)
        host.submit(Go(Step.REVEAL, 0)).result(10)
        host.submit(Next()).result(10)
        assert host.session == file.read()
        assert host.session.plan == other
        assert host.session.stage.part == 2
        assert host.sheet(other.decisions[0].decision_id) == xiaomi().sheet(other.decisions[0].decision_id)
    finally:
        host.close()
    assert "texts of a workshop can't be read" in caplog.text
