"""Where the text of a mail is pasted that carries a file of Surco."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S2, S4, S5, heading, hint

_WIDTH, _HEIGHT = 560, 420


class PasteTextDialog(QDialog):
    """Gives the text as it was pasted; whether a file is in it is found when it is opened."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = language.text
        self.setWindowTitle(say(N_("Paste the text of a mail")))
        self.resize(_WIDTH, _HEIGHT)
        self.edit = QPlainTextEdit()
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.edit.setAccessibleName(self.windowTitle())
        self.edit.document().contentsChanged.connect(self._allow)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._open = buttons.button(kinds.Ok)
        self._open.setText(say(N_("Open the file in it")))
        self._open.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S2)
        column.addWidget(heading(self.windowTitle()))
        tells = N_(
            "Copy the whole mail, at least from “BEGIN SURCO FILE” to “END SURCO FILE”, and paste"
            " it here. What stands around it does no harm."
        )
        column.addWidget(hint(say(tells)))
        column.addWidget(self.edit, 1)
        column.addWidget(buttons)

    @property
    def text(self) -> str:
        """What was pasted."""
        return self.edit.toPlainText()

    def _allow(self) -> None:
        self._open.setEnabled(not self.edit.document().isEmpty())
