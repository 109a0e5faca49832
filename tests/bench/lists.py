"""A long list in the window: opened, jumped through at random, and narrowed by its filters."""

import os
import random
import sqlite3
from contextlib import closing, contextmanager

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from desktop_app.actions.lists import filter_choices, list_count, list_rows
from desktop_app.language import Language
from desktop_app.records.listing import Filters
from desktop_app.store.indexing import LIST_COLUMNS
from desktop_app.ui.pages.record_list import RecordListPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.page import Context
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed, timed

_SIZE = (1024, 700)
_COLUMNS = 6
_JUMPS = 30
_SHOWN = 50
_NARROWED = ("sector", "year", "partner", "sdg", "modality", "status")
_COLUMNS_OF_A_LINE = ", ".join(f'"{name}"' for name in LIST_COLUMNS)


class _Static(QAbstractTableModel):
    """As many lines as one likes, all with the same text."""

    def __init__(self, size):
        super().__init__()
        self._size = size

    def rowCount(self, _parent=None):  # noqa: N802 - Qt's name
        return self._size

    def columnCount(self, _parent=None):  # noqa: N802 - Qt's name
        return _COLUMNS

    def data(self, _index, role=Qt.ItemDataRole.DisplayRole):
        return "Gestión del agua" if role == Qt.ItemDataRole.DisplayRole else None


@contextmanager
def _listed(size, folder):
    """Give the office with a window's surroundings, and how to show a widget and wait for it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    background = Background()

    def show(widget):
        widget.resize(*_SIZE)
        widget.show()
        application.processEvents()

    with reopened(filled(folder, size), folder) as office:
        yield Context(office, Language("es", "BO"), background), show
        background.close()


@contextmanager
def _opening(size, folder):
    with _listed(size, folder) as (context, show):
        texts = _texts(context.office)
        yield Trio(
            ours=lambda: timed(lambda: _gone(_page(context, show))),
            limit=lambda: timed(lambda: _gone(_table(_Static(size), show))),
            peer=lambda: timed(lambda: _gone(_table(_items(texts), show))),
            limit_is="a bare table whose model says the same text everywhere",
            peer_is="a bare table with an item for each cell",
        )


@contextmanager
def _jumping(size, folder):
    with _listed(size, folder) as (context, show):
        page, bare = _page(context, show), _table(_Static(size), show)
        peer = _table(_items(_texts(context.office)), show)
        chance = random.Random(size)  # noqa: S311 - anywhere in the list

        def jump(table):
            lines = [chance.randrange(size) for _ in range(_JUMPS)]
            return each_timed(lambda line: _jump(table, line, show), lines)

        yield Trio(
            ours=lambda: jump(page.table),
            limit=lambda: jump(bare),
            peer=lambda: jump(peer),
            limit_is="the same jumps in a table whose model says the same text everywhere",
            peer_is="the same jumps in a table with an item for each cell",
        )
        for widget in (page, bare, peer):
            _gone(widget)


@contextmanager
def _filtering(size, folder):
    with (
        reopened(filled(folder, size), folder) as office,
        closing(sqlite3.connect(office.store.path)) as db,
    ):
        offered = filter_choices(office, "initiative")
        asked = [(name, value) for name in _NARROWED for value in offered[name][:4]]
        whole = "from listing where kind = 'initiative' and withdrawn = 0"
        lines = f"select {_COLUMNS_OF_A_LINE} {whole} order by id desc limit {_SHOWN}"
        scan = "from initiative where deleted = '' and (sector = ? or sector_2 = ?)"

        def narrow(one):
            filters = Filters(**dict([one]))
            list_count(office, "initiative", filters=filters)
            list_rows(office, "initiative", filters=filters, limit=_SHOWN)

        def read(_one):
            db.execute(f"select count(*) {whole}").fetchone()
            db.execute(lines).fetchall()

        def search(one):
            values = (one[1], one[1])
            db.execute(f"select count(*) {scan}", values).fetchone()
            db.execute(f"select uid {scan} order by rowid desc limit {_SHOWN}", values).fetchall()

        yield Trio(
            ours=lambda: each_timed(narrow, asked),
            limit=lambda: each_timed(read, asked),
            peer=lambda: each_timed(search, [("sector", code) for code in offered["sector"][:4]]),
            limit_is=f"all lines counted and the newest {_SHOWN} read, without a filter",
            peer_is="the table of records searched through for one of two answers",
        )


def _page(context, show):
    page = RecordListPage(context, "initiative")
    page.refresh()
    show(page)
    return page


def _jump(table, line, show):
    table.scrollTo(table.model().index(line, 0), table.ScrollHint.PositionAtTop)
    show(table.window())


def _table(model, show):
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    show(table)
    return table


def _items(texts):
    model = QStandardItemModel()
    for row in texts:
        model.appendRow([QStandardItem(text) for text in row])
    return model


def _texts(office):
    return [
        (row.human_code, row.title["es"], row.sector, row.start, row.end, row.status)
        for row in list_rows(office, "initiative")
    ]


def _gone(widget):
    widget.close()
    widget.deleteLater()


LIST = Benchmark(name="list", size=100_000, rounds=5, goal=2.0, prepare=_jumping)
LIST_FILTER = Benchmark(name="list-filter", size=100_000, rounds=5, goal=2.0, prepare=_filtering)
LIST_OPEN = Benchmark(name="list-open", size=100_000, rounds=5, goal=6.0, prepare=_opening)
