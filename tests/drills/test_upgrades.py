"""Files of every form there was are upgraded to equal content; much of it in little memory."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from desktop_app.actions.office import set_up
from desktop_app.store import records, schema, search
from desktop_app.store.database import Store
from desktop_app.store.opening import connect_writer
from desktop_app.store.rows import row_hash
from tests.builders import PROJECT, a_contact, a_project, a_source, an_organisation
from tests.drills.judging import Drill
from tests.store.first_release import ASKED, AT, made_by_first_release

FIRST = 3  # the form of the first release
MANY = int(os.environ.get("SURCO_DRILL_RECORDS", "1000"))  # 50000 by hand: README
MEMORY = 512 * 1024 * 1024


def some(count):
    """Return records of the four kinds that the first release had."""
    makers = (a_project, a_source, an_organisation, a_contact)
    return [makers[number % 4](version=1) for number in range(count)]


def brought_to(path, form, records):
    """Make a file as the program of a form left it."""
    path.parent.mkdir()
    made_by_first_release(path, records)
    with closing(connect_writer(path)) as db:
        schema.upgrade(db, schema.STEPS[:form])


def content_of(path):
    """Return the hash of every record: its seal proved, without the columns it does not fill."""
    seen = hashlib.sha256()
    with closing(sqlite3.connect(path)) as db:
        for kind in sorted(ASKED):
            cursor = db.execute(f'select * from "{kind}" order by uid')  # noqa: S608 - our names
            names = [column[0] for column in cursor.description]
            for row in cursor:
                seal = row[names.index("hash")]
                assert seal == row_hash(kind, names, row)
                seen.update(seal.encode())
    return seen.hexdigest()


@pytest.mark.case("S24")
@pytest.mark.parametrize("form", range(FIRST, schema.NEWEST + 1))
@pytest.mark.parametrize("count", [0, 1])
def test_a_file_of_every_form_is_upgraded_to_equal_content(tmp_path, form, count):
    path = tmp_path / "office" / "surco.db"
    brought_to(path, form, some(count))
    before = content_of(path)

    with Store.open(path) as store:
        damage = store.integrity()
        listed = sum(len(search.rows(store, kind)) for kind in ASKED)

    assert damage == []
    assert listed == count
    assert content_of(path) == before


@pytest.mark.case("S24")
@pytest.mark.parametrize("form", [FIRST, schema.NEWEST - 1])
def test_a_large_file_is_upgraded_to_equal_content(tmp_path, form, told):
    path = tmp_path / "office" / "surco.db"
    brought_to(path, form, some(MANY))
    before = content_of(path)
    begun = time.monotonic()

    with Store.open(path) as store:
        listed = sum(search.count(store, kind) for kind in ASKED)

    told(Drill(f"S24 form {form}, {MANY} records", 1, seconds=time.monotonic() - begun))
    assert listed == MANY
    assert content_of(path) == before


IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from desktop_app.actions import checking, keeping, lists, records, tables
from desktop_app.actions.office import open_office
from desktop_app.language import Language
with open_office(Path(sys.argv[1])) as office:
    count = sum(lists.list_count(office, kind) for kind in office.kinds)
    rows = lists.list_rows(office, "initiative", search="agua", limit=50)
    saved = records.edit_record(office, rows[0].uid, {"local_code": "MRE-12"})
    assert records.find(office, saved.uid)["local_code"] == "MRE-12"
    assert checking.check_store(office).integrity == "ok"
    tables.export_list(office, office.home / "l.csv", "initiative", language=Language("es"))
    keeping.back_up(office)
    status = Path("/proc/self/status").read_text()  # ru_maxrss counts what its parent took too
    print(count, status.partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.case("S25")
@pytest.mark.skipif(sys.platform != "linux", reason="only here memory can be kept short")
def test_many_records_are_listed_found_saved_proved_and_kept_in_little_memory(tmp_path, told):
    home, begun = tmp_path / "bo", time.monotonic()
    with set_up(home, code="BO", name="Oficina") as office:
        for start in range(0, MANY, 1000):
            page = [a_project() for _ in range(min(1000, MANY - start))]
            records.save_many(office.store, page, who="BO", at=AT)
    line = [sys.executable, "-c", IN_LITTLE_MEMORY, str(home), str(MEMORY)]

    done = subprocess.run(
        line, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=1200
    )

    told(Drill(f"S25 {MANY} records in 512 MB", 1, seconds=time.monotonic() - begun))
    assert done.returncode == 0, done.stderr
    count, peak = map(int, done.stdout.split())
    assert count == MANY
    assert peak < MEMORY // 1024


@pytest.mark.case("S25")
@pytest.mark.skipif(sys.platform != "linux", reason="only here memory can be kept short")
def test_with_far_too_little_memory_it_is_said_and_nothing_is_changed(tmp_path):
    home = tmp_path / "bo"
    set_up(home, code="BO", name="Oficina").close()
    before = (home / "surco.db").read_bytes()
    program = (
        "import resource, sys\n"
        "from desktop_app.cli.main import run\n"
        "from desktop_app.cli import record_verbs\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + (8 << 20), used + (8 << 20)))\n"
        "sys.exit(run(['--home', sys.argv[1], 'list', 'initiative'], None))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(home)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert (home / "surco.db").read_bytes() == before
