"""A record read from the file and shown in its full form, which is built already."""

import itertools
import os
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.language import Language
from desktop_app.store import records as stored
from desktop_app.ui.parts.record_form import RecordForm
from desktop_app.ui.parts.record_lookup import lookup_in
from tests.bench.offices import filled, flat, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed

_FIELDS = 60
_A_ROUND = 20
_LONG = 200  # letters from which on a bare form takes a text of several lines


@contextmanager
def _opening(size, folder):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    with reopened(filled(folder, size), folder) as office:
        records = list(itertools.islice(stored.every(office.store, "initiative"), _A_ROUND))
        uids = [record.uid for record in records]
        lookup = lookup_in(office, Language("es", "BO"), lambda _uid: None, lambda _kind: None)
        form, bare, line = RecordForm("initiative", lookup), QWidget(), QLineEdit()
        fields = _bare_form(bare, flat(records[0]))
        for widget in (form, bare, line):
            widget.resize(1024, 700)
            widget.show()
        application.processEvents()

        def open_record(uid):
            form.load(stored.load(office.store, uid))
            application.processEvents()

        def set_texts(uid):
            for number in range(_FIELDS):
                line.setText(f"{uid} {number}")
            application.processEvents()

        def fill(record):
            for name, value in flat(record).items():
                if name in fields:
                    _show(fields[name], str(value))
            application.processEvents()

        yield Trio(
            ours=lambda: each_timed(open_record, uids),
            limit=lambda: each_timed(set_texts, uids),
            peer=lambda: each_timed(fill, records),
            limit_is=f"{_FIELDS} texts set on one field",
            peer_is="a bare form filled with the same record, without rules, rows and lists",
        )
        for widget in (form, bare, line):
            widget.close()
            widget.deleteLater()
        application.processEvents()


def _bare_form(holder, row):
    layout, fields = QFormLayout(holder), {}
    for name, value in row.items():
        fields[name] = QPlainTextEdit() if len(str(value)) > _LONG else QLineEdit()
        layout.addRow(name, fields[name])
    return fields


def _show(field, text):
    (field.setPlainText if isinstance(field, QPlainTextEdit) else field.setText)(text)


FORM = Benchmark(name="form", size=1_000, rounds=5, goal=None, prepare=_opening)
