"""One column of text width that scrolls: what most pages that are no lists are laid out in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.parts.style import S3, S4, S5


def narrow_column(page: QWidget, width: int) -> QVBoxLayout:
    """Fill `page` with a scrolling column of at most `width` and return its layout."""
    inside = QWidget()
    inside.setMaximumWidth(width)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(S3)
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(S5, S4, S5, S4)
    row.addWidget(inside, 1, Qt.AlignmentFlag.AlignTop)
    row.addStretch(0)
    scrolled = QScrollArea()
    scrolled.setWidgetResizable(True)
    scrolled.setFrameShape(QFrame.Shape.NoFrame)
    scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scrolled.setWidget(body)
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(scrolled)
    return column
