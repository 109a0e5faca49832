"""A disk with too little room, or that takes nothing: whole files or none, and it is said."""

import os
from functools import partial
from hashlib import sha256

import pytest

from desktop_app import app
from desktop_app.actions import attaching, bundles, keeping, lists, tables
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing import print_profile
from desktop_app.actions.printing_fiche import print_fiche
from desktop_app.errors import StoreClosed, StoreRefused, UserError
from desktop_app.language import Language
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.everywhere import state_text
from desktop_app.ui.parts.page import Context
from tests.drills import subjects, tools
from tests.drills.judging import Drill
from tests.ui.test_app import _soon as soon

SIZE = 4096  # KB of the small disk
PAGE = 4096
SPANISH = Language("es")


@pytest.fixture
def small(tmp_path):
    tools.needs_small_disks()
    place = tmp_path / "small"
    tools.disk(place, SIZE)
    yield place
    tools.remove_disk(place)


@pytest.fixture
def office(tmp_path):
    """An office on a large disk with two records that are ready."""
    subjects.Exporting().prepare(tmp_path / "large")
    with open_office(tmp_path / "large" / "bo", clock=subjects.today) as opened:
        yield opened


def fill(place, left):
    """Leave so many bytes."""
    room = os.statvfs(place).f_bavail * PAGE - left
    (place / "film.mp4").write_bytes(bytes(max(0, room)))


def whole(path):
    """Tell whether a file is all that such a file is."""
    content = path.read_bytes()
    return {
        ".pdf": content.rstrip().endswith(b"%%EOF"),
        ".xlsx": content[:2] == b"PK" and b"PK\5\6" in content[-64:],
        ".csv": content.endswith(b"\n"),
    }[path.suffix]


def at_every_room(act, place, after_refusal, most=200):
    """Act with room for no page, one page, two ... until there is enough.

    Returns what was refused, each time looked at, and at last what `act` returned.
    """
    refusals = []
    for pages in range(most):
        fill(place, pages * PAGE)
        try:
            return refusals, act()
        except UserError as error:
            refusals.append(str(error))
            after_refusal()
        finally:
            (place / "film.mp4").unlink()
    raise AssertionError(f"{most} pages are not enough: {refusals[-1]}")


def names_in(folder):
    return {path.name for path in folder.rglob("*")} - {"film.mp4"}


WRITERS = {
    "fiche": (
        "f.pdf",
        lambda office, path: print_fiche(office, "BO-2026-0001", path, Edition(language=SPANISH)),
    ),
    "profile": (
        "p.pdf",
        lambda office, path: print_profile(office, "BO", path, Edition(language=SPANISH)),
    ),
    "workbook": (
        "l.xlsx",
        lambda office, path: tables.export_list(office, path, "initiative", language=SPANISH),
    ),
    "table": (
        "l.csv",
        lambda office, path: tables.export_list(office, path, "initiative", language=SPANISH),
    ),
}


@pytest.mark.case("S13")
@pytest.mark.parametrize("what", WRITERS)
def test_a_document_for_which_there_is_no_room_is_not_begun(office, small, told, what):
    name, write = WRITERS[what]

    def nothing():
        assert names_in(small) == set()

    refusals, _ = at_every_room(lambda: write(office, small / name), small, nothing)

    told(Drill(f"S13 {what} on a full disk", tried=len(refusals) + 1))
    assert refusals
    assert all("no room left" in one for one in refusals)
    assert whole(small / name)


@pytest.mark.case("S13")
def test_a_document_that_was_there_stays_when_there_is_no_room_for_the_new_one(office, small):
    path = small / "l.csv"
    path.write_bytes(b"what was there\n")
    fill(small, 0)

    with pytest.raises(UserError, match="no room left"):
        tables.export_list(office, path, "initiative", language=SPANISH)

    assert path.read_bytes() == b"what was there\n"


@pytest.mark.case("S13")
def test_a_bundle_for_which_there_is_no_room_is_not_sent(office, small, told):
    def none_half():
        assert all(bundles.verify_bundle(office, one).ok for one in small.rglob("*.surco"))
        assert all(whole(one) for one in small.rglob("*.pdf"))
        assert not list(small.rglob("*.part"))
        assert bundles.sent_and_received(office) == []

    refusals, sent = at_every_room(
        lambda: bundles.export_bundle(office, small / "post"), small, none_half
    )

    told(Drill("S13 bundle on a full disk", tried=len(refusals) + 1))
    assert refusals
    assert all("no room left" in one for one in refusals)
    assert bundles.verify_bundle(office, sent.bundle).records == subjects.FEW
    assert len(bundles.sent_and_received(office)) == 1


@pytest.fixture
def cramped(small):
    """An office whose records lie on the small disk."""
    subjects.Saving().prepare(small)
    with open_office(small / "bo", clock=subjects.today) as opened:
        yield opened


