"""A person's word for decisions that are said to be ours: out unless somebody says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S2, S3, hint


class WordBox(QWidget):
    """Hidden until a bundle brings such decisions; `given` says whether they are taken."""

    given = Signal(bool)

    def __init__(self, language: Language) -> None:
        super().__init__()
        say = language.text
        self.box = QCheckBox(say(N_("These decisions are ours: take them as well")))
        self.box.clicked.connect(self.given)
        about = N_(
            "Tick it only if this office made them and lost them, for example with a backup. The"
            " history then says that they were taken on the word of the person who works here now."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(S3, 0, 0, 0)
        column.setSpacing(S2)
        column.addWidget(self.box)
        column.addWidget(hint(say(about)))
        self.hide()

    def show_for(self, count: int, *, vouched: bool) -> None:
        """Ask about so many decisions; none hides the question."""
        self.box.setChecked(vouched)
        self.setVisible(count > 0)
