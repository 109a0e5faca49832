"""A long list in the window: opened, and jumped through at random."""

import os
import random
from contextlib import contextmanager

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from desktop_app.actions.lists import list_rows
from desktop_app.language import Language
from desktop_app.ui.pages.record_list import RecordListPage
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.page import Context
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed, timed

_SIZE = (1024, 700)
_COLUMNS = 6
_JUMPS = 30


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
LIST_OPEN = Benchmark(name="list-open", size=100_000, rounds=5, goal=6.0, prepare=_opening)
