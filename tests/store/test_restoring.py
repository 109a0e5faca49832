"""Restoring: the backup in the place of the store, the store under another name, nothing lost."""

import os
import shutil
from datetime import UTC, datetime

import pytest

from desktop_app.errors import StoreRefused
from desktop_app.store import backups, records, restoring, settings
from desktop_app.store.database import Store
from tests.builders import a_project
from tests.store.dying import dying_at_every_step

NOW = datetime(2026, 11, 23, 17, 8, 51, tzinfo=UTC)
AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def past(path):
    """Return a backup with one record of a store that has two now, the first one changed."""
    with Store.open(path) as store:
        settings.put(store, "stream", "first")
        settings.put(store, "office_code", "BO")
        first = records.save(store, a_project(), who="BO", at=AT)
        backup = backups.make(store, NOW)
        records.save(store, first.with_values(stage="COM"), who="BO", at=AT)
        records.save(store, a_project(), who="BO", at=AT)
    return backup.path


def count(path):
    with Store.open(path, read_only=True) as store:
        return len(list(records.every(store, "initiative")))


def test_the_backup_takes_the_place_and_the_store_is_kept(path, past):
    aside = restoring.put_in_place(path, past, NOW)

    assert (count(path), count(aside)) == (1, 2)
    assert aside.name == "surco-before-restore-2026-11-23T17-08-51Z.db"
    assert past.exists()


def test_a_restored_store_writes_a_stream_of_its_own(path, past):
    restoring.put_in_place(path, past, NOW)

    with Store.open(path) as store:
        assert settings.get(store, "stream") not in ("", "first")
        assert settings.get(store, "restored_from") == past.name
        assert store.integrity() == []


def test_restoring_twice_keeps_both_that_were_there(path, past):
    aside = [restoring.put_in_place(path, past, NOW) for _ in range(2)]

    assert len({one.name for one in aside}) == 2
    assert [one.exists() for one in aside] == [True, True]


def test_what_had_not_been_folded_into_a_killed_store_is_kept_with_it(path, past, by_hand):
    log = path.with_name(f"{path.name}-wal")
    pid = os.fork()
    if pid == 0:  # the program dies without closing: its last save is in the log alone
        store = Store.open(path)
        settings.put(store, "last", "word")
        os._exit(0)
    os.waitpid(pid, 0)
    had_log = log.exists()

    aside = restoring.put_in_place(path, past, NOW)

    assert had_log
    assert not log.exists()
    with Store.open(aside, read_only=True) as kept:
        assert settings.get(kept, "last") == "word"
    with Store.open(path, read_only=True) as restored:
        assert settings.get(restored, "last") == ""


def test_a_damaged_store_is_kept_byte_for_byte(path, past):
    damaged = b"no file of records at all" * 300
    path.write_bytes(damaged)

    aside = restoring.put_in_place(path, past, NOW)

    assert aside.read_bytes() == damaged
    assert count(path) == 1


def test_a_store_that_is_gone_is_put_back(path, past):
    path.unlink()

    assert restoring.put_in_place(path, past, NOW) is None
    assert count(path) == 1


def test_a_damaged_backup_is_refused_and_the_store_stays(path, past, by_hand):
    by_hand(past, "update initiative set stage = 'SUS'")

    with pytest.raises(StoreRefused, match="damaged itself"):
        restoring.put_in_place(path, past, NOW)

    assert count(path) == 2
    assert not list(path.parent.glob("*before-restore*"))


def test_an_open_store_is_not_taken_away(path, past):
    with Store.open(path), pytest.raises(StoreRefused, match="open in another window"):
        restoring.put_in_place(path, past, NOW)


def test_what_is_newer_than_a_backup_is_named(path, past):
    newer = restoring.newer_than(path, past)

    assert sorted(one.missing for one in newer) == [False, True]
    assert {one.title["es"] for one in newer} == {"Gestión del agua en cuencas altoandinas"}


def test_a_program_that_dies_at_any_step_of_restoring_leaves_a_whole_store(path, past, tmp_path):
    before, seen = tmp_path / "before", set()
    shutil.copytree(path.parent, before)

    for _step in dying_at_every_step(lambda: restoring.put_in_place(path, past, NOW)):
        with Store.open(path) as store:
            held = len(list(records.every(store, "initiative")))
            damage = store.integrity()
        asides = [count(aside) for aside in path.parent.glob("*before-restore*.db")]
        seen.add(held)
        assert damage == []
        assert held == 2 or (held, asides) == (1, [2])
        shutil.rmtree(path.parent)
        shutil.copytree(before, path.parent)

    assert seen == {1, 2}
