"""Saving what can be saved: sound rows, the newest backup, sealed versions; the rest is named."""

import random
import sqlite3
from contextlib import closing

import pytest

from desktop_app.actions import bundles, erasing, keeping, keys, lists, records, salvaging
from desktop_app.actions.checking import check_store
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.salvaging import Came
from desktop_app.errors import Cancelled, StoreRefused, UserError
from desktop_app.store import schema_pages
from tests.actions.conftest import today
from tests.builders import a_contact, a_project

PAGE = 4096
BEFORE, AFTER = 20, 30  # records at the time of the backup, and when the disk failed


def enter(office, number):
    title = {"original": "es", "es": f"Proyecto de ejemplo {number}"}
    uid = f"00000000-0000-4000-8000-00000003{number:04d}"
    made = a_project(title=title, uid=uid, human_code="", status="draft")
    return records.enter_record(office, made)


@pytest.fixture
def home(tmp_path):
    """A closed office with a backup of 20 records, 5 of them sent, and 10 records since."""
    with set_up(tmp_path / "bo", code="BO", name="Oficina", clock=today) as office:
        for number in range(BEFORE):
            record = enter(office, number)
            if number < 5:
                records.mark_ready(office, record)
        bundles.export_bundle(office, tmp_path / "post")
        keeping.back_up(office)
        for number in range(BEFORE, AFTER):
            enter(office, number)
    return office.home


def root_of(home, table):
    """Return the page from which all others of a table are reached."""
    with closing(sqlite3.connect(home / "surco.db")) as db:
        sql = "select rootpage from sqlite_schema where name = ?"
        return db.execute(sql, (table,)).fetchone()[0]


def destroy(home, pages):
    """Fill pages of the file with zeros, as a failing disk does."""
    path = home / "surco.db"
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def spoil(home, sql, *values):
    with closing(sqlite3.connect(home / "surco.db")) as db, db:
        db.execute(sql, values)


def holds(home):
    with open_office(home, clock=today) as office:
        assert check_store(office).integrity == "ok"
        return lists.list_count(office, "initiative")


def test_what_the_damaged_file_still_holds_is_kept_though_the_backup_is_older(home):
    destroy(home, [root_of(home, "listing"), root_of(home, "listing_by_state")])

    made = salvaging.salvage(home, clock=today)

    assert made.counts() == {"kept": AFTER, "backup": 0, "sealed": 0, "lost": 0}
    assert holds(home) == AFTER


def test_a_record_with_a_changed_byte_comes_from_the_backup(home):
    code = "BO-2026-0009"
    spoil(home, "update initiative set stage = 'SUS' where human_code = ?", code)

    made = salvaging.salvage(home, clock=today)

    (back,) = [one for one in made.records if one.came is Came.BACKUP]
    assert (back.human_code, made.count(Came.KEPT)) == (code, AFTER - 1)
    assert holds(home) == AFTER


def test_without_a_backup_a_record_that_was_sealed_comes_back_as_it_was_sealed(home):
    for backup in (home / "backups").iterdir():
        backup.unlink()
    with open_office(home, clock=today) as office:
        before = records.find(office, "BO-2026-0002")
    spoil(home, "update initiative set stage = 'SUS' where human_code = 'BO-2026-0002'")

    made = salvaging.salvage(home, clock=today)

    with open_office(home, clock=today) as office:
        after = records.find(office, "BO-2026-0002")
    assert made.counts() == {"kept": AFTER - 1, "backup": 0, "sealed": 1, "lost": 0}
    assert (after.values, after.heads) == (before.values, before.heads)


def test_a_bundle_that_was_sent_fills_what_neither_file_nor_backup_has(home, tmp_path):
    for backup in (home / "backups").iterdir():
        backup.unlink()
    spoil(home, "update initiative set stage = 'SUS' where human_code = 'BO-2026-0002'")
    spoil(home, "delete from sent")
    spoil(home, "delete from revision")

    made = salvaging.salvage(home, [tmp_path / "post"], clock=today)

    assert (made.bundles, made.count(Came.SEALED)) == (1, 1)
    assert holds(home) == AFTER


def test_a_bundle_of_somebody_else_fills_nothing(home, tmp_path):
    with set_up(tmp_path / "co", code="CO", name="Otra", clock=today) as other:
        title = {"original": "es", "es": "Proyecto de otra oficina"}
        made = a_project(title=title, office="CO", human_code="", status="draft")
        records.mark_ready(other, records.enter_record(other, made))
        bundles.export_bundle(other, tmp_path / "theirs")

    made = salvaging.salvage(home, [tmp_path / "theirs"], clock=today)

    assert made.bundles == 0
    assert holds(home) == AFTER


def test_what_is_lost_is_named(home):
    for backup in (home / "backups").iterdir():
        backup.unlink()
    spoil(home, "update initiative set stage = 'SUS' where human_code = 'BO-2026-0025'")

    made = salvaging.salvage(home, clock=today)

    (lost,) = [one for one in made.records if one.came is Came.LOST]
    told = made.report.read_text().splitlines()
    assert lost.human_code == "BO-2026-0025"
    assert told[0].startswith("initiative\tBO-2026-0025\tlost")
    assert len(told) == AFTER
    assert holds(home) == AFTER - 1


