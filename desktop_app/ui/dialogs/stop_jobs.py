"""Asking whether to quit while something is under way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.language import N_, Language


def may_stop(what: str, words: Language, parent: QWidget) -> bool:
    """Ask whether `what`, translated already, may be stopped and taken back."""
    asked = QMessageBox(parent)
    asked.setTextFormat(Qt.TextFormat.PlainText)
    asked.setText(words.text(N_("{what} is not done yet."), what=what))
    asked.setInformativeText(words.text(N_("What was begun is taken back if you quit now.")))
    stop = asked.addButton(words.text(N_("Stop and quit")), QMessageBox.ButtonRole.DestructiveRole)
    go_on = asked.addButton(words.text(N_("Go on working")), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(go_on)  # Enter alone takes nothing back
    asked.exec()
    asked.deleteLater()
    return asked.clickedButton() is stop
