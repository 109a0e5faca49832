"""Looking at a file that another run left in a bad place."""

from desktop_app.store.opening import resting_mode


def test_an_empty_log_that_a_full_disk_left_does_not_keep_the_records_from_being_read(tmp_path):
    path = tmp_path / "surco.db"
    log = tmp_path / "surco.db-wal"
    log.touch()
    empty = resting_mode(path)
    log.write_bytes(b"a saved record")

    assert empty == "ro&immutable=1"
    assert resting_mode(path) == "ro"
