"""What is killed: each activity goes on until it dies, telling what it has done for good.

`check` looks at what is left with the program's own eyes and returns what was being done and is
lost; whatever else is wrong it raises.
"""

import itertools
import shutil
import signal
from pathlib import Path

from desktop_app.actions import bulk, keeping, lists, records
from desktop_app.actions.checking import check_store
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.restoring import backups_of, restore
from desktop_app.store import backups, restoring, search
from desktop_app.store.database import Store
from tests.builders import a_project
from tests.store.first_release import made_by_first_release

FEW, MANY, STORE = 6, 24, "surco.db"


def enter(office, number):
    title = {"original": "es", "es": f"Proyecto de ejemplo {number}"}
    return records.enter_record(office, a_project(title=title, human_code="", status="draft"))


def sound(office):
    """Return the office once its file, rows and seals are proved."""
    assert check_store(office).integrity == "ok"
    return office


class Saving:
    """Two answers of one record change together, again and again."""

    records = FEW

    def prepare(self, home):
        with set_up(home, code="BO", name="Oficina de ejemplo") as office:
            for number in range(self.records):
                enter(office, number)

    def work(self, home, tell):
        with open_office(home) as office:
            record = _first(office)
            for number in itertools.count(1):
                said = f"guardado {number}"
                summary = {"original": "es", "es": said}
                record = records.enter_record(
                    office, record.with_values(local_code=said, summary=summary)
                )
                tell(number)

    def check(self, home, told):
        with open_office(home) as office:
            record = _first(sound(office))
            number = int((record["local_code"] or "guardado 0").split()[1])
            kept = told[-1] if told else 0
            if number:
                assert record.local("summary", "es") == record["local_code"]
            assert number in (kept, kept + 1)
            return number == kept  # else the step came through, untold


class Typing:
    """A person types in the form: letter by letter, from field to field, saving now and then."""

    fields = ("title", "local_code", "summary")

    def prepare(self, home):
        Saving().prepare(home)

    def work(self, home, tell):
        from PySide6.QtTest import QTest  # noqa: PLC0415 - the children only
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the children only

        from desktop_app.language import Language  # noqa: PLC0415 - the children only
        from desktop_app.ui.pages.record_page import RecordPage  # noqa: PLC0415 - the children only
        from desktop_app.ui.parts.background import Background  # noqa: PLC0415 - the children only
        from desktop_app.ui.parts.page import Context  # noqa: PLC0415 - the children only

        application = QApplication([])
        with open_office(home) as office:
            page = RecordPage(Context(office, Language("es"), Background()), _first(office))
            page.show()
            page.activateWindow()
            assert QTest.qWaitForWindowActive(page)
            for number, field in enumerate(itertools.cycle(self.fields)):
                target = page.form.blocks[field].edit.target()
                text = f"Texto {number} de {field}"
                tell([field, text, "typing"])
                target.setFocus()
                target.selectAll()
                QTest.keyClicks(target, text)
                target.clearFocus()
                tell([field, text, "kept"])
                if number % 4 == 3:
                    assert page.save()
        del application

    def check(self, home, told):
        with open_office(home) as office:
            record = _first(sound(office))
            left = records.draft_of(office, record) or record
            kept = {field: text for field, text, state in told if state == "kept"}
            typing = told[-1] if told and told[-1][2] == "typing" else None
            found = {field: _text(left, field) for field in self.fields}
            for field, text in kept.items():
                assert (typing and typing[0] == field) or found[field] == text, (field, text, found)
            if typing is None:
                return False
            before = kept.get(typing[0], _text(record, typing[0]))
            assert found[typing[0]] == before or typing[1].startswith(found[typing[0]])
            return found[typing[0]] != typing[1]


class Bulk:
    """One answer of many records is changed at once."""

    def prepare(self, home):
        saving = Saving()
        saving.records = MANY
        saving.prepare(home)

    def work(self, home, tell):
        with open_office(home) as office:
            uids = [row.uid for row in lists.list_rows(office, "initiative")]
            for number in itertools.count(1):
                bulk.change_all(office, uids, "local_code", f"cambio {number}")
                tell(number)

    def check(self, home, told):
        with open_office(home) as office:
            rows = lists.list_rows(sound(office), "initiative")
            said = {records.find(office, row.uid)["local_code"] for row in rows}
            kept = told[-1] if told else 0
            assert len(said) == 1
            number = int((said.pop() or "cambio 0").split()[1])
            assert number in (kept, kept + 1)
            return number == kept


class BackingUp:
    """A backup is made after every change."""

    def prepare(self, home):
        Saving().prepare(home)

    def work(self, home, tell):
        with open_office(home) as office:
            for number in itertools.count(FEW):
                enter(office, number)
                tell(keeping.back_up(office, always=True).backup.path.name)

    def check(self, home, told):
        with open_office(home) as office:
            there = backups.found(backups_of(home))
            for one in there:
                restoring.check(one.path)
            assert lists.list_count(sound(office), "initiative") in (
                FEW + len(told),
                FEW + len(told) + 1,
            )
            assert not told or told[-1] in {one.path.name for one in there}
            return True


class Restoring:
    """Two backups take each other's place."""

    def prepare(self, home):
        Saving().prepare(home)
        with open_office(home) as office:
            keeping.back_up(office, always=True)
            for number in range(FEW, MANY):
                enter(office, number)
            keeping.back_up(office, always=True)

    def work(self, home, tell):
        both = [one.path for one in backups.found(backups_of(home))]
        for path in itertools.cycle(sorted(both)):
            restore(home, path)
            tell(path.name)

    def check(self, home, told):
        with open_office(home) as office:
            count = lists.list_count(sound(office), "initiative")
            assert count in (FEW, MANY)
            return count == (FEW if len(told) % 2 else MANY)


class Upgrading:
    """A file of the first release is opened for the first time."""

    def prepare(self, home):
        home.mkdir()
        made = [a_project(version=1) for _ in range(MANY)]
        made_by_first_release(home / STORE, made)

    def work(self, home, tell):
        with Store.open(home / STORE):
            tell("open")
            signal.pause()

    def check(self, home, told):
        with Store.open(home / STORE) as store:
            assert store.integrity() == []
            count = len(search.rows(store, "initiative"))
        assert count == MANY
        return not told


def _first(office):
    return records.find(office, lists.list_rows(office, "initiative")[-1].uid)


def _text(record, field):
    value = record[field]
    return record.local(field, "es") if isinstance(value, dict) else value or ""


def copied(template: Path, home: Path):
    """Give an activity its own copy of what was prepared once."""
    shutil.copytree(template, home)
    return home


ACTIVITIES = {
    "typing": Typing,
    "saving": Saving,
    "bulk edit": Bulk,
    "backup": BackingUp,
    "restore": Restoring,
    "upgrade": Upgrading,
}
