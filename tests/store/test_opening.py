"""Looking at a file that another run left in a bad place."""

import shutil
import sqlite3

import pytest

from desktop_app.errors import DiskFull, StoreRefused
from desktop_app.store.opening import refusals, resting_mode


def test_an_empty_log_that_a_full_disk_left_does_not_keep_the_records_from_being_read(tmp_path):
    path = tmp_path / "surco.db"
    log = tmp_path / "surco.db-wal"
    log.touch()
    empty = resting_mode(path)
    log.write_bytes(b"a saved record")

    assert empty == "ro&immutable=1"
    assert resting_mode(path) == "ro"


@pytest.mark.parametrize(("free", "full"), [(0, True), (10**9, False)])
def test_a_disk_without_room_for_a_log_is_full_and_not_away(tmp_path, monkeypatch, free, full):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)

    with pytest.raises(StoreRefused) as refusal, refusals(tmp_path / "surco.db"):
        raise error

    assert isinstance(refusal.value, DiskFull) == full
