"""Whether the next bundle is encrypted: chosen here, or said by the Secretariat."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.actions import encrypting
from desktop_app.actions.office import Office
from desktop_app.language import N_, Language
from desktop_app.records.policy import Encryption
from desktop_app.ui.parts.style import S2, hint


class EncryptionChoice(QWidget):
    """Not seen where the Secretariat asks to send without."""

    def __init__(self, office: Office, language: Language) -> None:
        super().__init__()
        self._office, self._language = office, language
        self.box = QCheckBox(
            language.text(N_("Encrypt it: only the one it goes to and this office can read it"))
        )
        self._why = hint("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S2)
        column.addWidget(self.box)
        column.addWidget(self._why)
        self.refresh()

    @property
    def chosen(self) -> bool:
        """What the person wishes; where the Secretariat decides, nobody need wish."""
        return self.box.isEnabled() and self.box.isChecked() and not self.isHidden()

    def refresh(self) -> None:
        """Show what the Secretariat asks for now."""
        asked = encrypting.policy_of(self._office).encryption
        self.setVisible(asked is not Encryption.OFF)
        always = asked is Encryption.REQUIRED
        self.box.setEnabled(not always)
        if always:
            self.box.setChecked(True)
        said = (
            N_("The Secretariat asks for it.")
            if always
            else N_("Some mail systems hold back what they cannot read; then send it without.")
        )
        self._why.setText(self._language.text(said))
