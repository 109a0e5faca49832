"""What narrows a list: a search, and one menu for each thing it can be narrowed by."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold
from desktop_app.records.kinds import KINDS
from desktop_app.records.listing import STATE, WHAT, Filters
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import S1, S2, S3, button, hint, label

PAUSE_MS = 120  # shorter than one notices, longer than between two keys of a word

# filter -> its label and its list of codes; years are no codes, what and state differ by kind
_NARROWED = {
    "status": (N_("Status"), "status"),
    "stage": (N_("Stage"), "stage"),
    "modality": (N_("Modality"), "modality"),
    "partner": (N_("Partner"), "party"),
    "sector": (N_("Sector"), "sector"),
    "year": (N_("Year"), ""),
    "source_type": (N_("Type of source"), "source_type"),
    "instrument": (N_("Instrument"), "instrument"),
    "office": (N_("Office"), "party"),
    "what": (N_("Kind"), ""),
    "state": (N_("State"), ""),
}
FILTERS: dict[str, tuple[str, ...]] = {
    "initiative": ("status", "stage", "modality", "partner", "sector", "year"),
    "source": ("status", "source_type", "instrument", "sector"),
    "offer": ("status", "what", "state", "partner", "sector"),
    "practice": ("status", "state", "partner", "sector"),
    "agreement": ("status", "what", "partner", "year"),
    "meeting": ("status", "what", "partner", "year"),
    "commitment": ("status", "state", "partner", "year"),
    "office": ("status", "what", "partner"),
    "organisation": ("status", "partner", "what"),
    "contact": ("status", "partner"),
}


class FilterBar(QWidget):
    """Says when what is wanted has changed; `wanted` and `filters` tell what it is."""

    narrowed = Signal()

    def __init__(self, kind: str, language: Language, *, offices: bool) -> None:
        """Build the bar; `offices` adds the choice of one, for who holds the records of many."""
        super().__init__()
        self._kind = kind
        self._language = language
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setPlaceholderText(language.text(N_("Search titles and codes")))
        self.search.setAccessibleName(self.search.placeholderText())
        self.count = label("", "secondary", wrap=False)
        self.only_to_check = QCheckBox(language.text(N_("Only to check")))
        self.only_to_check.clicked.connect(self._narrow_now)
        self.clear = button(language.text(N_("Show all")))
        self.clear.clicked.connect(self.show_all)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._narrow_now)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._narrow_now)
        self.menus: dict[str, CalmCombo] = {}
        top = QHBoxLayout()
        top.setSpacing(S3)
        top.addWidget(self.search, 1)
        top.addWidget(self.only_to_check)
        top.addWidget(self.clear)
        top.addWidget(self.count)
        below = QHBoxLayout()
        below.setSpacing(S2)
        for name in (*FILTERS[kind], *(("office",) if offices else ())):
            below.addLayout(self._menu(name), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S2)
        box.addLayout(top)
        box.addLayout(below)
        self._show_clear()

    @property
    def wanted(self) -> str:
        return self.search.text().strip()

    @property
    def filters(self) -> Filters:
        chosen = {name: menu.currentData() or "" for name, menu in self.menus.items()}
        return Filters(**chosen, to_check=self.only_to_check.isChecked())

    def offer(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Offer the values that occur; what is chosen stays chosen."""
        for name, menu in self.menus.items():
            chosen = menu.currentData() or ""
            offered = list(choices.get(name, ()))
            if chosen and chosen not in offered:
                offered.append(chosen)
            self._fill(name, menu, offered)
            menu.setCurrentIndex(max(0, menu.findData(chosen)))

    def narrow(self, *, to_check: bool = False, **chosen: str) -> None:
        """Show only what fits; everything else that narrowed the list is taken away."""
        self._empty()
        self.only_to_check.setChecked(to_check)
        for name, value in chosen.items():
            menu = self.menus[name]
            if menu.findData(value) < 0:
                self._fill(name, menu, [value])
            menu.setCurrentIndex(menu.findData(value))
        self._narrow_now()

    def show_all(self) -> None:
        """Take away the search and every filter."""
        self._empty()
        self._narrow_now()

    def say_count(self, shown: int, total: int) -> None:
        """Say how many of how many are shown."""
        number = self._language.number
        text = N_("{shown} of {total}")
        self.count.setText(self._language.text(text, shown=number(shown), total=number(total)))
        self.count.setAccessibleName(self.count.text())

    def stop(self) -> None:
        """Forget a search that is about to begin."""
        self._pause.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop()
        super().hideEvent(event)

    def _menu(self, name: str) -> QVBoxLayout:
        title = self._language.text(_NARROWED[name][0])
        menu = CalmCombo()
        menu.setAccessibleName(title)
        menu.activated.connect(self._narrow_now)
        menu.setMinimumContentsLength(6)
        self.menus[name] = menu
        self._fill(name, menu, [])
        above = hint(title)
        above.setBuddy(menu)
        column = QVBoxLayout()
        column.setSpacing(S1)
        column.addWidget(above)
        column.addWidget(menu)
        return column

    def _fill(self, name: str, menu: CalmCombo, values: Sequence[str]) -> None:
        menu.clear()
        menu.addItem(self._language.text(N_("All")), "")
        codes = _codes_of(self._kind, name)
        if not codes:
            shown = [(value, value) for value in sorted(values, reverse=True)]
        else:
            known = code_list(codes)
            shown = [(known.label(value, self._language.code), value) for value in values]
            shown.sort(key=lambda pair: fold(pair[0]))
        for text, value in shown:
            menu.addItem(text, value)
        menu.view().setMinimumWidth(menu.view().sizeHintForColumn(0) + 24)

    def _empty(self) -> None:
        self.search.clear()
        self.only_to_check.setChecked(False)
        for menu in self.menus.values():
            menu.setCurrentIndex(0)

    def _narrow_now(self) -> None:
        self.stop()
        self._show_clear()
        self.narrowed.emit()

    def _show_clear(self) -> None:
        self.clear.setVisible(bool(self.wanted) or self.filters != Filters())


def _codes_of(kind: str, name: str) -> str:
    """Return the list of codes of a filter, nothing for years."""
    field = {"what": WHAT, "state": STATE}.get(name, {}).get(kind)
    return KINDS[kind].question(field).codes if field else _NARROWED[name][1]
