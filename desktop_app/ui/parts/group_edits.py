"""Boxes for groups of letters or digits that are copied from paper or heard by telephone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S1, S2, S3, label, px, set_role


class GroupEdits(QWidget):
    """Numbered boxes in rows; the cursor goes on by itself, and what is pasted fills them all.

    Nothing that is expected is known here: only whoever asks compares.
    """

    changed = Signal()

    def __init__(self, count: int, letters: int, across: int, language: Language) -> None:
        super().__init__()
        self._letters = letters
        self.edits = [QLineEdit() for _ in range(count)]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S2)
        for at, edit in enumerate(self.edits):
            number: QLabel = label(language.number(at + 1), "secondary", wrap=False)
            number.setBuddy(edit)
            edit.setAccessibleName(language.text(N_("Group {number}"), number=at + 1))
            edit.setFixedWidth(px((letters + 3) * 11))
            edit.textEdited.connect(lambda text, at=at: self.take(at, text))
            box = QVBoxLayout()
            box.setSpacing(S1)
            box.addWidget(number)
            box.addWidget(edit)
            grid.addLayout(box, at // across, at % across)
        grid.setColumnStretch(across, 1)

    @property
    def groups(self) -> list[str]:
        """Return what was typed, without spaces and in capitals."""
        return [_tidy(edit.text()) for edit in self.edits]

    @property
    def complete(self) -> bool:
        """Tell whether every box holds a whole group."""
        return all(len(group) == self._letters for group in self.groups)

    def mark(self, numbers: tuple[int, ...]) -> None:
        """Show which groups, numbered from 1, are to be looked at again."""
        for number, edit in enumerate(self.edits, 1):
            edit.setProperty("finding", "error" if number in numbers else "")
            set_role(edit, "field")

    def take(self, at: int, text: str) -> None:
        """Take what was typed or pasted into a box; what is too long goes on in the next ones."""
        rest = _tidy(text)
        if len(rest) > self._letters:
            for edit in self.edits[at:]:
                edit.setText(rest[: self._letters])
                at, rest = self.edits.index(edit), rest[self._letters :]
                if not rest:
                    break
        if len(_tidy(self.edits[at].text())) >= self._letters and at + 1 < len(self.edits):
            self.edits[at + 1].setFocus()
            self.edits[at + 1].selectAll()
        self.changed.emit()


def _tidy(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).upper()
