"""What the tables of all files of the program have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, Column, MetaData, PrimaryKeyConstraint, String, Table, event


def named_alike() -> MetaData:
    """Tables to be, whose constraints get their names by one rule."""
    return MetaData(
        naming_convention={
            "ck": "%(table_name)s_%(constraint_name)s",
            "fk": "%(table_name)s_%(referred_table_name)s",
            "pk": "%(table_name)s_key",
            "uq": "%(table_name)s_%(column_0_N_name)s",
        }
    )


def version_table(metadata: MetaData) -> Table:
    """Which migration a file is at; laid out as Alembic lays it out."""
    return Table(
        "alembic_version",
        metadata,
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    )


def append_only(table: Table) -> Table:
    """The table, in which nothing can be changed or deleted."""
    for verb in ("update", "delete"):
        statement = (
            f"CREATE TRIGGER {table.name}_no_{verb} BEFORE {verb.upper()} ON {table.name}"
            f" BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
        )
        event.listen(table, "after_create", DDL(statement))  # type: ignore[no-untyped-call]
    return table


def table_of(row: Any) -> Table:
    """The table of a row's class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table
