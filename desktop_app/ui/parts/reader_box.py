"""To whom a bundle goes: said where there is one way, chosen where there are two."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app.actions import roads
from desktop_app.actions.office import Office
from desktop_app.actions.printing_parts import name_of
from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S2, label


class ReaderBox(QWidget):
    """`changed` comes when a person chose another reader."""

    changed = Signal()

    def __init__(self, office: Office, language: Language) -> None:
        super().__init__()
        self._office = office
        self.title = label(language.text(N_("For whom it is")), "strong")
        self.only = label("", "secondary")
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.title.text())
        self.choice.activated.connect(lambda _place: self.changed.emit())
        self.title.setBuddy(self.choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S2)
        for shown in (self.title, self.only, self.choice):
            box.addWidget(shown)

    def refresh(self) -> None:
        """Show whose cards were taken, the usual reader first; what was chosen stays chosen."""
        there = roads.addressees(self._office)
        kept = self.chosen()
        self.choice.clear()
        for code in there:
            self.choice.addItem(f"{name_of(self._office, code)} ({code})", code)
        self.choice.setCurrentIndex(max(0, self.choice.findData(kept)))
        self.only.setText(self.choice.currentText())
        self.choice.setVisible(len(there) > 1)
        self.only.setVisible(len(there) == 1)
        self.setVisible(bool(there))

    def chosen(self) -> str:
        """Return the code of the reader, empty while no card was taken."""
        return str(self.choice.currentData() or "")
