"""The only place where all meet: folder, office, background, window, and what goes wrong."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from desktop_app.actions.office import Office, is_set_up, open_office
from desktop_app.errors import UserError
from desktop_app.language import Language, closest_language
from desktop_app.ui.dialogs.first_run import FirstRun
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.preferences import Preferences


def run(home: Path, language: str) -> int:
    """Open the window on the office in `home`, or ask who works here first.

    `language` is of the first start, and of this one when it was asked for on the command line.
    Returns the exit code: 0 when the window was closed, 1 when it could not open.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(application)  # a core application cannot show windows
    application.setApplicationName("Surco")
    application.setDesktopFileName("surco")
    first = language or closest_language(QLocale.system().name())
    background = Background()
    try:
        office = _office(application, home, background, first)
        return 0 if office is None else _show(application, office, background, language)
    except UserError as error:
        _refuse(Language(first).error(error))
        return 1
    finally:
        background.close()


def _office(
    application: QApplication, home: Path, background: Background, language: str
) -> Office | None:
    """Open the office, or set it up; None when the person left without doing so."""
    if is_set_up(home):
        return open_office(home)
    Preferences(language=language).apply(application)
    dialog = FirstRun(home, background, Language(language))
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    office = dialog.office
    dialog.deleteLater()
    if office is not None and not accepted:  # set up, then closed: it will open next time
        office.close()
        return None
    return office


def _show(application: QApplication, office: Office, background: Background, language: str) -> int:
    with office:
        liked = Preferences.of(office)
        if language:
            liked = Preferences(language=language, theme=liked.theme, scale=liked.scale)
        window = MainWindow(office, background, liked)
        application.setWindowIcon(icon("surco", "accent"))
        watch_faults(window.report)
        window.show()
        try:
            return application.exec()
        finally:
            sys.excepthook = sys.__excepthook__
            window.deleteLater()
            background.close()  # before the office: a job may still read it


def watch_faults(report: Callable[[BaseException], None]) -> None:
    """Let what nobody caught be told in the window, which stays open; the terminal is told too."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, UserError):
            sys.__excepthook__(kind, error, trace)
        report(error)

    sys.excepthook = told


def _refuse(text: str) -> None:
    """Say why no window opens."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Surco", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()
