"""Who publishes the list of offices, and how many of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QVBoxLayout

from desktop_app.actions import publishing
from desktop_app.actions.agreeing import Holder
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.ui.parts.banner import Banner
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.flow import in_flow
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, hint, label

_HEIGHT = 230
_TAIL = 4
_NUMBER_WIDTH = 90


@dataclass(frozen=True, slots=True)
class _One:
    public_key: str
    tail: str
    name: str
    ours: bool


class HoldersBar(Banner):
    """Hidden until it is asked for; nothing is decided before `given`."""

    given = Signal(object, int)  # public part -> name; how many together
    stick_wanted = Signal()  # a seal on a stick is to be made
    failed = Signal(Exception)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._holders: list[_One] = []
        say = language.text
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S2)
        box.addWidget(label(say(N_("Holders of the list")), "strong"))
        about = N_(
            "Each holder has a seal on a stick, kept apart. A new list counts once so many of them"
            " agreed to it; then nobody who steals one computer can publish a false one."
        )
        box.addWidget(label(say(about), "secondary"))
        self.table = PlainTable(
            [Heading(say(N_("Holder"))), Heading(say(N_("Seal")), 90), Heading("", 200)], self
        )
        self.view = lines_view(self.table, say(N_("Holders of the list")))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        box.addWidget(self.view)
        self.name = QLineEdit()
        self.name.textEdited.connect(self._rename)
        box.addWidget(Field(say(N_("Name of the marked holder")), self.name))
        self.digits = hint("")
        box.addWidget(self.digits)
        self.add = button(say(N_("Add a holder…")))
        self.add.clicked.connect(lambda _checked=False: self._ask_file())
        self.away = button(say(N_("Take away")))
        self.away.clicked.connect(lambda _checked=False: self._take_away())
        make = button(say(N_("Make a seal on a stick…")))
        make.clicked.connect(lambda _checked=False: self.stick_wanted.emit())
        box.addWidget(in_flow(self.add, self.away, make))
        self.wanted = QComboBox()
        self.wanted.setMaximumWidth(_NUMBER_WIDTH)
        box.addWidget(Field(say(N_("So many of them must agree")), self.wanted))
        told = N_("The next list says so; enough of the present holders have to agree to it too.")
        box.addWidget(hint(say(told)))
        self.do_it = button(say(N_("Save")), primary=True)
        self.do_it.clicked.connect(lambda _checked=False: self._give())
        back = button(say(N_("Go back")))
        back.clicked.connect(self.hide)
        box.addLayout(side_by_side(self.do_it, back))

    def ask(self, holders: Sequence[Holder], wanted: int) -> None:
        """Show who publishes now."""
        self._holders = [
            _One(one.public_key, one.kid[-_TAIL:], one.name, one.ours) for one in holders
        ]
        self._show(0)
        self.wanted.setCurrentIndex(wanted - 1)
        self.show()
        self.view.setFocus()

    def take(self, path: Path) -> None:
        """Add the holder whose file somebody gave."""
        try:
            public = publishing.holder_in(path)
        except UserError as error:
            self.failed.emit(error)
            return
        if all(one.public_key != public for one in self._holders):
            name = path.stem.replace("_", " ")
            self._holders.append(_One(public, publishing.tail_of(public), name, ours=False))
        self._show(len(self._holders) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _show(self, row: int) -> None:
        say = self._language.text
        ours = say(N_("the seal of this computer"))
        self.table.show(
            [
                Line(
                    (one.name or say(N_("without a name")), one.tail, ours if one.ours else ""),
                    one,
                    icon="lock",
                )
                for one in self._holders
            ]
        )
        fit_height(self.view, _HEIGHT)
        self._count()
        self.view.selectRow(row)
        self._follow()

    def _count(self) -> None:
        """Offer as many as there are holders; what was chosen stays where it can."""
        chosen = self.wanted.currentIndex()
        self.wanted.clear()
        self.wanted.addItems([str(number) for number in range(1, len(self._holders) + 1)])
        self.wanted.setCurrentIndex(min(max(chosen, 0), len(self._holders) - 1))

    def _row(self) -> int:
        row = self.view.currentIndex().row()
        return row if 0 <= row < len(self._holders) else -1

    def _follow(self) -> None:
        row = self._row()
        self.name.setEnabled(row >= 0)
        self.away.setEnabled(row >= 0 and len(self._holders) > 1)
        if row < 0:
            return
        if self.name.text() != self._holders[row].name:
            self.name.setText(self._holders[row].name)
        text = (
            N_("The digits of this computer's own seal: {digits}")
            if self._holders[row].ours
            else N_("Have the holder read these digits to you by telephone: {digits}")
        )
        digits = publishing.digits_of(self._holders[row].public_key)
        self.digits.setText(self._language.text(text, digits=digits))

    def _rename(self, name: str) -> None:
        row = self._row()
        if row >= 0:
            one = self._holders[row]
            self._holders[row] = _One(one.public_key, one.tail, name, one.ours)
            self._show(row)

    def _take_away(self) -> None:
        row = self._row()
        if row >= 0:
            del self._holders[row]
            self._show(max(0, row - 1))

    def _ask_file(self) -> None:
        title = self._language.text(N_("The file that the holder gave you"))
        kinds = f"{title} (*.pub *.txt);;(*)"
        chosen, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if chosen:
            self.take(Path(chosen))

    def _give(self) -> None:
        self.given.emit(
            {one.public_key: one.name.strip() for one in self._holders},
            self.wanted.currentIndex() + 1,
        )