@pytest.mark.case("S13")
def test_a_backup_for_which_there_is_no_room_is_not_there(cramped, small, told):
    folder = cramped.home / "backups"
    folder.mkdir()

    def nothing():
        assert names_in(folder) == set()

    refusals, made = at_every_room(lambda: keeping.back_up(cramped, always=True), small, nothing)

    told(Drill("S13 backup on a full disk", tried=len(refusals) + 1))
    assert refusals
    assert {one.partition(" to ")[0] for one in refusals} == {"The backup could not be written"}
    assert [one.path for one in keeping.all_backups(cramped)] == [made.backup.path]


@pytest.mark.case("S13")
def test_a_save_for_which_there_is_no_room_leaves_the_record_as_it_was(cramped, small, told):
    record = subjects.first(cramped)
    long = record.with_values(summary={"original": "es", "es": "agua " * 4000})

    def as_it_was():
        assert subjects.first(subjects.sound(cramped)) == record

    refusals, saved = at_every_room(
        lambda: subjects.entering.enter_record(cramped, long), small, as_it_was
    )

    told(Drill("S13 save on a full disk", tried=len(refusals) + 1))
    assert refusals
    assert all(one.startswith("The disk is full: this was not saved.") for one in refusals)
    assert subjects.first(subjects.sound(cramped)) == saved


@pytest.mark.case("S13")
def test_a_file_for_which_there_is_no_room_is_not_added(cramped, small, tmp_path, told):
    (tmp_path / "acta.txt").write_bytes(b"Acta de la reuni\xc3\xb3n\n" * 2000)

    def nothing_half():
        kept = [path for path in (cramped.home / "files").rglob("*") if path.is_file()]
        assert [sha256(path.read_bytes()).hexdigest() for path in kept] == [
            one.name for one in kept
        ]

    refusals, filed = at_every_room(
        lambda: attaching.attach(cramped, tmp_path / "acta.txt"), small, nothing_half
    )

    told(Drill("S13 attachment on a full disk", tried=len(refusals) + 1))
    assert refusals
    assert attaching.content_of(subjects.sound(cramped), filed)


@pytest.mark.case("S14")
def test_a_disk_that_is_closed_can_be_read_and_it_is_said_that_nothing_is_saved(small):
    subjects.Saving().prepare(small)
    tools.close_disk(small)

    with pytest.raises(StoreClosed, match="may not be written"):
        open_office(small / "bo")
    with open_office(small / "bo", read_only=True) as office:
        record = subjects.first(subjects.sound(office))
        with pytest.raises(StoreRefused, match="read only; nothing was saved"):
            subjects.entering.enter_record(office, record.with_values(local_code="MRE-12"))

        assert lists.list_count(office, "initiative") == subjects.FEW


@pytest.mark.case("S14")
def test_a_disk_that_is_closed_while_an_office_is_open_refuses_the_save_and_is_read_on(small):
    subjects.Saving().prepare(small)
    with open_office(small / "bo") as office:
        record = subjects.first(office)
        # a disk cannot be closed under a file that is open to be written: SQLite is told so
        with office.store.writing() as db:
            db.execute("pragma query_only = on")

        with pytest.raises(StoreClosed, match="may not be written"):
            subjects.entering.enter_record(office, record.with_values(local_code="MRE-12"))

        assert subjects.first(subjects.sound(office)) == record


@pytest.mark.case("S13")
def test_no_office_is_half_made_on_a_full_disk(small):
    fill(small, 100 * PAGE)
    make = partial(set_up, small / "bo", code="BO", name="Oficina", clock=subjects.today)

    with pytest.raises(UserError):
        make()
    (small / "film.mp4").unlink()
    with make() as office:
        assert subjects.sound(office).code == "BO"


@pytest.mark.case("S14")
def test_the_window_opens_a_closed_folder_to_read_and_says_so(qtbot, small):
    subjects.Saving().prepare(small)
    tools.close_disk(small)
    said = []

    def close(window):
        said.append(window.frame.messages.text)
        window.close()

    soon(MainWindow, close)

    assert app.run(small / "bo", "en") == 0
    (text,) = said
    assert text.startswith("The folder of the records may not be written: they are open to read")


@pytest.mark.case("S14")
def test_a_record_in_a_closed_folder_is_shown_locked_and_it_is_said_why(qtbot, small):
    subjects.Saving().prepare(small)
    tools.close_disk(small)
    background = Background()
    with open_office(small / "bo", read_only=True) as office:
        context = Context(office, Language("en"), background)
        page = RecordPage(context, subjects.first(office))
        qtbot.addWidget(page, before_close_func=lambda one: one.close_page())
        page.show()
        line = page.form.blocks["local_code"].edit.line
        qtbot.keyClicks(line, "MRE-12")
        foot = state_text(office, Language("en"))

        assert line.text() == ""
        assert page.saved.text().startswith("Open to read only")
        assert foot.startswith("Open to read only: the folder may not be written.")
    background.close()
