"""The file: opened once, refused when it is not ours, never half written."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from desktop_app.errors import StoreRefused
from desktop_app.store import records, schema, settings
from desktop_app.store.database import Store
from tests.builders import PROJECT, a_project

AT = "2026-11-23T17:08:51Z"


@pytest.fixture
def closed(path):
    """Return the path of a file that holds one setting and is not open."""
    with Store.open(path) as store:
        settings.put(store, "office_code", "BO")
    return path


def test_a_new_store_keeps_what_is_written_and_opens_again(closed):
    with Store.open(closed) as again:
        assert settings.get(again, "office_code") == "BO"


def test_a_store_is_safe_against_power_cuts_and_keeps_its_references(store):
    with store.writing() as db:
        found = [
            db.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        ]

    assert found == ["wal", 2, 1, 0]


def test_a_second_opening_is_refused_while_the_first_is_open(store, path):
    with pytest.raises(StoreRefused, match="open in another window"):
        Store.open(path)


def test_a_store_that_was_closed_can_be_opened_again(closed):
    Store.open(closed).close()

    Store.open(closed).close()


def test_a_second_reader_sees_what_is_saved_meanwhile(store, path):
    with Store.open(path, read_only=True) as reader:
        settings.put(store, "language", "pt")

        assert settings.get(reader, "language") == "pt"


def test_a_store_opened_to_read_writes_nothing(closed):
    with (
        Store.open(closed, read_only=True) as store,
        pytest.raises(StoreRefused, match="read only"),
    ):
        settings.put(store, "language", "pt")


def test_a_file_that_is_not_there_cannot_be_read(path):
    with pytest.raises(StoreRefused, match=r"There is no “surco\.db”"):
        Store.open(path, read_only=True)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"not a database at all " * 300, b"%PDF-1.7\n" + bytes(9000)]
)
def test_what_is_no_store_is_refused_and_left_as_it_was(path, content):
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(StoreRefused, match="damaged or is no file of records"):
        Store.open(path)

    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path, by_hand):
    path.parent.mkdir()
    by_hand(path, "create table theirs (x)")

    with pytest.raises(StoreRefused, match="no file of records"):
        Store.open(path)


@pytest.mark.parametrize("kept", [100, 4096, 40_960])
def test_a_truncated_file_is_refused_and_left_as_it_was(closed, kept):
    content = closed.read_bytes()[:kept]
    closed.write_bytes(content)

    with pytest.raises(StoreRefused, match="damaged"):
        Store.open(closed)

    assert closed.read_bytes() == content


def test_a_newer_file_is_refused_with_its_form_and_not_one_byte_changes(closed, by_hand):
    by_hand(closed, f"pragma user_version = {schema.NEWEST + 1}")
    content = closed.read_bytes()

    for read_only in (False, True):
        with pytest.raises(StoreRefused, match=f"newer Surco.*form {schema.NEWEST + 1}"):
            Store.open(closed, read_only=read_only)

    assert closed.read_bytes() == content
    assert {file.name for file in closed.parent.iterdir()} == {"surco.db", "surco.db.lock"}


def test_what_is_written_in_one_go_is_there_whole_or_not_at_all(store):
    def write_and_fail():
        with store.writing():
            settings.put(store, "a", "1")
            settings.put(store, "b", "2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()

    assert settings.all_settings(store) == {}


def test_an_inner_change_that_fails_leaves_nothing_when_the_outer_goes_on(store):
    def fail_inside():
        with store.writing():
            settings.put(store, "inner", "1")
            raise RuntimeError

    with store.writing():
        settings.put(store, "outer", "1")
        with pytest.raises(RuntimeError):
            fail_inside()

    assert settings.all_settings(store) == {"outer": "1"}


def test_reading_inside_writing_sees_what_was_written_so_far(store):
    with store.writing():
        settings.put(store, "language", "fr")

        assert settings.get(store, "language") == "fr"


def test_one_reading_sees_one_state_whatever_is_saved_meanwhile(store):
    settings.put(store, "language", "es")
    with store.reading():
        before = settings.get(store, "language")
        thread = threading.Thread(target=settings.put, args=(store, "language", "pt"))
        thread.start()
        thread.join()

        assert [before, settings.get(store, "language")] == ["es", "es"]
    assert settings.get(store, "language") == "pt"


def test_writers_in_several_threads_take_turns(store):
    def count_up():
        for _ in range(20):
            with store.writing():
                number = int(settings.get(store, "n", "0"))
                settings.put(store, "n", str(number + 1))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert settings.get(store, "n") == "80"


def test_a_closed_store_says_so(store):
    store.close()

    with pytest.raises(StoreRefused, match="is closed"):
        settings.get(store, "language")


def test_closing_while_a_thread_reads_lets_it_finish(store):
    reading, closed = threading.Event(), threading.Event()
    found = []

    def read():
        with store.reading() as db:
            reading.set()
            closed.wait(10)
            found.append(db.execute("select count(*) from setting").fetchone())

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(10)
    store.close()
    closed.set()
    thread.join()

    assert len(found) == 1


def test_a_full_disk_is_said_in_a_sentence_and_nothing_saved_is_lost(store, save):
    kept = save(a_project())
    with store.writing() as db:
        pages = db.execute("pragma page_count").fetchone()[0]
        db.execute(f"pragma max_page_count = {pages}")

    with pytest.raises(StoreRefused, match="disk is full"):
        save(a_project(summary={"original": "es", "es": "agua " * 20_000}))

    assert [row.uid for row in records.every(store, "initiative")] == [kept.uid]
    assert store.integrity() == []


def test_a_file_that_may_not_be_written_is_said_in_a_sentence(store):
    with store.writing() as db:
        db.execute("pragma query_only = on")
        with pytest.raises(StoreRefused, match="may not be written"):
            settings.put(store, "language", "pt")
        db.execute("pragma query_only = off")


def test_another_program_that_holds_the_file_is_said_in_a_sentence(store, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")

        with pytest.raises(StoreRefused, match="Another program"):
            settings.put(store, "language", "pt")


def test_a_program_killed_while_it_writes_leaves_the_last_whole_state(path):
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from desktop_app.store import settings\n"
        "from desktop_app.store.database import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "settings.put(store, 'kept', '1')\n"
        "with store.writing():\n"
        "    settings.put(store, 'lost', '1')\n"
        "    os._exit(9)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=PROJECT, timeout=60, check=False
    )

    assert ended.returncode == 9
    with Store.open(path) as store:
        assert settings.all_settings(store) == {"kept": "1"}
        assert store.integrity() == []


def test_a_first_start_cut_short_is_begun_again(path):
    path.parent.mkdir()
    path.with_name("surco.db.part").write_bytes(b"half a file")

    with Store.open(path) as store:
        assert store.integrity() == []

    assert not path.with_name("surco.db.part").exists()


def test_a_proved_copy_holds_the_same_records(store, save, tmp_path):
    saved = save(a_project())

    store.copy_to(tmp_path / "copies" / "copy.db")

    with Store.open(tmp_path / "copies" / "copy.db") as copy:
        assert records.load(copy, saved.uid) == saved


def test_a_damaged_store_is_not_copied(path, by_hand, tmp_path):
    with Store.open(path) as store:
        records.save(store, a_project(), who="BO", at=AT)
    by_hand(path, "update initiative set stage = 'COM'")

    with Store.open(path) as store, pytest.raises(StoreRefused, match="damaged"):
        store.copy_to(tmp_path / "copy.db")

    assert list(tmp_path.glob("copy*")) == []
