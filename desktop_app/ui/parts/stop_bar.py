"""Stopping the files of a lost computer: up to which number they count, and what came after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language, N_plural
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, hint, label

_HEIGHT = 190
_SHOWN = 200
_NUMBER_WIDTH = 110
_LARGEST = 999_999
_ASK = N_(
    "Telephone the office: which is the last number it sent before the computer was lost?"
    " Up to there its files count, later ones are kept and not merged. The number decides,"
    " not the date: clocks can be wrong."
)
_ASK_OURS = N_(
    "Which is the last answer that was made here before the seal was stolen? Up to its number"
    " answers under that seal count; later ones are void, and offices that read one take it back."
)
_AFTER = N_plural(
    "{n} bundle after it was merged already. Look at it under “Bundles and merging”, where it can"
    " be taken back.",
    "{n} bundles after it were merged already. Look at them under “Bundles and merging”, where"
    " each can be taken back.",
)


class StopBar(QWidget):
    """Hidden until a computer is lost; `stopped` comes with the last number that counts."""

    stopped = Signal(int)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._language = language
        self._came: tuple[tuple[int, str, int, bool], ...] = ()
        say = language.text
        self._question = label("", "strong")
        self.number = QLineEdit()
        self.number.setMaximumWidth(_NUMBER_WIDTH)
        self.number.setValidator(QIntValidator(0, _LARGEST, self))
        self.number.textEdited.connect(lambda _typed: self._follow())
        title = label(say(N_("Last number that counts")), "strong", wrap=False)
        title.setBuddy(self.number)
        self.number.setAccessibleName(title.text())
        row = QHBoxLayout()
        row.setSpacing(S3)
        row.addWidget(title)
        row.addWidget(self.number)
        row.addStretch(1)
        self.table = PlainTable(
            [
                Heading(say(N_("Number")), 90, figures=True),
                Heading(say(N_("Arrived")), 140),
                Heading(say(N_("Records")), 100, figures=True),
                Heading(""),
            ],
            self,
        )
        self.view = lines_view(self.table, say(N_("What came from this computer")))
        self.after = hint("")
        self.do_it = button(say(N_("Stop its files")), primary=True)
        self.do_it.clicked.connect(lambda _checked=False: self._stop())
        back = button(say(N_("Go back")))
        back.clicked.connect(self.hide)
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S2)
        box.addWidget(self._question)
        self._asked: QLabel = label("", "secondary")
        box.addWidget(self._asked)
        box.addLayout(row)
        box.addWidget(self.view)
        box.addWidget(self.after)
        box.addLayout(side_by_side(self.do_it, back))
        self.hide()

    def ask(
        self, name: str, came: Sequence[tuple[int, str, int, bool]], *, ours: bool = False
    ) -> None:
        """Ask about a computer of the office `name`; `ours` is a former one of this Secretariat.

        `came` is (number, when it arrived, records, whether it was merged) of its bundles, the
        latest first.
        """
        self._came = tuple(came[:_SHOWN])
        text = N_("A computer of {name} was lost or stolen")
        self._question.setText(self._language.text(text, name=name))
        self._asked.setText(self._language.text(_ASK_OURS if ours else _ASK))
        self.number.setText(str(max((number for number, *_ in came), default=0)))
        self._follow()
        self.view.setVisible(bool(came))
        self.show()
        self.number.setFocus()
        self.number.selectAll()

    def _follow(self) -> None:
        say, last = self._language.text, self._last
        self.do_it.setEnabled(bool(self.number.text()))
        counts, stopped = say(N_("counts")), say(N_("counts no more"))
        self.table.show(
            [
                Line(
                    (
                        self._language.number(number),
                        self._language.date(at[:10]),
                        self._language.number(records),
                        counts if number <= last else stopped,
                    ),
                    icon="circle-check" if number <= last else "circle-x",
                    colour="good" if number <= last else "error",
                )
                for number, at, records, _merged in self._came
            ]
        )
        fit_height(self.view, _HEIGHT)
        after = sum(merged and number > last for number, _at, _records, merged in self._came)
        self.after.setText(self._language.plural(_AFTER, after) if after else "")
        self.after.setVisible(bool(after))

    @property
    def _last(self) -> int:
        return int(self.number.text() or 0)

    def _stop(self) -> None:
        self.hide()
        self.stopped.emit(self._last)
