"""Where an office may lie, and moving it from where it may not."""

from pathlib import Path

import pytest

from desktop_app.actions import keeping, places, records
from desktop_app.actions.moving import move
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.places import cloud_of, mounts_in, network_of, trouble_of
from desktop_app.errors import Cancelled, UserError
from tests.actions.conftest import today
from tests.builders import a_project

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/oficina /mnt/oficina cifs rw 0 0
nas:/vol /mnt/red\\040nacional nfs4 rw 0 0
me@host: /media/ana/remoto fuse.sshfs rw 0 0
/dev/sdb1 /mnt/oficina/usb vfat rw 0 0
tmpfs /run tmpfs rw 0 0
"""


@pytest.mark.case("S21")
@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/media/ana/OneDrive/surco", "OneDrive"),
        ("/media/mac/ana/OneDrive - Ministerio/surco", "OneDrive"),
        ("/media/ana/Dropbox (Personal)/a/surco", "Dropbox"),
        ("/media/mac/ana/Library/CloudStorage/GoogleDrive-ana@example.org/surco", "Google Drive"),
        ("/media/ana/Google Drive/surco", "Google Drive"),
        ("/media/mac/ana/Library/Mobile Documents/surco", "iCloud"),
        ("/media/mac/ana/iCloud Drive/surco", "iCloud"),
        ("/media/ana/dropboxes/surco", ""),
        ("/media/ana/.local/share/surco", ""),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(folder, cloud):
    assert cloud_of(Path(folder)) == cloud


@pytest.mark.case("S21")
@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/mnt/oficina/surco", "cifs"),
        ("/mnt/oficina/usb/surco", ""),
        ("/mnt/red nacional/surco", "nfs4"),
        ("/media/ana/remoto", "fuse.sshfs"),
        ("/media/ana", ""),
        ("//server/share/surco", "share"),
        ("\\\\server\\share\\surco", "share"),
        ("/run/surco", ""),
    ],
)
def test_a_network_disk_is_known_by_its_mount_or_its_name(folder, network):
    assert network_of(Path(folder), mounts_in(MOUNTS)) == network


def test_a_folder_of_this_computer_is_no_trouble(tmp_path):
    assert trouble_of(tmp_path / "surco") is None


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "surco").symlink_to(tmp_path / "Dropbox")

    assert trouble_of(tmp_path / "surco").cloud == "Dropbox"


@pytest.mark.case("S21", "X11")
@pytest.mark.parametrize("name", ["Dropbox/surco", "x" * 110 + "/" + "y" * 110])
def test_no_office_is_made_where_its_records_are_not_safe(tmp_path, name):
    home = tmp_path / name

    with pytest.raises(UserError, match=r"destroy the records|too long"):
        set_up(home, code="BO", name="Oficina")

    assert not home.exists()


@pytest.fixture
def cloudy(tmp_path, monkeypatch):
    """Return the home of an office that lies in a cloud folder, with a record and a backup."""
    home = tmp_path / "Dropbox" / "surco"
    with monkeypatch.context() as before_we_looked:
        before_we_looked.setattr(places, "_CLOUDS", {})
        with set_up(home, code="BO", name="Oficina", clock=today) as office:
            record = records.blank(office, "initiative").with_values(**a_project().values)
            records.enter_record(office, record)
            keeping.back_up(office)
    return home


@pytest.mark.case("S21")
def test_an_office_in_a_cloud_folder_opens_and_can_be_moved(cloudy, tmp_path):
    target = tmp_path / "here"

    kept = move(cloudy, target, today)

    with open_office(target) as office:
        assert office.store.integrity() == []
        assert [one.records for one in keeping.all_backups(office)] == [1]
        with office.signer() as signer:
            assert signer.public_key == office.setting("public_key")
    assert not cloudy.exists()
    assert (kept / "surco.db").exists()
    assert kept.name == "surco-moved-2026-03-15T12-00-00Z"


def test_an_office_is_not_moved_into_a_folder_that_holds_something(cloudy, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "letter.txt").write_text("x")

    with pytest.raises(UserError, match="holds something already"):
        move(cloudy, tmp_path / "here")

    open_office(cloudy).close()


def test_an_open_office_is_not_moved(cloudy, tmp_path):
    with open_office(cloudy), pytest.raises(UserError, match="open in another window"):
        move(cloudy, tmp_path / "here")

    assert not (tmp_path / "here").exists()


def test_a_better_place_is_the_usual_folder_when_it_is_free(cloudy, home):
    free = places.better_place(cloudy)
    home.mkdir()
    (home / "surco.db").write_text("taken")

    assert free == home
    assert places.better_place(cloudy) is None


def test_a_move_that_is_stopped_leaves_nothing_there_and_can_be_done_again(cloudy, tmp_path):
    def stop(done, total):
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        move(cloudy, tmp_path / "here", step=stop)

    assert not (tmp_path / "here").exists()
    assert move(cloudy, tmp_path / "here", today).exists()
