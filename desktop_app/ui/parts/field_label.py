"""The name of a question: in one line where there is room, else over two."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel


class FieldLabel(QLabel):
    """Asks for one line, unlike a label that wraps, which would be narrow everywhere."""

    def __init__(self, text: str, role: str = "strong") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setProperty("role", role)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, self.text()).width()
        return QSize(wide + 2, super().sizeHint().height())
