"""One answer on the screen: what every kind of field can do, and the fields of one line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.errors import BadAnswer
from desktop_app.language import N_, Language
from desktop_app.records.context import Context
from desktop_app.records.dates import first_day
from desktop_app.records.plain import clean, leaves_out
from desktop_app.records.questionnaire import Question
from desktop_app.records.typed import typed_amount, typed_count, typed_date
from desktop_app.ui.parts.style import S2, hint

if TYPE_CHECKING:
    from desktop_app.ui.parts.file_desk import FileDesk

SHORT, MIDDLE = 120, 180


@dataclass(frozen=True, slots=True)
class Lookup:
    """How a form reaches other records without knowing where they are kept."""

    language: Language
    find: Callable[[str, str], list[tuple[str, str]]]  # kind, typed -> uid and title
    name_of: Callable[[str, str], str]  # kind, uid -> title
    open: Callable[[str], None]  # uid
    new: Callable[[str], None]  # kind
    around: Context | None = None  # what rules ask of other records
    files: "FileDesk | None" = None  # without one, files are named and not added


def no_records(language: Language) -> Lookup:
    """Return a lookup that knows no other record: for a form that stands alone."""
    return Lookup(
        language=language,
        find=lambda _kind, _typed: [],
        name_of=lambda _kind, uid: uid,
        open=lambda _uid: None,
        new=lambda _kind: None,
    )


def keep_order(before: QWidget, made: Iterable[QWidget]) -> None:
    """Let Tab go from `before` through what was made after it: Qt would put it at the very end."""
    for widget in made:
        QWidget.setTabOrder(before, widget)
        before = widget


class AnswerEdit(QWidget):
    """Shows a plain value and gives one back; `show_value` never fires a signal.

    `edited` comes at every change a person makes, `committed` when they have finished one.
    """

    edited = Signal()
    committed = Signal()

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build the field; `compact` is for a cell of a table, where nothing stands beside it.

        Built inside its `parent` it is styled once; put into it later, once more for each level.
        """
        super().__init__(parent)
        self.question = question
        self.lookup = lookup
        self.language = lookup.language
        self.compact = compact
        self._value: Any = None
        self._left_out = self._cut_off = False

    def left_out(self) -> bool:
        """Tell whether signs of what was typed last cannot be printed, and were not taken."""
        return self._left_out

    def cut_off(self) -> bool:
        """Tell whether what was pasted last was longer than any field holds, and was cut."""
        return self._cut_off

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._value = value

    def value(self) -> Any:  # noqa: ANN401 - any plain value
        """Return the plain value, None when nothing is said. Raises BadAnswer."""
        return self._value

    def target(self) -> QWidget:
        """Return the widget that takes the keyboard: the buddy of the label."""
        return self

    def last_target(self) -> QWidget:
        """Return what Tab leaves the field from."""
        return self.target()

    def question_here(self) -> Question:
        """Return the question that the cursor is in: of a list, the one of its column."""
        return self.question

    def point_at(self, part: str) -> None:
        """Bring the keyboard here; `part` is the id of a row, or empty."""
        del part
        self.target().setFocus()

    def lock(self) -> None:
        """Let the answer be read and copied, not changed."""
        self.setEnabled(False)

    def typed_text(self) -> str:
        """Return what stands in the field, also when it cannot be understood."""
        return ""

    def show_typed(self, text: str) -> None:
        """Put back a text that could not be understood, to be corrected."""
        del text


class LineBox(AnswerEdit):
    """A text of one line; also the base of those that are read into something else."""

    usual_width = 0  # pixels for what is usually typed; 0 takes the room there is

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._finish)
        self.beside = hint("")
        self.beside.setWordWrap(False)
        self.beside.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S2)
        row.addWidget(self.line)
        row.addWidget(self.beside)
        self.setFocusProxy(self.line)
        self._shown = ""
        if self.usual_width and not compact:
            self.line.setFixedWidth(self.usual_width)
            row.addStretch(1)

    def target(self) -> QWidget:
        return self.line

    def lock(self) -> None:
        self.line.setReadOnly(True)

    def typed_text(self) -> str:
        return self.line.text()

    def show_typed(self, text: str) -> None:
        self.line.setText(text)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any plain value
        self._left_out = False
        self._shown = self.written(value)
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self._say(self.beside_text(value))

    def value(self) -> Any:  # noqa: ANN401 - any plain value
        return self.read(self.line.text())

    def read(self, text: str) -> Any:  # noqa: ANN401 - any plain value
        """Return the plain value of what was typed. Raises BadAnswer."""
        return clean(text, lines=False) or None

    def written(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        """Return how a plain value is written in the field."""
        return "" if value is None else str(value)

    def beside_text(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        """Return how the value was understood, said beside the field."""
        del value
        return ""

    def _finish(self) -> None:
        if self.line.text() == self._shown:
            return
        self._shown = typed = self.line.text()
        try:
            value = self.value()
        except BadAnswer:
            self._say("")
        else:
            self.show_value(value)
        self._left_out = leaves_out(typed)
        self.committed.emit()

    def _say(self, text: str) -> None:
        self.beside.setText(text)
        self.beside.setVisible(bool(text) and not self.compact)


class DateBox(LineBox):
    """A date as people write it; beside it, how it was understood."""

    usual_width = MIDDLE

    def __init__(
        self,
        question: Question,
        lookup: Lookup,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, lookup, compact=compact, parent=parent)
        self.line.setPlaceholderText(self.language.text(N_("dd/mm/yyyy")) if not compact else "")

    def read(self, text: str) -> str | None:
        return typed_date(text, field=self.question.field) or None

    def written(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        return written_date(str(value)) if value else ""

    def beside_text(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        return self.language.date(value) if value and len(value) > len("2024") else ""


def written_date(plain: str) -> str:
    """Return a plain date with the day first, as it is typed: 15/03/2024~."""
    bare = plain.rstrip("~")
    try:
        first_day(bare)
    except ValueError:  # kept as it is: only what a newer program wrote can be like that
        return plain
    return "/".join(reversed(bare.split("-"))) + ("~" if plain.endswith("~") else "")


class AmountBox(LineBox):
    """An amount with the marks of the reader's language."""

    usual_width = MIDDLE

    def read(self, text: str) -> str | None:
        return typed_amount(text, self.language, field=self.question.field) or None

    def written(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        return self.language.number(value) if value is not None else ""


class CountBox(LineBox):
    """A whole number."""

    usual_width = SHORT

    def read(self, text: str) -> int | None:
        return typed_count(text, self.language, field=self.question.field)

    def written(self, value: Any) -> str:  # noqa: ANN401 - any plain value
        return self.language.number(value) if value is not None else ""
