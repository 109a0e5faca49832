"""Surco as a person starts it, with the list of initiatives of the office in argv[1]."""

import sys

from desktop_app.cli.main import run


def open_list_and_leave(home, language):
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as the program does
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - as the program does

    from desktop_app import app  # noqa: PLC0415 - as the program does
    from tests.bench.windows.leaving import leave_when_painted  # noqa: PLC0415 - as the program does

    application = QApplication(sys.argv[:1])

    def list_all():
        shown = application.topLevelWidgets()
        window = next(one for one in shown if isinstance(one, QMainWindow))
        window.go("initiative")
        leave_when_painted(window, window.page.table)

    QTimer.singleShot(0, list_all)
    return app.run(home, language)


if __name__ == "__main__":
    sys.exit(run(["--home", sys.argv[1]], open_list_and_leave))
