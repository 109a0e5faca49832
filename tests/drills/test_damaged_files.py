"""A store that is cut, changed by a byte, newer, or beside another's journal: told, never mixed."""

import random
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from desktop_app.actions import lists, salvaging
from desktop_app.actions import records as entering
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import StoreDamaged, StoreRefused
from desktop_app.store import integrity, records, schema
from desktop_app.store.database import Store
from desktop_app.store.opening import refusals
from tests.builders import a_contact, a_project, a_source
from tests.drills import subjects
from tests.drills.judging import Drill

AT = "2026-11-23T17:08:51Z"
FLIPS = 500
KINDS = ("initiative", "source", "contact")


@pytest.fixture
def closed(tmp_path):
    """Return the home of a closed office with two records."""
    subjects.Saving().prepare(tmp_path)
    return tmp_path / "bo"


@pytest.mark.case("S15")
@pytest.mark.parametrize("kept", [0, 1, 99, 512, 4095, 4096, 40_960, -4096, -4095])
def test_a_cut_file_is_refused_and_never_replaced_by_a_fresh_one(closed, kept):
    path = closed / "surco.db"
    content = path.read_bytes()[: kept or None] if kept else b""
    path.write_bytes(content)

    with pytest.raises(StoreDamaged):
        prove(closed)

    assert path.read_bytes() == content


@pytest.mark.case("S15")
@pytest.mark.parametrize("content", [b"\0" * 40_960, b"no database\n" * 3000, b"PK\3\4" * 999])
def test_what_is_no_store_is_refused_and_left_alone(closed, content):
    path = closed / "surco.db"
    path.write_bytes(content)

    with pytest.raises(StoreDamaged, match=r"left as it is\. Copies lie in"):
        open_office(closed)

    assert path.read_bytes() == content


def prove(home):
    """Open an office and prove it, as `surco check` does. Raises StoreDamaged."""
    with open_office(home) as office:
        damage = office.store.integrity()
        if damage:
            raise StoreDamaged("{damage}", damage=damage[0])


def long_project(human_code, **values):
    summary = {"original": "es", "es": f"Resumen de {human_code}. " * 30}
    return a_project(summary=summary, human_code=human_code, **values)


@pytest.fixture
def filled(quick):
    """Return the path of a closed store with records of three kinds, and these."""
    path = quick / "surco.db"
    with Store.open(path) as store:
        made = [
            maker(
                uid=f"00000000-0000-4000-8000-{kind}0000000{number}",
                human_code=f"BO-2026-{kind}0{number}",
            )
            for kind, maker in enumerate((long_project, a_source, a_contact))
            for number in range(9)
        ]
        saved = records.save_many(store, made, who="BO", at=AT)
    return path, {record.uid: record for record in saved}


@pytest.mark.case("S16")
def test_one_changed_byte_is_found_or_the_content_is_the_same(filled, told):
    path, saved = filled
    content = path.read_bytes()
    chance = random.Random(16)  # noqa: S311 - chances, not secrets
    drill, begun = Drill("S16 one byte changed"), time.monotonic()
    found = {"refused": 0, "named": 0, "same": 0}
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        changed = bytearray(content)
        changed[place] ^= 1 << bit
        path.write_bytes(changed)
        what = what_is_found(path, saved)
        found[what] = found.get(what, 0) + 1
        drill.tried += 1
        drill.corrupt += what == "unseen"
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
    drill.seconds = time.monotonic() - begun
    told(drill)

    assert drill.corrupt == 0, found
    assert found["refused"] + found["named"] > 50
    assert found["same"] > 50


def what_is_found(path, saved):
    """Open a store of which a byte was changed; tell how it is seen, or that it is not."""
    try:
        with Store.open(path) as store:
            damage = store.integrity()
            there = {}
            for kind in KINDS:
                try:
                    there |= {one.uid: one for one in records.every(store, kind)}
                except StoreRefused as error:
                    damage = [*damage, str(error)]
            return "named" if damage else "same" if there == saved else "unseen"
    except StoreRefused:
        return "refused"


@pytest.mark.case("S16")
def test_a_changed_byte_of_a_record_is_told_by_the_name_of_the_record(filled):
    path, saved = filled
    one = next(record for record in saved.values() if record.kind == "initiative")
    content = path.read_bytes()
    place = content.index(one["summary"]["es"][:60].encode())
    path.write_bytes(content[:place] + b"X" + content[place + 1 :])

    with Store.open(path) as store:
        assert store.integrity() == [f"initiative {one.human_code}"]
        with pytest.raises(StoreRefused, match=f"“{one.human_code}” in the file is damaged"):
            list(records.every(store, "initiative"))


