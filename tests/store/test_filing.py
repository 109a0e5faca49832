import hashlib

import pytest

from desktop_app.errors import StoreRefused
from desktop_app.store import filing
from desktop_app.store.filing import Filed

CONTENT = b"acta de la comision mixta"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def files_of(store):
    return [path for path in filing.folder_of(store.path).rglob("*") if path.is_file()]


def test_a_content_is_kept_under_its_hash_and_comes_back(store):
    assert filing.put(store, CONTENT) == DIGEST
    assert filing.content(store, DIGEST) == CONTENT


def test_the_same_content_twice_is_kept_once(store):
    filing.put(store, CONTENT)
    [path] = files_of(store)
    before = path.stat().st_mtime_ns
    filing.put(store, CONTENT)

    assert files_of(store) == [path]
    assert path.stat().st_mtime_ns == before


def test_one_that_is_not_here_says_so(store):
    with pytest.raises(StoreRefused, match="not arrived"):
        filing.content(store, DIGEST)


def test_a_damaged_one_is_told_of_and_mended_by_adding_it_again(store):
    filing.put(store, CONTENT)
    [path] = files_of(store)
    path.write_bytes(b"something else")
    with pytest.raises(StoreRefused, match="damaged"):
        filing.content(store, DIGEST)
    damaged = filing.damaged(store, [DIGEST])
    filing.put(store, CONTENT)

    assert damaged == [DIGEST]
    assert filing.content(store, DIGEST) == CONTENT


def test_a_name_that_is_no_hash_reaches_no_file(store):
    with pytest.raises(ValueError, match="etc"):
        filing.content(store, "../../etc/passwd")


def test_a_disk_that_fails_leaves_nothing_half(store, monkeypatch):
    def fails(*_args):
        raise OSError(28, "no space")

    monkeypatch.setattr("desktop_app.paths.os.fsync", fails)
    with pytest.raises(Exception, match="no room"):
        filing.put(store, CONTENT)

    assert files_of(store) == []


def test_what_a_kill_left_half_is_no_file_and_stands_in_nobodys_way(store):
    place = filing.folder_of(store.path) / DIGEST[:2]
    place.mkdir(parents=True)
    (place / f"{DIGEST}.part").write_bytes(CONTENT[:5])
    before = filing.has(store, DIGEST)
    filing.put(store, CONTENT)

    assert not before
    assert [path.name for path in files_of(store)] == [DIGEST]


def test_a_file_waits_until_an_answer_names_it_and_again_when_one_lacks_it(store):
    filing.note(store, Filed(sha256=DIGEST, size=len(CONTENT), type="text/plain"))
    first = filing.unacknowledged(store)
    filing.acknowledge(store, [DIGEST], "answer", "SELA")
    then = filing.unacknowledged(store)
    filing.ask_again(store, [DIGEST], "SELA")

    assert (first, then, filing.unacknowledged(store)) == ({DIGEST}, set(), {DIGEST})


def test_a_file_that_arrived_at_one_office_still_goes_to_another(store):
    filing.note(store, Filed(sha256=DIGEST, size=len(CONTENT), type="text/plain"))
    filing.acknowledge(store, [DIGEST], "answer", "BO")
    one = filing.unacknowledged(store, "BO"), filing.unacknowledged(store, "SELA")
    filing.acknowledge(store, [DIGEST], "another", "SELA")
    filing.ask_again(store, [DIGEST], "BO")
    then = filing.unacknowledged(store, "BO"), filing.unacknowledged(store, "SELA")

    assert one == (set(), {DIGEST})
    assert then == ({DIGEST}, set())


def test_only_what_lacks_and_is_sound_is_copied(store, tmp_path):
    filing.put(store, CONTENT)
    filing.put(store, b"another")
    target = tmp_path / "stick"
    source = filing.folder_of(store.path)
    first = filing.copy_missing(source, target)
    again = filing.copy_missing(source, target)
    (source / "ab").mkdir(exist_ok=True)
    (source / "ab" / ("ab" * 32)).write_bytes(b"not what its name says")

    assert (first, again, filing.copy_missing(source, target)) == (2, 0, 0)
    assert (target / DIGEST[:2] / DIGEST).read_bytes() == CONTENT
