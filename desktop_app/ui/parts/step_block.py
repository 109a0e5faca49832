"""One numbered step of a page that shows all its steps at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from desktop_app.language import Language
from desktop_app.ui.parts.style import S3, S4, heading, label

_NUMBER_WIDTH = 28


class StepBlock(QWidget):
    """The number of the step, its heading, and what is to do; `inside` takes the widgets."""

    def __init__(self, number: int, title: str, language: Language) -> None:
        super().__init__()
        self._number: QLabel = label(language.number(number), "section", wrap=False)
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(S3)
        self.inside.addWidget(heading(title, section=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, S4)
        row.setSpacing(0)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.inside, 1)

    def add(self, shown: QWidget | QLayout) -> None:
        """Put something below what is there."""
        if isinstance(shown, QWidget):
            self.inside.addWidget(shown)
        else:
            self.inside.addLayout(shown)


def side_by_side(*shown: QWidget) -> QHBoxLayout:
    """Return a row of widgets that begins at the left."""
    row = QHBoxLayout()
    row.setSpacing(S3)
    for widget in shown:
        row.addWidget(widget)
    row.addStretch(1)
    return row