def dead(folder, code, numbers):
    """Return an office that died with some saves in its journal alone."""
    made = {"code": code, "name": "Oficina", "clock": subjects.today}
    with set_up(folder / code, **made) as office:
        for number in numbers[:2]:
            save(office, number)
    with open_office(folder / code) as office:
        for number in numbers[2:]:
            save(office, number)
        copy = folder / f"{code}-dead"
        shutil.copytree(folder / code, copy)  # as it lies on the disk while it is open
    return copy


def save(office, number):
    title = {"original": "es", "es": f"Proyecto {number} de {office.code}"}
    uid = f"00000000-0000-4000-8000-00000004{number:04d}"
    made = a_project(title=title, uid=uid, office=office.code, human_code="", status="draft")
    return entering.enter_record(office, made)


@pytest.fixture
def killed(tmp_path):
    return dead(tmp_path, "BO", range(7)), dead(tmp_path, "PE", range(100, 130))


def log_of(home):
    return home / "surco.db-wal"


def codes_and_titles(home):
    """Return the office that a store says it is, and the titles of its records, all proved."""
    with open_office(home) as office:
        rows = lists.list_rows(subjects.sound(office), "initiative")
        return office.code, sorted(row.title["es"] for row in rows)


def titles_of(code, numbers):
    return code, [f"Proyecto {number} de {code}" for number in numbers]


@pytest.mark.case("S17")
def test_without_its_journal_a_store_opens_to_what_had_come_into_the_file(killed):
    home, _other = killed
    before = codes_and_titles(shutil.copytree(home, home.with_name("whole")))
    log_of(home).unlink()

    assert before == titles_of("BO", range(7))
    assert codes_and_titles(home) == titles_of("BO", range(2))


@pytest.mark.case("S17")
def test_the_journal_of_another_store_is_never_mixed_in(killed):
    home, other = killed
    shutil.copyfile(log_of(other), log_of(home))

    for read_only in (False, True):
        with pytest.raises(StoreDamaged, match="belongs to other records; nothing was opened"):
            open_office(home, read_only=read_only)
    salvaging.salvage(home)

    assert codes_and_titles(home) == titles_of("BO", range(2))


@pytest.mark.case("S17")
def test_a_torn_journal_gives_what_was_whole_in_it(killed):
    home, _other = killed
    content = log_of(home).read_bytes()
    seen = set()
    for cut in range(0, len(content), 9 * 1024):
        copy = shutil.copytree(home, home.with_name(f"cut-{cut}"))
        log_of(copy).write_bytes(content[:cut])
        code, titles = codes_and_titles(copy)
        seen.add(len(titles))
        assert (code, titles) == titles_of("BO", range(len(titles)))

    assert seen >= {2, 6}


@pytest.mark.case("S23")
def test_a_store_of_a_newer_surco_is_refused_with_its_form_and_not_touched(closed):
    path = closed / "surco.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"pragma user_version = {schema.NEWEST + 3}")
        db.execute("create table of_tomorrow (x)")
    content = path.read_bytes()
    before = {one.name for one in closed.iterdir()}

    for read_only in (False, True):
        with pytest.raises(StoreRefused, match=rf"form {schema.NEWEST + 3}.*up to {schema.NEWEST}"):
            open_office(closed, read_only=read_only)

    assert path.read_bytes() == content
    assert {one.name for one in closed.iterdir()} == before


def test_a_disk_without_room_to_look_is_not_taken_for_damage(closed):
    full = sqlite3.OperationalError("disk I/O error")
    full.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE

    class Failing:
        def execute(self, _sql):
            raise full

    with pytest.raises(StoreRefused, match="did not take"), refusals(closed / "surco.db"):
        integrity.damage(Failing())


@pytest.mark.case("S16")
def test_a_damaged_name_in_what_sqlite_says_is_told_like_any_damage(closed):
    path = closed / "surco.db"
    content = path.read_bytes()
    place = content.index(b"CREATE INDEX listing_status")
    path.write_bytes(content[:place] + b"CREATE INDEX listing_\xce" + content[place + 22 :])

    with pytest.raises(StoreDamaged):
        prove(closed)
