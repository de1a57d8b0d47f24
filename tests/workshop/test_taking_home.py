"""A phone that asks for its votes gets them, or is told why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.made import Played, play
from trainer.progress.store import Store
from trainer.progress.workshops.file import WorkshopFile
from trainer.study.workshop.own_votes import can_take_home
from trainer.workshop.commands import Refused, Why
from trainer.workshop.host import Host
from trainer.workshop.taking_home import taking_home

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def played() -> Played:
    return play(people=6, decisions=1, ended=False)


@pytest.fixture
def host(played: Played, tmp_path: Path) -> Iterator[Host]:
    with WorkshopFile.create(tmp_path, played.start.plan) as file:
        file.keep_texts(played.sheets.values(), played.case.envelopes)
        file.keep(played.events)
        host = Host(file, lambda: NOW)
        yield host
        host.close()


def test_a_voter_gets_a_file_that_can_be_taken_in(host: Host, tmp_path: Path) -> None:
    who = next(each for each in host.session.participants if can_take_home(host.session, each))
    home = tmp_path / "home.progress"
    home.write_bytes(taking_home(host, lambda: NOW)(who))
    with Store.open(tmp_path / "progress.sqlite3") as store:
        assert store.transfers.take_in(home).learner.name == host.session.participants[who].name


def test_nobody_else_gets_one(host: Host) -> None:
    with pytest.raises(Refused, match="no such participant") as caught:
        taking_home(host, lambda: NOW)(999)
    assert caught.value.why is Why.NOT_HERE


def test_before_the_record_was_shown_there_is_nothing(tmp_path: Path) -> None:
    early = play(people=4, decisions=1, reveal=5, ended=False)
    with WorkshopFile.create(tmp_path, early.start.plan) as file:
        file.keep_texts(early.sheets.values(), early.case.envelopes)
        file.keep(early.events)
        host = Host(file, lambda: NOW)
        try:
            with pytest.raises(Refused, match="nothing to take home yet") as caught:
                taking_home(host, lambda: NOW)(1)
        finally:
            host.close()
    assert caught.value.why is Why.NOT_NOW
