"""Going back to a backup: what goes is named first, what was there stays beside it."""

from dataclasses import replace

import pytest

from desktop_app.actions import keeping, records, restoring
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import Cancelled, StoreDamaged, UserError
from tests.actions.conftest import today
from tests.builders import a_project


@pytest.fixture
def past(tmp_path):
    """Return the home of a closed office with a backup of one record, of two it has now."""
    with set_up(tmp_path / "bo", code="BO", name="Oficina", clock=today) as office:
        kept = records.enter_record(office, replace(a_project(), human_code="", status="draft"))
        backup = keeping.back_up(office).backup
        records.edit_record(office, kept.human_code, {"stage": "COM"})
        records.enter_record(office, replace(a_project(), human_code="", status="draft"))
    return office.home, backup.path


def test_what_would_go_is_named_before(past):
    home, backup = past

    loss = restoring.what_would_go(home, backup)

    assert loss.known
    assert sorted(one.missing for one in loss.records) == [False, True]
    assert restoring.name_of(loss.records[0], "fr") == "Gestión del agua en cuencas altoandinas"


def test_a_restored_office_opens_with_what_it_had_then(past):
    home, backup = past

    kept = restoring.restore(home, backup)

    with open_office(home) as office:
        assert office.code == "BO"
        assert keeping.all_backups(office)[0].records == 1
    assert kept.exists()


def test_a_damaged_store_is_refused_by_its_own_name_and_can_be_restored(past):
    home, backup = past
    (home / "surco.db").write_bytes(b"burnt" * 2000)

    with pytest.raises(StoreDamaged):
        open_office(home)
    loss = restoring.what_would_go(home, backup)
    restoring.restore(home, backup)

    assert not loss.known
    open_office(home).close()


def test_the_newest_sound_backup_is_offered(past):
    home, backup = past
    later = backup.with_name("surco-2027-01-01T00-00-00Z.db")
    later.write_bytes(backup.read_bytes()[:5000])

    assert restoring.newest_good(home).path == backup


def test_an_office_without_backups_has_none_to_offer(tmp_path):
    assert restoring.newest_good(tmp_path) is None


def test_another_office_s_backup_is_refused(past, tmp_path):
    home, _backup = past
    with set_up(tmp_path / "co", code="CO", name="Otra", clock=today) as other:
        theirs = keeping.back_up(other).backup.path

    with pytest.raises(UserError, match="records of CO, not of BO"):
        restoring.restore(home, theirs)


def test_a_restored_office_seals_into_a_new_stream(past):
    home, backup = past
    with open_office(home) as office:
        before = office.setting("stream")

    restoring.restore(home, backup)

    with open_office(home) as office:
        assert office.setting("stream") != before


@pytest.mark.parametrize("steps", range(4))
def test_a_restore_that_is_stopped_leaves_all_as_it_was(past, steps):
    home, backup = past
    before = (home / "surco.db").read_bytes()
    left = iter(range(steps))

    def stop(_done, _total):
        if next(left, None) is None:
            raise Cancelled

    with pytest.raises(Cancelled):
        restoring.restore(home, backup, step=stop)

    assert (home / "surco.db").read_bytes() == before
    assert list(home.glob("*.db.part")) == list(home.glob("surco-before-*")) == []
