"""Looking back: notes, recalls, and what lists of a million attempts need to be quick.

The tables from ``text_index`` on follow from the others; they are filled by the program once every migration is
through, as all that follows is.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

ATTEMPT = """
    CREATE TABLE attempt_with_forks (
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
        CONSTRAINT attempt_numbers CHECK (seq > 0 AND number > 0),
        CONSTRAINT attempt_forecast CHECK (typeof(forecast) = 'integer' AND forecast BETWEEN 0 AND 100),
        CONSTRAINT attempt_reasons CHECK (reasons <> ''),
        CONSTRAINT attempt_seals CHECK (length(previous_seal) = 64 AND length(seal) = 64)
    )
"""

TABLES = (
    """
        CREATE TABLE note (
            id VARCHAR NOT NULL,
            attempt_id VARCHAR NOT NULL,
            author VARCHAR NOT NULL,
            role VARCHAR NOT NULL,
            quality VARCHAR,
            covered BOOLEAN NOT NULL,
            text VARCHAR NOT NULL,
            created DATETIME NOT NULL,
            CONSTRAINT note_key PRIMARY KEY (id),
            CONSTRAINT note_author CHECK (author <> ''),
            CONSTRAINT note_role CHECK (role IN ('learner', 'coach')),
            CONSTRAINT note_quality CHECK (quality IN ('good', 'poor')),
            CONSTRAINT note_content CHECK (text <> '' OR quality IS NOT NULL),
            CONSTRAINT note_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id)
        )
    """,
    """
        CREATE TABLE recall (
            id VARCHAR NOT NULL,
            attempt_id VARCHAR NOT NULL,
            asked DATETIME NOT NULL,
            answer VARCHAR NOT NULL,
            remembered INTEGER,
            answered DATETIME,
            grade INTEGER,
            graded DATETIME,
            updated DATETIME NOT NULL,
            CONSTRAINT recall_key PRIMARY KEY (id),
            CONSTRAINT recall_remembered CHECK (remembered BETWEEN 0 AND 100),
            CONSTRAINT recall_grade CHECK (grade BETWEEN 1 AND 4),
            CONSTRAINT recall_graded CHECK ((grade IS NULL) = (graded IS NULL)),
            CONSTRAINT recall_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id)
        )
    """,
    """
        CREATE TABLE card (
            learner_id VARCHAR NOT NULL,
            case_id VARCHAR NOT NULL,
            decision_id VARCHAR NOT NULL,
            attempt_id VARCHAR NOT NULL,
            due DATETIME NOT NULL,
            state INTEGER NOT NULL,
            step INTEGER,
            stability FLOAT NOT NULL,
            difficulty FLOAT NOT NULL,
            last_review DATETIME NOT NULL,
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL,
            CONSTRAINT card_key PRIMARY KEY (learner_id, case_id, decision_id),
            CONSTRAINT card_learner FOREIGN KEY(learner_id) REFERENCES learner (id),
            CONSTRAINT card_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id)
        )
    """,
    """
        CREATE TABLE text_index (
            key INTEGER NOT NULL,
            digest VARCHAR NOT NULL,
            themes JSON NOT NULL,
            factors JSON NOT NULL,
            CONSTRAINT text_index_key PRIMARY KEY (key),
            CONSTRAINT text_index_digest UNIQUE (digest),
            CONSTRAINT text_index_themes CHECK (json_type(themes) = 'array'),
            CONSTRAINT text_index_factors CHECK (json_type(factors) = 'object'),
            CONSTRAINT text_index_seen_text FOREIGN KEY(digest) REFERENCES seen_text (digest)
        )
    """,
    """
        CREATE TABLE bucket (
            key INTEGER NOT NULL,
            learner_id VARCHAR NOT NULL,
            text_key INTEGER NOT NULL,
            choice VARCHAR NOT NULL,
            is_open BOOLEAN NOT NULL,
            count INTEGER NOT NULL,
            CONSTRAINT bucket_key PRIMARY KEY (key),
            CONSTRAINT bucket_learner_id_text_key_choice_is_open UNIQUE (learner_id, text_key, choice, is_open),
            CONSTRAINT bucket_learner FOREIGN KEY(learner_id) REFERENCES learner (id),
            CONSTRAINT bucket_text_index FOREIGN KEY(text_key) REFERENCES text_index (key)
        )
    """,
    """
        CREATE TABLE line (
            key INTEGER NOT NULL,
            attempt_id VARCHAR NOT NULL,
            bucket INTEGER NOT NULL,
            created DATETIME NOT NULL,
            number INTEGER NOT NULL,
            forecast INTEGER NOT NULL,
            CONSTRAINT line_key PRIMARY KEY (key),
            CONSTRAINT line_attempt_id UNIQUE (attempt_id),
            CONSTRAINT line_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id),
            CONSTRAINT line_bucket FOREIGN KEY(bucket) REFERENCES bucket (key)
        )
    """,
    """
        CREATE VIRTUAL TABLE reasons_words USING
        fts5(words, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')
    """,
)

INDEXES = (
    "CREATE INDEX attempt_at ON attempt (playthrough_id, decision_id, seq, created, id)",
    "CREATE INDEX attempt_chain ON attempt (learner_id, seq)",
    "CREATE INDEX attempt_text ON attempt (digest)",
    "CREATE INDEX note_attempt ON note (attempt_id, created)",
    "CREATE INDEX recall_attempt ON recall (attempt_id, asked)",
    "CREATE INDEX recall_graded ON recall (graded)",
    "CREATE INDEX card_due ON card (learner_id, due)",
    "CREATE INDEX line_bucket ON line (bucket, created, key)",
    "CREATE INDEX line_created ON line (created, key, bucket)",
    "CREATE INDEX line_forecast ON line (forecast, created, key, bucket)",
    "CREATE INDEX line_number ON line (number, created, key, bucket)",
    "CREATE INDEX line_tally ON line (bucket, forecast, number, created)",
)

GUARDED = ("attempt", "note")


def upgrade() -> None:
    """Let the chain of attempts fork, and add the tables."""
    op.execute(ATTEMPT)
    op.execute("INSERT INTO attempt_with_forks SELECT * FROM attempt")
    op.execute("DROP TABLE attempt")
    op.execute("ALTER TABLE attempt_with_forks RENAME TO attempt")
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
    for table in GUARDED:
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
