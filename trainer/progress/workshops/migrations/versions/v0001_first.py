"""The first tables."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

SCHEMA = (
    """
    CREATE TABLE workshop (
        "key" INTEGER NOT NULL,
        id VARCHAR NOT NULL,
        created DATETIME NOT NULL,
        secret BLOB NOT NULL,
        "plan" JSON NOT NULL,
        stage JSON NOT NULL,
        countdown JSON,
        blank BOOLEAN NOT NULL,
        doors JSON,
        began DATETIME,
        ended DATETIME,
        CONSTRAINT workshop_key PRIMARY KEY ("key"),
        CONSTRAINT workshop_single CHECK (key = 1),
        CONSTRAINT workshop_secret CHECK (length(secret) = 32),
        CONSTRAINT workshop_objects CHECK (json_type(plan) = 'object' AND json_type(stage) = 'object')
    )
    """,
    """
    CREATE TABLE participant (
        id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        key_hash VARCHAR NOT NULL,
        joined DATETIME NOT NULL,
        language VARCHAR NOT NULL,
        removed DATETIME,
        CONSTRAINT participant_key PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE ballot (
        id INTEGER NOT NULL,
        decision_id VARCHAR NOT NULL,
        round INTEGER NOT NULL,
        opened DATETIME NOT NULL,
        closed DATETIME,
        hands JSON,
        CONSTRAINT ballot_key PRIMARY KEY (id),
        CONSTRAINT ballot_round CHECK (round IN (1, 2)),
        CONSTRAINT ballot_hands CHECK (json_type(hands) IN ('object', 'null'))
    )
    """,
    """
    CREATE TABLE private_note (
        decision_id VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT private_note_key PRIMARY KEY (decision_id)
    )
    """,
    """
    CREATE TABLE shown (
        decision_id VARCHAR NOT NULL,
        parts INTEGER,
        results BOOLEAN NOT NULL,
        CONSTRAINT shown_key PRIMARY KEY (decision_id),
        CONSTRAINT shown_parts CHECK (parts BETWEEN 0 AND 6)
    )
    """,
    """
    CREATE TABLE text (
        decision_id VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        sheet JSON NOT NULL,
        envelope BLOB NOT NULL,
        CONSTRAINT text_key PRIMARY KEY (decision_id),
        CONSTRAINT text_digest CHECK (length(digest) = 64),
        CONSTRAINT text_sheet CHECK (json_type(sheet) = 'object')
    )
    """,
    """
    CREATE TABLE moment (
        seq INTEGER NOT NULL,
        at DATETIME NOT NULL,
        kind VARCHAR NOT NULL,
        data JSON NOT NULL,
        CONSTRAINT moment_key PRIMARY KEY (seq),
        CONSTRAINT moment_data CHECK (json_type(data) = 'object')
    )
    """,
    """
    CREATE TABLE vote (
        ballot_id INTEGER NOT NULL,
        participant INTEGER NOT NULL,
        id VARCHAR NOT NULL,
        choice VARCHAR NOT NULL,
        forecast INTEGER NOT NULL,
        reason VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        CONSTRAINT vote_key PRIMARY KEY (ballot_id, participant),
        CONSTRAINT vote_forecast CHECK (typeof(forecast) = 'integer' AND forecast BETWEEN 0 AND 100),
        CONSTRAINT vote_choice CHECK (choice <> ''),
        CONSTRAINT vote_ballot FOREIGN KEY(ballot_id) REFERENCES ballot (id),
        CONSTRAINT vote_participant FOREIGN KEY(participant) REFERENCES participant (id)
    )
    """,
    """
    CREATE TABLE reflection (
        participant INTEGER NOT NULL,
        decision_id VARCHAR NOT NULL,
        marks JSON NOT NULL,
        takeaway VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        CONSTRAINT reflection_key PRIMARY KEY (participant, decision_id),
        CONSTRAINT reflection_marks CHECK (json_type(marks) = 'object'),
        CONSTRAINT reflection_participant FOREIGN KEY(participant) REFERENCES participant (id)
    )
    """,
    "CREATE TRIGGER text_no_update BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'text is append-only'); END",
    "CREATE TRIGGER text_no_delete BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'text is append-only'); END",
    "CREATE TRIGGER moment_no_update BEFORE UPDATE ON moment BEGIN SELECT RAISE(ABORT, 'moment is append-only'); END",
    "CREATE TRIGGER moment_no_delete BEFORE DELETE ON moment BEGIN SELECT RAISE(ABORT, 'moment is append-only'); END",
)


def upgrade() -> None:
    """Lay out an empty file."""
    for statement in SCHEMA:
        op.execute(statement)
