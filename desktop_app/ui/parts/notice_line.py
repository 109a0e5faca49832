"""A finding or a remark: an icon, and a sentence that wraps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.records.finding import Severity
from desktop_app.ui.parts.field_label import FieldLabel
from desktop_app.ui.parts.icons import pixmap
from desktop_app.ui.parts.style import S2, label

ICONS = {
    Severity.ERROR: ("circle-alert", "error"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.MISSING: ("circle", "info"),
}


class NoticeLine(QWidget):
    """One sentence with the icon of its weight before it; a `short` one asks for one line."""

    def __init__(self, text: str, *, icon: str, role: str, short: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S2)
        sign = QLabel()
        sign.setPixmap(pixmap(icon, role))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self.sentence = FieldLabel(text, role) if short else label(text, role)
        row.addWidget(self.sentence, 1)


def finding_line(severity: Severity, text: str) -> NoticeLine:
    """Return the line of a finding."""
    icon, role = ICONS[severity]
    return NoticeLine(text, icon=icon, role=role)
