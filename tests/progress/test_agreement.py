"""Whatever learners do, the store, the rules of the playthrough and the first glance say the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.progress import tiny
from trainer.progress.doctor import examine
from trainer.progress.glance import GlanceLearner, glance
from trainer.progress.store import Store
from trainer.progress.values import Learner
from trainer.study.playthrough import Commitment, Draft, NotAllowed, Playthrough, Stage, Standing

CASE = tiny.case()
PEOPLE = ("Mara", "Jon")

people = st.sampled_from(PEOPLE)
decisions = st.sampled_from(tiny.DECISIONS)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
reasons = texts.filter(lambda text: bool(text.strip()))
choices = st.sampled_from(["build", "wait"])
percents = st.integers(0, 100)
drafts = st.builds(Draft, st.none() | choices, st.none() | percents, texts, st.floats(0, 1))


@dataclass
class Expected:
    """What the rules say of one learner."""

    learner: Learner
    playthrough: Playthrough = field(default_factory=lambda: Playthrough(CASE.order))
    drafts: dict[str, Draft] = field(default_factory=dict)
    debriefed: dict[str, Standing] = field(default_factory=dict)
    """Standings before a further try was begun, which come back when it is dropped."""


class Agreement(RuleBasedStateMachine):
    """Two learners go through a case in any way they can think of."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "progress.sqlite3"
        self.clock = tiny.Clock()
        self.store = Store.open(self.path, self.clock)
        self.expected: dict[str, Expected] = {}
        self.current = PEOPLE[-1]

    def teardown(self) -> None:
        self.store.close()
        assert [finding.text for finding in examine(self.path) if not finding.ok] == []
        self.folder.cleanup()

    @initialize()
    def arrive(self) -> None:
        for name in PEOPLE:
            self.clock.pass_by()
            self.expected[name] = Expected(self.store.add_learner(name))

    @rule(name=people)
    def switch(self, name: str) -> None:
        self.clock.pass_by()
        self.store.seen(self.expected[name].learner.id)
        self.current = name

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, self.clock)

    @rule(decision_id=decisions, draft=drafts)
    def save_draft(self, decision_id: str, draft: Draft) -> None:
        mine = self.mine
        standing = mine.playthrough.standing(decision_id)
        begun = standing.stage is Stage.READING

        def by_the_rules() -> None:
            if not begun:
                mine.playthrough = mine.playthrough.again(decision_id)
                mine.debriefed[decision_id] = standing
            mine.drafts[decision_id] = draft

        self.both(by_the_rules, lambda: self.store.save_draft(mine.learner.id, "town", decision_id, draft))

    @rule(decision_id=decisions)
    def drop_draft(self, decision_id: str) -> None:
        mine = self.mine
        self.store.drop_draft(mine.learner.id, "town", decision_id)
        mine.drafts.pop(decision_id, None)
        self.put_back(decision_id)

    @rule(decision_id=decisions, choice=choices, percent=percents, reason=reasons)
    def commit(self, decision_id: str, choice: str, percent: int, reason: str) -> None:
        mine = self.mine
        if not mine.playthrough.is_open(decision_id):
            return
        if mine.playthrough.standing(decision_id).stage is Stage.DEBRIEFED:
            mine.playthrough = mine.playthrough.again(decision_id)
        stored: list[str] = []

        def by_the_store() -> None:
            envelope = CASE.envelopes[decision_id]
            attempt = self.store.commit(mine.learner.id, "town", envelope, Commitment(choice, percent, reason))
            stored.append(attempt.id)
            assert self.store.attempt(attempt.id) == attempt

        def by_the_rules() -> None:
            mine.playthrough = mine.playthrough.committed(decision_id, stored[0] if stored else "")
            mine.drafts.pop(decision_id, None)
            mine.debriefed.pop(decision_id, None)

        self.both(by_the_store, by_the_rules)

    @rule(decision_id=decisions, steps=st.integers(-1, 7))
    def unfold(self, decision_id: str, steps: int) -> None:
        attempt_id = self.newest(decision_id)
        if attempt_id is None:
            return

        def by_the_rules() -> None:
            self.mine.playthrough = self.mine.playthrough.unfolded(decision_id, steps)

        self.both(by_the_rules, lambda: self.store.open_steps(attempt_id, steps))

    @rule(decision_id=decisions)
    def close_debrief(self, decision_id: str) -> None:
        attempt_id = self.newest(decision_id)
        if attempt_id is None:
            return

        def by_the_rules() -> None:
            self.mine.playthrough = self.mine.playthrough.debriefed(decision_id)

        self.both(by_the_rules, lambda: self.store.close_debrief(attempt_id))

    @invariant()
    def store_and_rules_agree(self) -> None:
        for mine in self.expected.values():
            expected = {key: Standing() for key in mine.drafts}
            expected |= {key: standing for key, standing in mine.playthrough.standings.items() if standing.tries}
            assert self.store.standings(mine.learner.id, "town") == expected
            for decision_id in tiny.DECISIONS:
                draft = self.store.draft(mine.learner.id, "town", decision_id)
                assert draft == mine.drafts.get(decision_id)

    @invariant()
    def store_and_glance_agree(self) -> None:
        if not self.expected:
            return
        seen = glance(self.path)
        learners = self.store.learners()
        assert seen.learners == tuple(GlanceLearner(each.id, each.name) for each in learners)
        assert learners[0].name == self.current
        assert seen.standings.get("town", {}) == self.store.standings(learners[0].id, "town")
        assert seen.readable

    @property
    def mine(self) -> Expected:
        """Of the current learner."""
        return self.expected[self.current]

    def newest(self, decision_id: str) -> str | None:
        """The attempt that the page of a decision shows, if any."""
        return self.mine.playthrough.standing(decision_id).attempt_id

    def put_back(self, decision_id: str) -> None:
        """A further try that is dropped leaves things as they were before it."""
        mine = self.mine
        if before := mine.debriefed.pop(decision_id, None):
            mine.playthrough = Playthrough(CASE.order, {**mine.playthrough.standings, decision_id: before})

    def both(self, one: Callable[[], object], other: Callable[[], object]) -> None:
        """Both do it, or both refuse."""
        refused = []
        for each in (one, other):
            with suppress(NotAllowed):
                each()
                refused.append(False)
                continue
            refused.append(True)
        assert refused[0] == refused[1]


TestAgreement = Agreement.TestCase
# Shrinking a failure writes to the disk for minutes; thirty steps can be read as they are.
TestAgreement.settings = settings(
    max_examples=30, stateful_step_count=30, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
