"""The same work done carelessly: what the drills must find, else they prove nothing.

python -m tests.drills.careless NAME FOLDER
"""

import sys
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app import paths
from desktop_app.exchange import bundle_writing
from desktop_app.store import database, schema
from desktop_app.store.opening import connect_writer
from tests.drills.subjects import Exporting, Saving, Upgrading


class _CarelessSaving(Saving):
    synchronous = ""

    def work(self, folder):
        safe = database.connect_writer

        def careless(path):
            db = safe(path)
            db.execute(f"pragma synchronous = {self.synchronous}")
            return db

        database.connect_writer = careless
        super().work(folder)


class SavingNormally(_CarelessSaving):
    """SQLite's own choice for WAL: a save is told before it is safe."""

    synchronous = "normal"


class SavingUnsynced(_CarelessSaving):
    """Nothing is ever waited for."""

    synchronous = "off"


class UpgradingStepByStep(Upgrading):
    """Every statement of a step is a transaction of its own, as executescript makes them."""

    old = 4

    def prepare(self, folder):
        super().prepare(folder)
        with closing(connect_writer(folder / "surco.db")) as db:
            schema.upgrade(db, schema.STEPS[: self.old])

    def work(self, folder):
        database.schema.upgrade = self._upgrade
        super().work(folder)

    def _upgrade(self, db):
        form = db.execute("pragma user_version").fetchone()[0]
        for number, step in enumerate(schema.STEPS[form:], start=form + 1):
            step(db)
            db.execute(f"pragma user_version = {number}")


class ExportingInPlace(Exporting):
    """A bundle is written under its own name, and nobody waits for the disk."""

    @staticmethod
    @contextmanager
    def _written(path):
        with path.open("w+b") as file:
            yield file

    def work(self, folder):
        bundle_writing.written_beside = self._written
        super().work(folder)


class ExportingUnsynced(Exporting):
    """A bundle gets its name before the disk has its bytes."""

    @staticmethod
    @contextmanager
    def _written(path):
        part = path.with_name(f"{path.name}.part")
        with part.open("w+b") as file:
            yield file
        part.replace(path)

    def work(self, folder):
        bundle_writing.written_beside = self._written
        super().work(folder)


class ExportingUnlisted(Exporting):
    """The bytes of a bundle are safe, its name is not."""

    def work(self, folder):
        paths._sync_folder = lambda _folder: None  # noqa: SLF001 - the care that is left out
        super().work(folder)


CARELESS = {
    one.__name__: one
    for one in (
        *(SavingNormally, SavingUnsynced, UpgradingStepByStep),
        *(ExportingInPlace, ExportingUnsynced, ExportingUnlisted),
    )
}


if __name__ == "__main__":
    CARELESS[sys.argv[1]]().work(Path(sys.argv[2]))
