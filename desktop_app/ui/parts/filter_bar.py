"""What narrows a list: a search, and one menu for each thing it can be narrowed by."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.codes import code_list
from desktop_app.records.folding import fold
from desktop_app.records.list_words import status_word
from desktop_app.records.listing import Filters
from desktop_app.records.ordering import codes_of
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.elided import ElidedLabel
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.style import S1, S2, S3, button, label

PAUSE_MS = 120  # shorter than one notices, longer than between two keys of a word

_TITLES = {
    "status": N_("Status"),
    "stage": N_("Stage"),
    "modality": N_("Modality"),
    "partner": N_("Partner"),
    "sector": N_("Sector"),
    "sdg": N_("Goal (SDG)"),
    "year": N_("Year"),
    "source_type": N_("Type of source"),
    "instrument": N_("Instrument"),
    "office": N_("Office"),
    "what": N_("Kind"),
    "state": N_("How it stands"),
    "findings": N_("Findings"),
}
_FOUND = {
    "errors": N_("Something to correct"),
    "missing": N_("Something still open"),
    "warnings": N_("Something doubtful"),
    "conflicts": N_("A difference to decide"),
    "notes": N_("An open note"),
    "none": N_("Nothing to check"),
}
# kind -> the filters in sight, and those that are unfolded when they are wanted
FILTERS: dict[str, tuple[str, ...]] = {
    "initiative": ("status", "partner", "sector", "year"),
    "source": ("status", "source_type", "instrument", "sector"),
    "offer": ("status", "what", "state", "partner"),
    "practice": ("status", "state", "partner", "sector"),
    "agreement": ("status", "what", "partner", "year"),
    "meeting": ("status", "what", "partner", "year"),
    "commitment": ("status", "state", "partner", "year"),
    "office": ("status", "what", "partner"),
    "organisation": ("status", "partner", "what"),
    "contact": ("status", "partner"),
}
_FOLDED: dict[str, tuple[str, ...]] = {
    "initiative": ("stage", "modality", "sdg", "findings"),
    "source": ("sdg", "findings"),
    "offer": ("sector", "sdg", "findings"),
    "practice": ("sdg", "findings"),
}
_FINDINGS_ALONE = ("findings",)


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
        self.more = button("")
        self.more.setCheckable(True)
        self.more.clicked.connect(self._fold)
        self._folded = QWidget()
        self._folded.hide()
        in_sight = self._menus((*FILTERS[kind], *(("office",) if offices else ())))
        in_sight.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        folded = self._menus(self._folded_names())
        folded.setContentsMargins(0, 0, 0, 0)
        self._folded.setLayout(folded)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S2)
        box.addLayout(top)
        box.addLayout(in_sight)
        box.addWidget(self._folded)
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

    def show_wanted(self, search: str, filters: Filters) -> None:
        """Show a search and filters as a saved view has them, and narrow the list."""
        chosen = {name: getattr(filters, name) for name in self.menus}
        self._empty()
        self.search.setText(search)
        self.narrow_by(chosen, to_check=filters.to_check)

    def narrow(self, *, to_check: bool = False, **chosen: str) -> None:
        """Show only what fits; everything else that narrowed the list is taken away."""
        self._empty()
        self.narrow_by(chosen, to_check=to_check)

    def narrow_by(self, chosen: Mapping[str, str], *, to_check: bool) -> None:
        """Choose these values, beside what narrows the list already."""
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

    def _folded_names(self) -> tuple[str, ...]:
        return _FOLDED.get(self._kind, _FINDINGS_ALONE)

    def _menus(self, names: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S2)
        for name in names:
            row.addLayout(self._menu(name), 1)
        return row

    def _menu(self, name: str) -> QVBoxLayout:
        title = self._language.text(_TITLES[name])
        menu = CalmCombo()
        menu.setAccessibleName(title)
        menu.activated.connect(self._narrow_now)
        menu.setMinimumContentsLength(4)
        self.menus[name] = menu
        self._fill(name, menu, [])
        above = ElidedLabel(title, "hint")
        above.setBuddy(menu)
        column = QVBoxLayout()
        column.setSpacing(S1)
        column.addWidget(above)
        column.addWidget(menu)
        return column

    def _fill(self, name: str, menu: CalmCombo, values: Sequence[str]) -> None:
        menu.clear()
        menu.addItem(self._language.text(N_("All")), "")
        codes = codes_of(self._kind, name)
        if name == "findings":
            shown = [(self._language.text(text), value) for value, text in _FOUND.items()]
        elif not codes:
            shown = [(value, value) for value in sorted(values, reverse=True)]
        else:
            shown = [(self._label(codes, value), value) for value in values]
            shown.sort(key=lambda pair: (name == "sdg" and int(pair[1]), fold(pair[0])))
        for text, value in shown:
            menu.addItem(text, value)
        menu.view().setMinimumWidth(menu.view().sizeHintForColumn(0) + 24)

    def _label(self, codes: str, value: str) -> str:
        if codes == "status":
            return status_word(value, self._language)
        text = code_list(codes).label(value, self._language.code)
        return f"{value}. {text}" if codes == "sdg_goal" else text

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
        used = sum(bool(self.menus[name].currentData()) for name in self._folded_names())
        if used and not self.more.isChecked():
            self.more.setChecked(True)
        text = N_("More filters ({n})") if used else N_("More filters")
        self.more.setText(self._language.text(text, n=used))
        self._fold()

    def _fold(self) -> None:
        self._folded.setVisible(self.more.isChecked())
