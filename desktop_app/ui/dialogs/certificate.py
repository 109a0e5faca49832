"""Asking for the certificate that a printed document is signed with."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.language import N_, Language
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.style import S2, S4, S5, button, heading

_WIDTH = 520


class CertificateDialog(FittedDialog):
    """Holds the file and what was typed only until it closes."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.file: Path | None = None
        self.setWindowTitle(language.text(N_("Sign with a certificate")))
        self.setMinimumWidth(_WIDTH)
        self._name = QLineEdit()
        self._name.setReadOnly(True)
        self._typed = QLineEdit()
        self._typed.setEchoMode(QLineEdit.EchoMode.Password)
        self._choose = button(language.text(N_("Choose a file…")))
        self._choose.clicked.connect(self._ask_file)
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._ok.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S4)
        column.addWidget(heading(language.text(N_("Sign with a certificate")), section=True))
        asked = Field(
            language.text(N_("Certificate")),
            self._name,
            language.text(N_("The file that its issuer gave you; it ends in .p12 or .pfx.")),
        )
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(asked, 1)
        row.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(
            Field(
                language.text(N_("Passphrase of the certificate")),
                self._typed,
                language.text(N_("It is asked for each time a document is signed and never kept.")),
            )
        )
        column.addStretch()
        column.addWidget(self._buttons)
        self._choose.setFocus()

    @property
    def typed(self) -> str:
        return self._typed.text()

    @property
    def _ok(self) -> QPushButton:
        return self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def _ask_file(self) -> None:
        title = self._language.text(N_("Certificate"))
        kinds = f"{title} (*.p12 *.pfx)"
        chosen, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Sign with this file; its passphrase comes next."""
        self.file = file
        self._name.setText(file.name)
        self._ok.setEnabled(True)
        self._typed.setFocus()


def ask_certificate(language: Language, parent: QWidget | None = None) -> tuple[Path, str] | None:
    """Return the file and its passphrase, None when the person went back."""
    dialog = CertificateDialog(language, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    file, typed = dialog.file, dialog.typed
    dialog.deleteLater()
    return (file, typed) if accepted and file is not None else None
