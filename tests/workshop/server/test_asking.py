"""What the page asks, and what it is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop.made import plan
from tests.workshop.serving import CODE, PAGE, Hall, hall
from trainer.progress.clock import utc_now
from trainer.study.playthrough import REVEAL_STEPS
from trainer.study.workshop.plan import Joining, Naming, Round, Step
from trainer.workshop.commands import (
    CloseBallot,
    CloseDoors,
    Go,
    Next,
    Readmit,
    Refused,
    Remove,
    ReopenBallot,
    Why,
)
from trainer.workshop.host import Host
from trainer.workshop.server.running import Doors


def test_nothing_of_the_workshop_is_said_without_its_code(opened: Hall) -> None:
    phone = opened.phone()

    assert phone.ask("GET", "/api/hello").json == {"language": "en", "code": False}
    assert phone.ask("GET", "/api/hello?code=XXXXXX").json == {"language": "en", "code": False}
    right = phone.ask("GET", f"/api/hello?code={CODE.lower()[:3]}-{CODE[3:]}").json

    assert right["code"]
    assert right["title"] == opened.session.plan.title


@pytest.mark.parametrize("are_open", [True, False])
def test_whether_votes_are_open_is_said_before_anybody_joins(tmp_path: Path, are_open: bool) -> None:
    with hall(tmp_path, plan(1).model_copy(update={"open_votes": are_open})) as opened:
        told = opened.phone().ask("GET", f"/api/hello?code={CODE}").json
        assert told["open_votes"] is are_open


def test_a_pseudonym_is_made_up_where_the_room_has_no_names(tmp_path: Path) -> None:
    with hall(tmp_path, plan(1, naming=Naming.PSEUDONYMS)) as opened:
        hello = opened.phone().ask("GET", f"/api/hello?code={CODE}&language=zh").json

        assert hello["suggestion"]
        assert opened.phone().join(hello["suggestion"]).status == 200


def test_whoever_joins_gets_what_they_see_and_a_cookie_that_no_script_reads(opened: Hall) -> None:
    phone = opened.phone()
    joined = phone.join("  Mei  ", language="zh")

    assert joined.json["me"] == {"name": "Mei", "language": "zh"}
    cookie = joined.headers["set-cookie"]
    assert cookie.startswith(f"workshop={opened.session.id}.1.")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert phone.me().json["me"] == joined.json["me"]


def test_the_same_key_is_the_same_person(opened: Hall) -> None:
    phone = opened.phone("Mei")
    first = phone.cookie
    phone.cookie = ""
    again = phone.join("Mei")

    assert again.status == 200
    assert phone.cookie == first
    assert len(opened.session.participants) == 1


def test_a_taken_name_comes_back_with_one_that_is_free(opened: Hall) -> None:
    opened.phone("Mei")
    refused = opened.phone().join("mei")

    assert (refused.status, refused.json["error"]) == (409, "name-taken")
    assert opened.phone().join(refused.json["suggestion"]).status == 200


def test_a_name_and_a_language_can_be_changed(opened: Hall) -> None:
    phone = opened.phone("Mei")
    changed = phone.ask("POST", "/api/name", {"name": "Mei L.", "language": "zh"})

    assert changed.json["me"] == {"name": "Mei L.", "language": "zh"}


def test_a_vote_is_answered_with_what_is_stored(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    reply = phone.vote(ballot.id, opened.option(1), 35, "vote-000001", "Because.")

    told = reply.json["vote"]
    assert (told["choice"], told["forecast"], told["reason"]) == (opened.option(1), 35, "Because.")
    assert opened.file.read().ballots[ballot.id].votes[1].choice == opened.option(1)


def test_the_same_vote_sent_twice_is_one_and_a_changed_one_takes_its_place(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    first = phone.vote(ballot.id, opened.option(0), 35, "vote-000001")
    again = phone.vote(ballot.id, opened.option(0), 35, "vote-000001")
    changed = phone.vote(ballot.id, opened.option(1), 60, "vote-000002")

    assert again.json == first.json
    assert changed.json["vote"]["choice"] == opened.option(1)
    assert [each.choice for each in opened.file.read().ballots[ballot.id].votes.values()] == [opened.option(1)]


def test_a_copy_of_a_vote_that_was_held_up_does_not_undo_the_next_one(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    phone.vote(ballot.id, opened.option(0), 35, "vote-000001")
    changed = phone.vote(ballot.id, opened.option(1), 60, "vote-000002")
    held_up = phone.vote(ballot.id, opened.option(0), 35, "vote-000001")

    assert held_up.json == changed.json
    assert opened.ballot.votes[1].id == "vote-000002"


def test_a_script_that_votes_without_end_is_told_to_wait_and_stores_no_more(opened: Hall) -> None:
    script, other = opened.phone("Mei"), opened.phone("Jonas")
    ballot = opened.to_first_vote()
    tries = [script.vote(ballot.id, opened.option(), number % 101) for number in range(100)]
    refused = [each for each in tries if each.status == 429]

    assert len(refused) > 30
    assert {(each.json["error"], each.headers["retry-after"]) for each in refused} == {("too-many", "1")}
    assert script.ask("POST", "/api/name", {"name": "Meimei", "language": "en"}).status == 429
    assert script.join("Meimei").status == 429
    assert script.me().status == 200
    assert other.vote(ballot.id, opened.option()).status == 200


def test_a_vote_that_comes_too_late_is_told_what_counts(opened: Hall) -> None:
    voted, silent = opened.phone("Mei"), opened.phone("Jonas")
    ballot = opened.to_first_vote()
    choice = opened.option(0)
    voted.vote(ballot.id, choice, 35)
    opened.do(CloseBallot())

    late = voted.vote(ballot.id, choice, 80)
    assert (late.status, late.json["error"], late.json["vote"]["forecast"]) == (409, "closed", 35)
    assert silent.vote(ballot.id, choice).json["vote"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"choice": "no-such-option"},
        {"forecast": 101},
        {"forecast": -1},
        {"forecast": "35"},
        {"forecast": 35.0},
        {"forecast": True},
        {"forecast": None},
        {"id": "short"},
        {"id": "x" * 65},
        {"id": "vote 00001"},
        {"ballot": 99},
        {"ballot": -1},
        {"ballot": "1"},
        {"reason": "x" * 281},
        {"reason": None},
        {"more": 1},
    ],
    ids=str,
)
def test_a_vote_of_another_shape_is_refused_and_changes_nothing(voting: Hall, body: dict[str, object]) -> None:
    phone = voting.phones[0]
    right = {"ballot": voting.ballot.id, "id": "vote-000001", "choice": voting.option(), "forecast": 35, "reason": ""}
    before = voting.session
    refused = phone.ask("POST", "/api/vote", right | body)

    assert (refused.status, refused.json["error"]) == (422, "invalid")
    assert voting.session is before
    for name in right:
        assert phone.ask("POST", "/api/vote", {key: right[key] for key in right if key != name}).status == 422


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"name": "\\ud800"}', b"[" * 4000]
)
@pytest.mark.parametrize("path", ["join", "vote", "reflect", "name"])
def test_what_is_no_such_object_is_refused_in_words(voting: Hall, path: str, content: bytes) -> None:
    refused = voting.phones[0].ask("POST", f"/api/{path}", content)

    assert refused.status == 422
    assert refused.json["error"] == "invalid"
    assert "Traceback" not in refused.json["message"]


def test_marks_are_kept_once_the_whole_record_was_shown(opened: Hall) -> None:
    phone = opened.phone("Mei")
    decision_id = opened.session.plan.decisions[0].decision_id
    body = {"decision": decision_id, "marks": {}, "takeaway": "Ask first."}
    assert phone.ask("POST", "/api/reflect", body).json["error"] == "not-now"

    opened.do(Go(Step.REVEAL, 0, len(REVEAL_STEPS)), Go(Step.DEBRIEF, 0))
    factors = [each["id"] for each in phone.me().json["factors"]]
    kept = phone.ask("POST", "/api/reflect", body | {"marks": {factors[0]: "saw"}})

    assert kept.status == 200
    assert opened.file.read().reflections[1, decision_id].marks == {factors[0]: "saw"}


def test_a_removed_participant_is_told_so_and_votes_no_more(opened: Hall) -> None:
    phone = opened.phone("Mei")
    ballot = opened.to_first_vote()
    choice = opened.option()
    with phone.stream() as stream:
        assert stream.view()["me"]["name"] == "Mei"
        opened.do(Remove(1))

        assert stream.view() == {
            "version": opened.host.standing.version,
            "workshop": opened.session.id,
            "title": opened.session.plan.title,
            "removed": True,
        }
        assert stream.next("end")[1] == {"error": "not-here"}
        assert stream.is_over
    assert phone.vote(ballot.id, choice).json["error"] == "not-here"
    assert phone.join("Mei").json["error"] == "not-here"
    assert not opened.session.ballots[ballot.id].votes


def test_a_new_phone_takes_the_place_of_the_old_one(opened: Hall) -> None:
    old, new = opened.phone("Mei"), opened.phone()
    opened.do(Readmit(1, new_phone=True))

    assert new.join("Mei").status == 200
    assert len(opened.session.participants) == 1
    assert (old.me().status, old.me().json["error"]) == (401, "token")
    assert new.me().json["me"]["name"] == "Mei"


def test_a_list_of_names_lets_in_nobody_else(tmp_path: Path) -> None:
    listed = plan(1).model_copy(update={"joining": Joining.LISTED, "names": ("Mei Lin",)})
    with hall(tmp_path, listed) as opened:
        assert opened.phone().join("Jonas").json["error"] == "not-listed"
        assert opened.phone().join("mei lin").json["me"]["name"] == "Mei Lin"


def test_closed_doors_let_nobody_in(opened: Hall) -> None:
    opened.do(CloseDoors())

    refused = opened.phone().join("Mei")
    assert (refused.status, refused.json["error"]) == (410, "over")


def test_a_reopened_vote_is_another_ballot(opened: Hall) -> None:
    phone = opened.phone("Mei")
    first = opened.to_first_vote()
    choice = opened.option()
    phone.vote(first.id, choice)
    opened.do(Next(), ReopenBallot(first.decision_id, Round.FIRST))

    assert phone.me().json["mine"] is None
    assert phone.vote(first.id, choice, 10).json["error"] == "closed"
    assert phone.vote(opened.ballot.id, choice, 10).status == 200


def test_the_file_of_the_own_votes_is_sent_as_one(tmp_path: Path) -> None:
    asked: list[int] = []

    def take_home(participant: int) -> bytes:
        asked.append(participant)
        return b"votes of %d" % participant

    with hall(tmp_path, take_home=take_home) as opened:
        opened.phone("Mei")
        reply = opened.phone("Jonas").ask("GET", "/api/take-home")

        assert reply.body == b"votes of 2"
        assert reply.headers["content-disposition"] == 'attachment; filename="workshop.progress"'
        assert opened.phone().ask("GET", "/api/take-home").status == 401
    assert asked == [2]


def test_a_file_is_made_anew_only_when_something_has_come_to_it(tmp_path: Path) -> None:
    made: list[int] = []

    def take_home(participant: int) -> bytes:
        made.append(participant)
        return b"file %d" % len(made)

    with hall(tmp_path, take_home=take_home) as opened:
        mei, jonas = opened.phone("Mei"), opened.phone("Jonas")
        ballot = opened.to_first_vote()
        assert [mei.ask("GET", "/api/take-home").body for _ in range(3)] == [b"file 1"] * 3
        jonas.vote(ballot.id, opened.option())
        assert mei.ask("GET", "/api/take-home").body == b"file 1"
        mei.vote(ballot.id, opened.option())
        assert mei.ask("GET", "/api/take-home").body == b"file 2"
        opened.do(Go(Step.REVEAL, 0, 1))
        assert mei.ask("GET", "/api/take-home").body == b"file 3"


def test_nothing_to_take_home_is_said_in_words(tmp_path: Path) -> None:
    def take_home(participant: int) -> bytes:
        raise Refused(Why.NOT_NOW, f"There is nothing to take home yet for {participant}.")

    with hall(tmp_path, take_home=take_home) as opened:
        refused = opened.phone("Mei").ask("GET", "/api/take-home")

    assert (refused.status, refused.json["message"]) == (409, "There is nothing to take home yet for 1.")


def test_a_phone_is_back_in_its_place_when_the_laptop_was_started_again(tmp_path: Path) -> None:
    with hall(tmp_path) as opened:
        phone = opened.phone("Mei")
        ballot = opened.to_first_vote()
        phone.vote(ballot.id, opened.option(1), 35)
        before = phone.me().json
        opened.doors.close()
        opened.host.close()

        host = Host(opened.file, utc_now)
        doors = Doors.open(host, opened.doors.address, PAGE, utc_now, preferred=opened.doors.port)
        try:
            assert doors.place == opened.doors.place
            after = phone.me().json
        finally:
            doors.close()
            host.close()

    assert after.pop("version") >= before.pop("version")
    assert after["mine"] == before["mine"]
    assert after["step"] == before["step"]
