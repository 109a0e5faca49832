"""The two boxes in which a new passphrase is chosen."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.actions.seals import SHORTEST_PASSPHRASE
from desktop_app.language import N_, Language
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.style import S4


class NewPassphrase(QWidget):
    """Both boxes may stay empty: the seal then asks for none."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        say = language.text
        self.first, self.second = QLineEdit(), QLineEdit()
        for one in (self.first, self.second):
            one.setEchoMode(QLineEdit.EchoMode.Password)
        self._first = Field(
            say(N_("New passphrase")),
            self.first,
            say(N_("At least 10 letters, for example four words; empty for none.")),
        )
        self._second = Field(say(N_("The passphrase once more")), self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S4)
        column.addWidget(self._first)
        column.addWidget(self._second)

    @property
    def chosen(self) -> str | None:
        return self.first.text() or None

    def complain(self) -> bool:
        """Say what is still to do; True when both boxes are right."""
        say, words = self._language.text, self.first.text()
        short = 0 < len(words) < SHORTEST_PASSPHRASE
        differ = words != self.second.text()
        self._first.complain(
            say(N_("Use at least 10 letters, for example four words.")) if short else ""
        )
        self._second.complain(
            say(N_("The two passphrases differ. Type both again.")) if differ else ""
        )
        return not (short or differ)
