"""One question that needs a reason or a name, asked where one is, not in a window of its own."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S2, S3, button, label


class ReasonBar(QWidget):
    """Hidden until something is asked; Esc or the second button takes the question back."""

    given = Signal(str)

    def __init__(self, language: Language, do_it: str, wanted: str = "") -> None:
        """Build the bar; `do_it` is what its first button says, `wanted` what is typed, translated.

        Without `wanted` it is a reason.
        """
        super().__init__()
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._question = label("", "strong")
        self.reason = QLineEdit()
        reason = language.text(N_("The reason, in one sentence"))
        self.reason.setPlaceholderText(wanted or reason)
        self.reason.returnPressed.connect(self._give)
        self.reason.installEventFilter(self)
        self._question.setBuddy(self.reason)
        self.do_it = button(do_it)
        self.do_it.clicked.connect(self._give)
        back = button(language.text(N_("Go back")))
        back.clicked.connect(self.hide)
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S2)
        box.addWidget(self._question)
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(self.reason, 1)
        row.addWidget(self.do_it)
        row.addWidget(back)
        box.addLayout(row)
        self.hide()

    def ask(self, question: str, proposed: str = "") -> None:
        """Ask, translated already; `given` comes with the answer."""
        self._question.setText(question)
        self.reason.setText(proposed)
        self.reason.selectAll()
        self.reason.setAccessibleName(question)
        self.show()
        self.reason.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if escape and event.type() == QEvent.Type.KeyPress:
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        if self.reason.text().strip():
            self.hide()
            self.given.emit(self.reason.text().strip())
        else:
            self.reason.setFocus()
