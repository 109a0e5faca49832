"""The SQL of a save, run by another SQLite whose file system fails at one call or from one call on.

Never in one process with the program's own SQLite: two libraries at one file undo each other's
locks. For every fault a copy of the store is left behind and told of in a line of JSON; whoever
reads it answers with a line when the copy may go.

python -m tests.drills.vfs FOLDER
"""

import json
import shutil
import sys
from pathlib import Path

import apsw

_MOST = 2000
_KINDS = {"fails": apsw.IOError, "is full": apsw.FullError}


class Failing(apsw.VFS):
    """The file system of this computer, until its calls fail."""

    def __init__(self):
        super().__init__("failing", "")
        self.left, self.error, self.for_ever = -1, apsw.IOError, False

    def strike(self):
        """Count a call; raise when its time has come."""
        if self.left > 0:
            self.left -= 1
        elif self.left == 0:
            if not self.for_ever:
                self.left = -1
            raise self.error

    def xOpen(self, name, flags):  # noqa: N802 - apsw's name
        self.strike()
        return FailingFile(self, name, flags)

    def xDelete(self, name, sync):  # noqa: N802 - apsw's name
        self.strike()
        super().xDelete(name, sync)


class FailingFile(apsw.VFSFile):
    """A file whose calls are counted."""

    def __init__(self, vfs, name, flags):
        self._vfs = vfs
        super().__init__("", name, flags)

    def xRead(self, amount, offset):  # noqa: N802 - apsw's name
        self._vfs.strike()
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):  # noqa: N802 - apsw's name
        self._vfs.strike()
        super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802 - apsw's name
        self._vfs.strike()
        super().xSync(flags)

    def xTruncate(self, size):  # noqa: N802 - apsw's name
        self._vfs.strike()
        super().xTruncate(size)

    def xFileSize(self):  # noqa: N802 - apsw's name
        self._vfs.strike()
        return super().xFileSize()


def main(folder):
    vfs = Failing()
    statements = json.loads((folder / "save.json").read_text(encoding="utf-8"))
    for what, error in _KINDS.items():
        for for_ever in (False, True):
            for number in range(_MOST):
                place = folder / "place"
                shutil.copytree(folder / "template", place)
                vfs.left, vfs.error, vfs.for_ever = -1, error, for_ever
                told, struck = _run(vfs, place / "bo" / "surco.db", statements, number)
                told["at"] = f"{what} at call {number}{' and after' if for_ever else ''}"
                if struck:
                    print(json.dumps(told), flush=True)  # noqa: T201 - its answer
                    sys.stdin.readline()
                shutil.rmtree(place)
                if not struck:
                    break


def _run(vfs, path, statements, number):
    """Save, the given call failing; tell how far it came and whether the fault struck."""
    told = {"saved": False, "refused": ""}
    db = apsw.Connection(str(path), vfs="failing")
    for one in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
        db.pragma(*one.split(" = "))
    db.execute("select count(*) from setting").fetchall()
    vfs.left = number
    try:
        for statement in statements:
            db.execute(statement)
        told["saved"] = True
    except apsw.Error as error:
        told["refused"] = str(error)
    try:
        db.close()
    except apsw.Error as error:
        told["refused"] = told["refused"] or str(error)
    struck = (vfs.for_ever and vfs.left == 0) or (not vfs.for_ever and vfs.left == -1)
    return told, struck


if __name__ == "__main__":
    main(Path(sys.argv[1]))
