"""The least that Qt takes to show the same list: one window, one lazy table, nothing else."""

import sqlite3
import sys
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.bench.windows.leaving import leave_when_painted

_PAGE = 200
_COLUMNS = ("human_code", "title", "parties", "sector", "start", "status")


class Lines(QAbstractTableModel):
    def __init__(self, db, parent):
        super().__init__(parent)
        self._db, self._pages = db, {}
        self._count = db.execute("select count(*) from listing").fetchone()[0]

    def rowCount(self, parent=QModelIndex()):  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent=QModelIndex()):  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        page, place = divmod(index.row(), _PAGE)
        if page not in self._pages:
            names = ", ".join(f'"{name}"' for name in _COLUMNS)
            sql = f"select {names} from listing order by id desc limit ? offset ?"  # noqa: S608 - our names
            self._pages[page] = self._db.execute(sql, (_PAGE, page * _PAGE)).fetchall()
        return self._pages[page][place][index.column()]


def main(home):
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableView()
    table.setModel(Lines(sqlite3.connect(home / "surco.db"), window))
    window.setCentralWidget(table)
    window.resize(1180, 720)
    leave_when_painted(window, table)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
