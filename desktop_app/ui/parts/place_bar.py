"""What an office may report beside its own, and below which other one it stands."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.ui.parts.banner import Banner
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, hint, label

_LISTS = ("country", "mechanism")
_BETWEEN = re.compile(r"[\s,;]+")


class PlaceBar(Banner):
    """Hidden until an office is asked about; `given` comes with the codes and the office above."""

    given = Signal(object, str)  # a tuple of codes; empty for no office

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, self._code, self._kept = language, "", False
        say = language.text
        self._question = label("", "strong")
        self._guest = hint(
            say(N_("As a guest institution it describes its sources and whom to ask, no more."))
        )
        self.codes = QLineEdit()
        self.codes.textEdited.connect(lambda _typed: self._name_codes())
        self.codes.returnPressed.connect(self._give)
        self._names = hint("")
        self.above = QComboBox()
        self.do_it = button(say(N_("Save")), primary=True)
        self.do_it.clicked.connect(lambda _checked=False: self._give())
        back = button(say(N_("Go back")))
        back.clicked.connect(self.hide)
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S3)
        box.addWidget(self._question)
        box.addWidget(self._guest)
        codes = QWidget()
        inside = QVBoxLayout(codes)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S2)
        told = N_(
            "Its own records it reports always. Codes of other offices, each with all that stands"
            " below it, for example: EC, UY-MIDES."
        )
        inside.addWidget(Field(say(N_("It may also report for")), self.codes, say(told)))
        inside.addWidget(self._names)
        box.addWidget(codes)
        below = N_("An office below another one sends to it; that one brings the records on.")
        box.addWidget(Field(say(N_("It stands below")), self.above, say(below)))
        box.addLayout(side_by_side(self.do_it, back))

    def ask(  # noqa: PLR0913 - what is known of the office
        self,
        code: str,
        name: str,
        *,
        guest: bool,
        scope: Sequence[str],
        above: str,
        offices: Sequence[tuple[str, str]],
    ) -> None:
        """Ask about an office; `offices` are (code, name) of those that it can stand below."""
        self._code, self._kept = code, code in scope
        text = N_("What may “{name}” report, and below whom does it stand?")
        self._question.setText(self._language.text(text, name=name))
        self._guest.setVisible(guest)
        self.codes.setText(", ".join(one for one in scope if one != code))
        self.above.clear()
        self.above.addItem(self._language.text(N_("No other office: it sends to us")), "")
        for other, called in offices:
            self.above.addItem(f"{other} · {called}", other)
        self.above.setCurrentIndex(max(0, self.above.findData(above)))
        self._name_codes()
        self.show()
        self.codes.setFocus()

    def _typed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.upper() for one in _BETWEEN.split(self.codes.text()) if one))

    def _name_codes(self) -> None:
        """Say in words which countries and mechanisms the codes begin with."""
        told = []
        for code in self._typed():
            lists = (code_list(name).get(code.split("-", maxsplit=1)[0]) for name in _LISTS)
            found = next((one for one in lists if one is not None), None)
            if found is not None:
                told.append(f"{code}: {found.label(self._language.code)}")
        self._names.setText(" · ".join(told))
        self._names.setVisible(bool(told))

    def _give(self) -> None:
        codes = (*((self._code,) if self._kept else ()), *self._typed())
        self.given.emit(codes, str(self.above.currentData()))
