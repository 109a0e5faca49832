"""A person's word for what is said to be ours, decisions or orders to erase: out without it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S2, S3, hint

_OURS = N_("These decisions are ours: take them as well")
_ABOUT = N_(
    "Tick it only if this office made them and lost them, for example with a backup. The history"
    " then says that they were taken on the word of the person who works here now."
)
_ERASE = N_("These orders to erase are ours: erase the persons as well")
_ABOUT_ERASING = N_(
    "Tick it only if this office gave these orders and lost them, for example with a backup. Who"
    " is erased does not come back."
)


class WordBox(QWidget):
    """Hidden until something of the kind arrives; `given` says whether it is taken."""

    given = Signal(bool)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._say = language.text
        self.box = QCheckBox(self._say(_OURS))
        self.box.clicked.connect(self.given)
        self._about = hint(self._say(_ABOUT))
        column = QVBoxLayout(self)
        column.setContentsMargins(S3, 0, 0, 0)
        column.setSpacing(S2)
        column.addWidget(self.box)
        column.addWidget(self._about)
        self.hide()

    def show_for(self, count: int, *, vouched: bool, erases: bool = False) -> None:
        """Ask about so many decisions, or orders to erase; none hides the question."""
        self.box.setText(self._say(_ERASE if erases else _OURS))
        self._about.setText(self._say(_ABOUT_ERASING if erases else _ABOUT))
        self.box.setChecked(vouched)
        self.setVisible(count > 0)
