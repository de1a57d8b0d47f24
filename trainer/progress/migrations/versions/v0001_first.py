"""The first tables."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

SCHEMA = (
    """
    CREATE TABLE learner (
        id VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        created DATETIME NOT NULL,
        last_seen DATETIME NOT NULL,
        CONSTRAINT learner_key PRIMARY KEY (id),
        CONSTRAINT learner_named CHECK (name <> '')
    )
    """,
    """
    CREATE TABLE playthrough (
        id INTEGER NOT NULL,
        learner_id VARCHAR NOT NULL,
        case_id VARCHAR NOT NULL,
        started DATETIME NOT NULL,
        CONSTRAINT playthrough_key PRIMARY KEY (id),
        CONSTRAINT playthrough_learner_id_case_id UNIQUE (learner_id, case_id),
        CONSTRAINT playthrough_id_learner_id_case_id UNIQUE (id, learner_id, case_id),
        CONSTRAINT playthrough_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
    )
    """,
    """
    CREATE TABLE seen_text (
        digest VARCHAR NOT NULL,
        case_id VARCHAR NOT NULL,
        case_title VARCHAR NOT NULL,
        act_number INTEGER NOT NULL,
        act_title VARCHAR NOT NULL,
        decision_id VARCHAR NOT NULL,
        decision_number INTEGER NOT NULL,
        decision_title VARCHAR NOT NULL,
        taken VARCHAR NOT NULL,
        judgement VARCHAR NOT NULL,
        options JSON NOT NULL,
        data BLOB NOT NULL,
        CONSTRAINT seen_text_key PRIMARY KEY (digest),
        CONSTRAINT seen_text_digest CHECK (length(digest) = 64),
        CONSTRAINT seen_text_judgement CHECK (judgement IN ('vindicated', 'regretted', 'mixed')),
        CONSTRAINT seen_text_options CHECK (json_type(options) = 'object'),
        CONSTRAINT seen_text_numbers CHECK (act_number > 0 AND decision_number > 0)
    )
    """,
    """
    CREATE TABLE attempt (
        id VARCHAR NOT NULL,
        learner_id VARCHAR NOT NULL,
        playthrough_id INTEGER NOT NULL,
        case_id VARCHAR NOT NULL,
        decision_id VARCHAR NOT NULL,
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        choice VARCHAR NOT NULL,
        forecast INTEGER NOT NULL,
        reasons VARCHAR NOT NULL,
        created DATETIME NOT NULL,
        digest VARCHAR NOT NULL,
        previous_seal VARCHAR NOT NULL,
        seal VARCHAR NOT NULL,
        CONSTRAINT attempt_key PRIMARY KEY (id),
        CONSTRAINT attempt_playthrough FOREIGN KEY(playthrough_id, learner_id, case_id)
            REFERENCES playthrough (id, learner_id, case_id),
        CONSTRAINT attempt_seen_text FOREIGN KEY(digest) REFERENCES seen_text (digest) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT attempt_learner_id_seq UNIQUE (learner_id, seq),
        CONSTRAINT attempt_playthrough_id_decision_id_number UNIQUE (playthrough_id, decision_id, number),
        CONSTRAINT attempt_numbers CHECK (seq > 0 AND number > 0),
        CONSTRAINT attempt_forecast CHECK (typeof(forecast) = 'integer' AND forecast BETWEEN 0 AND 100),
        CONSTRAINT attempt_reasons CHECK (reasons <> ''),
        CONSTRAINT attempt_seals CHECK (length(previous_seal) = 64 AND length(seal) = 64)
    )
    """,
    """
    CREATE TABLE reveal (
        attempt_id VARCHAR NOT NULL,
        steps INTEGER NOT NULL,
        finished DATETIME,
        CONSTRAINT reveal_key PRIMARY KEY (attempt_id),
        CONSTRAINT reveal_steps CHECK (steps BETWEEN 0 AND 6),
        CONSTRAINT reveal_finished CHECK ((finished IS NOT NULL) = (steps = 6)),
        CONSTRAINT reveal_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id)
    )
    """,
    """
    CREATE TABLE debrief (
        attempt_id VARCHAR NOT NULL,
        marks JSON NOT NULL,
        takeaway VARCHAR NOT NULL,
        closed DATETIME,
        updated DATETIME NOT NULL,
        CONSTRAINT debrief_key PRIMARY KEY (attempt_id),
        CONSTRAINT debrief_marks CHECK (json_type(marks) = 'object'),
        CONSTRAINT debrief_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id)
    )
    """,
    """
    CREATE TABLE draft (
        playthrough_id INTEGER NOT NULL,
        decision_id VARCHAR NOT NULL,
        choice VARCHAR,
        forecast INTEGER,
        reasons VARCHAR NOT NULL,
        scroll FLOAT NOT NULL,
        updated DATETIME NOT NULL,
        CONSTRAINT draft_key PRIMARY KEY (playthrough_id, decision_id),
        CONSTRAINT draft_forecast CHECK (forecast BETWEEN 0 AND 100),
        CONSTRAINT draft_scroll CHECK (scroll BETWEEN 0 AND 1),
        CONSTRAINT draft_playthrough FOREIGN KEY(playthrough_id) REFERENCES playthrough (id)
    )
    """,
)

GUARDED = ("seen_text", "attempt")


def upgrade() -> None:
    """Create every table, and the guards of those that only grow."""
    for statement in SCHEMA:
        op.execute(statement)
    for table in GUARDED:
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
