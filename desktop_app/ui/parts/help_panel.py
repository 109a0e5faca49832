"""The help of one question in a small panel at its field; the cursor stays where it is."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_app.language import Language
from desktop_app.records.questionnaire import Question
from desktop_app.ui.parts.help_words import help_sentences
from desktop_app.ui.parts.style import S1, S2, S3, label

_WIDTH = 380
_PASSING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class HelpPanel(QFrame):
    """Lies over the form; Esc, F1 again or leaving the field closes it."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._watched: QWidget | None = None
        self.setProperty("role", "help")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = label("", "strong")
        self.text = label("")
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S2, S3, S3)
        box.setSpacing(S1)
        box.addWidget(self.title)
        box.addWidget(self.text)
        self.hide()

    def tell(self, question: Question, field: QWidget) -> None:
        """Say what `question` means, below `field` or above it, whatever has more room."""
        self.leave()
        sentences = help_sentences(question, self._language)
        self.title.setText(self._language.text(question.label))
        self.text.setText("\n".join(sentences))
        self._place(field)
        self.show()
        self.raise_()
        self._watched = QApplication.focusWidget() or field
        self._watched.installEventFilter(self)
        self.setAccessibleName(" ".join([self.title.text(), *sentences]))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Close the panel if it is open."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else the page takes it as “back”
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _PASSING
        ):
            self.leave()
        return False

    def _place(self, field: QWidget) -> None:
        around = self.parentWidget()
        if around is None:
            return
        width = min(_WIDTH, around.width())
        self.resize(width, max(self.sizeHint().height(), self.heightForWidth(width)))
        above = field.mapTo(around, QPoint(0, 0)).y() - S1 - self.height()
        below = field.mapTo(around, field.rect().bottomLeft()).y() + S1
        top = below if below + self.height() <= around.height() else above
        left = min(field.mapTo(around, QPoint(0, 0)).x(), around.width() - width)
        bottom = max(0, around.height() - self.height())
        self.move(max(0, left), max(0, min(top, bottom)))