def test_a_file_that_does_not_say_its_tables_any_more_is_read_by_those_of_the_backup(home):
    destroy(home, schema_pages.pages((home / "surco.db").read_bytes()))

    made = salvaging.salvage(home, clock=today)

    assert made.count(Came.KEPT) == AFTER
    assert holds(home) == AFTER


def test_records_whose_table_is_not_to_be_reached_are_reached_by_the_pages_of_the_backup(home):
    destroy(home, [root_of(home, "initiative")])

    made = salvaging.salvage(home, clock=today)

    newer = [one for one in made.records if one.came is Came.KEPT]
    assert newer  # though all that leads to them in the file itself is gone
    assert all(one.human_code > f"BO-2026-{BEFORE:04d}" for one in newer)
    assert made.count(Came.BACKUP) == BEFORE
    assert holds(home) == BEFORE + len(newer)


def test_of_a_file_with_nothing_in_it_the_backup_is_what_is_left(home):
    (home / "surco.db").write_bytes(b"burnt" * 3000)

    made = salvaging.salvage(home, clock=today)

    assert made.counts() == {"kept": 0, "backup": BEFORE, "sealed": 0, "lost": 0}
    assert holds(home) == BEFORE


def test_a_record_that_was_taken_back_since_the_backup_stays_away(home):
    spoil(home, "delete from initiative where human_code = 'BO-2026-0007'")
    spoil(home, "delete from listing where human_code = 'BO-2026-0007'")

    salvaging.salvage(home, clock=today)

    assert holds(home) == AFTER - 1


def test_nothing_is_changed_where_nothing_can_be_saved(home):
    (home / "surco.db").write_bytes(b"burnt" * 3000)
    for backup in (home / "backups").iterdir():
        backup.unlink()

    with pytest.raises(UserError, match="whose records these are"):
        salvaging.salvage(home, clock=today)

    assert (home / "surco.db").read_bytes() == b"burnt" * 3000
    assert not list(home.glob("salvage-*"))


def test_an_open_store_is_not_salvaged(home):
    with open_office(home), pytest.raises(StoreRefused, match="open in another window"):
        salvaging.salvage(home, clock=today)


def test_a_damaged_key_in_the_list_of_trusted_ones_is_not_taken(home, tmp_path):
    with set_up(tmp_path / "sela", code="SELA", name="S", role="secretariat") as sela:
        keys.make_card(sela, tmp_path / "card.surco")
    with open_office(home, clock=today) as office:
        keys.trust_card(office, keys.read_card(tmp_path / "card.surco"))
        keeping.back_up(office)
        known = office.trusted()
    spoil(home, "update trusted set public_key = 'RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZyk'")

    salvaging.salvage(home, clock=today)

    with open_office(home, clock=today) as office:
        assert office.trusted() == known


@pytest.mark.parametrize("seed", range(6))
def test_whatever_pages_are_gone_what_is_saved_is_sound_and_every_record_is_told_of(home, seed):
    count = (home / "surco.db").stat().st_size // PAGE
    chance = random.Random(seed)  # noqa: S311 - chances, not secrets
    destroy(home, chance.sample(range(1, count + 1), 10))

    made = salvaging.salvage(home, clock=today)

    assert holds(home) == len(made.records) - made.count(Came.LOST) >= BEFORE


def test_a_person_erased_since_the_backup_does_not_come_back_out_of_it(tmp_path):
    with set_up(tmp_path / "one", code="BO", name="Oficina", clock=today) as office:
        given = records.from_plain(
            office, "contact", dict(a_contact(name="Persona Ficticia").values)
        )
        person = records.mark_ready(office, records.enter_record(office, given))
        enter(office, 1)
        keeping.back_up(office)
        erasing.erase(office, person, "Withdrew the consent")
    destroy(office.home, [root_of(office.home, "listing"), root_of(office.home, "change")])
    salvaging.salvage(office.home, clock=today)
    with open_office(office.home, clock=today) as again:
        there = records.find(again, person.uid)
        assert check_store(again).integrity == "ok"

    assert (there.values, there.status) == ({}, "withdrawn")
    assert b"Persona Ficticia" not in (office.home / "surco.db").read_bytes()


def contents(home):
    """Return what each file of a folder holds, without those that SQLite keeps while it reads."""
    there = [path for path in home.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in there if not path.name.endswith(("-shm", "-wal"))}


@pytest.mark.parametrize("last", [0, 40, 69, 90])
def test_saving_that_is_stopped_leaves_the_folder_as_it_was(home, last):
    destroy(home, [root_of(home, "listing")])
    before = contents(home)

    def step(done, _total):
        if done >= last:
            raise Cancelled

    with pytest.raises(Cancelled):
        salvaging.salvage(home, clock=today, step=step)

    assert contents(home) == before


def test_saving_says_how_far_it_is(home):
    told = []

    salvaging.salvage(home, clock=today, step=lambda done, total: told.append((done, total)))

    assert len(set(told)) > 10
    assert told == sorted(told)
    assert {total for _done, total in told} == {100}
