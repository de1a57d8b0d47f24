"""The version of a file, and bringing it to the current one.

A new file gets today's tables at once; Alembic is imported only for a file from an earlier version. A test holds
that both ways lead to the same schema. An existing file is copied beside itself before it is migrated.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData

from trainer.files import free_name, put_in_place
from trainer.progress import cards, lines, versions
from trainer.progress.copying import Unusable, copy_checked, holding
from trainer.progress.errors import DamagedFile, NewerFile, UpdateFailed
from trainer.progress.tables import metadata
from trainer.progress.versions import MARK
from trainer.settings import RETENTION


def _settle(connection: Connection) -> None:
    lines.catch_up(connection)
    cards.rebuild(connection, RETENTION.default)


@dataclass(frozen=True, slots=True)
class Schema:
    """A line of versions and the folder of the migrations that lead along it; that of progress files, where nothing
    else is said."""

    versions: tuple[str, ...]
    migrations: Path
    tables: MetaData = metadata
    """As the last version has them."""
    mark: str = MARK
    """The table by which a file of this kind is known."""
    settle: Callable[[Connection], None] = _settle
    """Brings what follows from the content up to date after a migration."""
    summary: Callable[[sqlite3.Connection], object] = holding
    """What has to be the same in a copy; raises :class:`Unusable`."""
    alone: bool = False
    """One program at a time has such a file open, and leaves it of one piece."""

    @property
    def head(self) -> str:
        """The version that this program writes."""
        return self.versions[-1]


SCHEMA = Schema(versions.KNOWN, Path(__file__).parent / "migrations")


def check_version(connection: Connection, path: Path, schema: Schema) -> str | None:
    """The version of a file, ``None`` for an empty one.

    Raises:
        NewerFile: the version isn't known here.
        DamagedFile: it is a database of something else, or is broken inside.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    found = versions.read(raw, schema.mark)
    if found is versions.Special.EMPTY:
        return None
    if found is versions.Special.FOREIGN:
        raise DamagedFile(path, "it is a database of another program")
    if found not in schema.versions:
        raise NewerFile(path)
    verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if verdict != "ok":
        raise DamagedFile(path, str(verdict))
    return found


def create(connection: Connection, schema: Schema) -> None:
    """Lay out an empty file, all or nothing; does nothing if another program has just done so."""
    with connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
            schema.tables.create_all(connection, checkfirst=False)
            version = schema.tables.tables["alembic_version"]
            connection.execute(version.insert().values(version_num=schema.head))


def migrate(connection: Connection, path: Path, schema: Schema) -> Path | None:
    """Bring an older file to the current version, all or nothing.

    Returns:
        Where the copy of the file as it was is kept; ``None`` if another program has just brought it up to date.

    Raises:
        UpdateFailed: a migration did not go through; the file stands as it was.
        NewerFile: another program has just brought it to a version that isn't known here.
    """
    # Rebuilding a table would delete the rows that refer to it; and inside a transaction the switch has no effect.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    try:
        with connection.begin():
            # From here on nobody else writes, so the copy lacks nothing.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if check_version(connection, path, schema) == schema.head:
                return None
            copy = _copy_beside(path, schema)
            try:
                _upgrade(connection, schema)
                _check_references(connection)
                schema.settle(connection)
            except Exception as error:
                raise UpdateFailed(path, copy, str(error).partition("\n")[0]) from error
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()
    return copy


def _upgrade(connection: Connection, schema: Schema) -> None:
    # Costs 150 ms, and a file that is current never needs it.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    command.upgrade(config, schema.head)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise ValueError(f"a row of '{broken[0]}' has lost the row of '{broken[2]}' it belongs to")


def _copy_beside(path: Path, schema: Schema) -> Path:
    copy = free_name(path.with_name(f"{path.stem}-before-{schema.head}{path.suffix}"))
    part = copy.with_name(f"{copy.name}.part")
    try:
        # Through a connection of its own: SQLite copies nothing from one that is writing.
        copy_checked(path, part, schema.summary)
        put_in_place(part, copy)
    except (Unusable, OSError) as error:
        raise UpdateFailed(path, None, f"no copy of it could be made: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return copy
