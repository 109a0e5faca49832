"""A fault of the program: one sentence, the details folded, and a report to save and send."""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.language import N_, Language
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.style import S2, S4, S5, button, heading, label

_WIDTH = 560


def report_of(error: BaseException) -> str:
    """Return what a person who mends Surco needs to know; it holds no record."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"Surco {__version__}\n"
        f"Python {platform.python_version()}, Qt {qVersion()}\n"
        f"{platform.platform()}\n\n"
        f"{trace}"
    )


class ErrorReport(FittedDialog):
    """The program goes on after it."""

    def __init__(
        self, error: BaseException, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._report = report_of(error)
        self.setWindowTitle("Surco")
        self.setMinimumWidth(_WIDTH)
        self._details = QPlainTextEdit(self._report)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(language.text(N_("Details for support")))
        self._details.hide()
        self._fold = button(language.text(N_("Show details")))
        self._fold.clicked.connect(self._toggle)
        save = button(language.text(N_("Save report ...")))
        save.clicked.connect(self._choose_file)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._fold, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        title = N_("Surco could not do this")
        told = N_(
            "This is a fault of the program, not of yours. Your records are as they were; "
            "you can go on working. Please save the report and send it to those who look "
            "after Surco."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S2)
        column.addWidget(heading(language.text(title)))
        column.addWidget(label(language.text(told)))
        column.addWidget(self._details, 1)
        column.addSpacing(S2)
        column.addWidget(buttons)

    def _toggle(self) -> None:
        hidden = self._details.isHidden()
        self._details.setVisible(hidden)
        text = N_("Hide details") if hidden else N_("Show details")
        self._fold.setText(self._language.text(text))
        self.adjustSize()

    def _choose_file(self) -> None:
        title = self._language.text(N_("Save report"))
        chosen, _ = QFileDialog.getSaveFileName(self, title, "surco-report.txt", "*.txt")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the report as plain text."""
        path.write_text(self._report, encoding="utf-8")
