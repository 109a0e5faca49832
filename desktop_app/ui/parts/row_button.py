"""A wide button of two lines: what is there to do, and what that means."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.parts.icons import LARGE, pixmap
from desktop_app.ui.parts.style import S1, S3, S4, hint, label


class RowButton(QPushButton):
    """Grows with its texts; it is read aloud as both of them."""

    def __init__(
        self, picture: str, text: str, more: str = "", *, colour: str = "ink2", role: str = "row"
    ) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        side = S4 if role == "card" else S3
        row = QHBoxLayout(self)
        row.setContentsMargins(side, S3, side, S3)
        row.setSpacing(S3)
        row.addWidget(_silent(_picture(picture, colour)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(S1)
        column.addWidget(_silent(label(text, "strong")))
        if more:
            column.addWidget(_silent(hint(more)))
        row.addLayout(column, 1)
        row.addWidget(_silent(_picture("chevron-right", "ink3")), 0)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)


def _picture(name: str, colour: str) -> QLabel:
    made = QLabel()
    made.setPixmap(pixmap(name, colour, LARGE))
    return made


def _silent(shown: QWidget) -> QWidget:
    """Let the button below take the click."""
    shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return shown
