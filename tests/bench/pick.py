"""One letter typed into the field that chooses among all organisations."""

import os
import sqlite3
import uuid
from contextlib import closing, contextmanager

from desktop_app.actions.office import is_set_up, set_up
from desktop_app.language import Language
from desktop_app.records.questionnaire import Answer, Question
from desktop_app.records.record import Record
from desktop_app.store import records as stored
from desktop_app.store.indexing import LIST_COLUMNS
from tests.bench.data import initiative, typed
from tests.bench.offices import AT, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed

_WORDS = 20
_PAGE = 2_000
_COLUMNS = ", ".join(f'"{name}"' for name in LIST_COLUMNS)
_ASKED = Question(field="organisation", label="Organisation", kind=Answer.REF, ref="organisation")


def _organisation(number):
    values = {"name": initiative(number, "BO")["title"], "org_type": "10", "country": "BO"}
    uid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"organisation {number}"))
    code = f"BO-2026-{number:05d}"
    return Record(kind="organisation", uid=uid, office="BO", human_code=code, values=values)


def _filled(folder, size):
    home = folder / f"organisations-{size}"
    if not is_set_up(home):
        with set_up(home, code="BO", name="Oficina de medición") as office:
            for start in range(0, size, _PAGE):
                page = [_organisation(at) for at in range(start, min(start + _PAGE, size))]
                stored.save_many(office.store, page, who="BO", at=AT)
    return home


@contextmanager
def _picking(size, folder):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel, Qt  # noqa: PLC0415 - after the platform is chosen
    from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit  # noqa: PLC0415 - after the platform is chosen

    from desktop_app.ui.parts.record_box import RecordBox  # noqa: PLC0415 - after the platform is chosen
    from desktop_app.ui.parts.record_lookup import FOUND_AT_ONCE, lookup_in  # noqa: PLC0415 - after the platform is chosen

    application = QApplication.instance() or QApplication([])
    with (
        reopened(_filled(folder, size), folder) as office,
        closing(sqlite3.connect(office.store.path)) as db,
    ):
        lookup = lookup_in(office, Language("es"), lambda _uid: None, lambda _kind: None)
        box, plain = RecordBox(_ASKED, lookup), QLineEdit()
        titles = [_organisation(number)["name"]["es"] for number in range(size)]
        completer = QCompleter(QStringListModel(titles, plain), plain)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setWidget(plain)
        for field in (box, plain):
            field.show()
        numbers = [number for (number,) in db.execute("select id from listing order by random()")]
        marks = ", ".join("?" * min(FOUND_AT_ONCE, size))
        by_key = f"select {_COLUMNS} from listing where id in ({marks})"  # noqa: S608 - our names

        def pick(words):
            box.line.setText(words)
            box.line.textEdited.emit(words)
            application.processEvents()

        def read(place):
            start = place * 7 % max(1, size - FOUND_AT_ONCE)
            db.execute(by_key, numbers[start : start + min(FOUND_AT_ONCE, size)]).fetchall()

        def complete(words):
            completer.setCompletionPrefix(words)
            completer.complete()
            application.processEvents()

        asked = typed(_WORDS)
        yield Trio(
            ours=lambda: each_timed(pick, asked),
            limit=lambda: each_timed(read, range(len(asked))),
            peer=lambda: each_timed(complete, asked),
            limit_is=f"{FOUND_AT_ONCE} lines read by their keys",
            peer_is="a QCompleter over all titles, accents not folded",
        )
        for field in (box, plain):
            field.close()
            field.deleteLater()
        application.processEvents()


PICK = Benchmark(name="pick", size=20_000, rounds=5, goal=None, prepare=_picking)
