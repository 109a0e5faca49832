"""A record read from the file and shown in its full form: built already, and for the first time."""

import itertools
import os
from contextlib import contextmanager

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.language import Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.questionnaire import Answer
from desktop_app.store import records as stored
from desktop_app.ui.parts.record_form import RecordForm
from desktop_app.ui.parts.record_lookup import lookup_in
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed

_FIELDS = 60
_A_ROUND = 20
_A_FIRST_ROUND = 3
_QUESTIONS = KINDS["initiative"].questions
_TEXTS = (Answer.TEXT, Answer.LOCAL, Answer.LOCAL_TEXT)
_CHOSEN = (Answer.CODE, Answer.YESNO, Answer.REF)


@contextmanager
def _record_forms(size, folder, count):
    """Give the office, a lookup, some of its records, and how to show, drop and settle widgets."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    with reopened(filled(folder, size), folder) as office:
        records = list(itertools.islice(stored.every(office.store, "initiative"), count))
        lookup = lookup_in(office, Language("es", "BO"), lambda _uid: None, lambda _kind: None)
        shown = []

        def show(widget):
            shown.append(widget)
            widget.resize(1024, 700)
            widget.show()
            application.processEvents()
            return widget

        def drop():
            for widget in shown:
                widget.close()
                widget.deleteLater()
            shown.clear()
            application.processEvents()

        yield office, lookup, records, show, drop, application.processEvents
        drop()


@contextmanager
def _opening(size, folder):
    with _record_forms(size, folder, _A_ROUND) as (office, lookup, records, show, _, settle):
        uids = [record.uid for record in records]
        form, line = show(RecordForm("initiative", lookup)), show(QLineEdit())
        bare = show(_Bare())

        def open_record(uid):
            form.load(stored.load(office.store, uid))
            settle()

        def fill(record):
            bare.fill(record)
            settle()

        def set_texts(uid):
            for number in range(_FIELDS):
                line.setText(f"{uid} {number}")
            settle()

        yield Trio(
            ours=lambda: each_timed(open_record, uids),
            limit=lambda: each_timed(fill, records),
            peer=lambda: each_timed(set_texts, uids),
            limit_is="a bare form of as many fields and tables filled, without file and rules",
            peer_is=f"{_FIELDS} texts set on one field",
        )


@contextmanager
def _first(size, folder):
    with _record_forms(size, folder, _A_FIRST_ROUND) as (_, lookup, records, show, drop, _):

        def ours(record):
            form = RecordForm("initiative", lookup)
            form.load(record)
            show(form)

        def bare(record):
            form = _Bare()
            form.fill(record)
            show(form)

        def empty(_record):
            show(QWidget())

        def timed_each(act):
            try:
                return each_timed(act, records)
            finally:
                drop()

        yield Trio(
            ours=lambda: timed_each(ours),
            limit=lambda: timed_each(bare),
            peer=lambda: timed_each(empty),
            limit_is="a bare form of as many fields and tables, built, filled and shown",
            peer_is="an empty window",
        )


class _Bare(QScrollArea):
    """A field of Qt for each question, in one column; nothing of ours."""

    def __init__(self):
        super().__init__()
        holder = QWidget()
        layout = QFormLayout(holder)
        self._fields = {one.field: _field(one) for one in _QUESTIONS}
        for name, field in self._fields.items():
            layout.addRow(name, field)
        self.setWidgetResizable(True)
        self.setWidget(holder)

    def fill(self, record):
        for name, field in self._fields.items():
            value = record[name]
            if isinstance(field, QTableWidget):
                _fill_table(field, value or ())
            elif isinstance(field, QComboBox):
                field.setEditText(str(value or ""))
            elif isinstance(field, QPlainTextEdit):
                said = value.get("es") if isinstance(value, dict) else value
                field.setPlainText(said or "")
            else:
                field.setText(str(value or ""))


def _field(question):
    if question.kind is Answer.ROWS:
        return QTableWidget(0, len(question.rows))
    if question.kind in _TEXTS:
        return QPlainTextEdit()
    if question.kind in _CHOSEN:
        chosen = QComboBox()
        chosen.setEditable(True)
        return chosen
    return QLineEdit()


def _fill_table(table, rows):
    table.setRowCount(len(rows))
    for line, row in enumerate(rows):
        for column, value in enumerate(list(row.values())[: table.columnCount()]):
            table.setItem(line, column, QTableWidgetItem(str(value)))
    table.resizeColumnsToContents()
    table.setFixedHeight(34 * (len(rows) + 2))


FORM = Benchmark(name="form", size=1_000, rounds=5, goal=1.5, prepare=_opening)
FORM_FIRST = Benchmark(name="form-first", size=1_000, rounds=5, goal=1.3, prepare=_first)
