"""Choosing a country or an institution by typing a part of its name, without its accents."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QWidget

from desktop_app.records.codes import Code, code_list
from desktop_app.records.folding import fold
from desktop_app.ui.parts.style import set_role

Index = QModelIndex | QPersistentModelIndex
_CODE = Qt.ItemDataRole.UserRole
_FOUND_BY = Qt.ItemDataRole.UserRole + 1


class _FoldedCompleter(QCompleter):
    """Finds “perú” by “peru”: both sides are folded."""

    def splitPath(self, typed: str) -> list[str]:
        return [fold(typed)]

    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PartyBox(QComboBox):
    """A list one can type into; `code` is what was chosen, empty while the text names nothing."""

    picked = Signal(str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        model = QStandardItemModel(self)
        for party in _sorted_parties(language):
            item = QStandardItem(party.label(language))
            item.setData(party.code, _CODE)
            words = (party.label(language), party.code, party.extra.get("synonyms", ""))
            item.setData(fold(" ".join(words)), _FOUND_BY)
            model.appendRow(item)
        self.setModel(model)
        completer = _FoldedCompleter(model, self)
        completer.setCompletionRole(_FOUND_BY)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        found = QListView()
        set_role(found, "choices")
        completer.setPopup(found)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)
        self.activated.connect(lambda: self.picked.emit(self.code))

    @property
    def code(self) -> str:
        """The code of the row whose name or code stands in the field, else empty."""
        typed = fold(self.currentText()).strip()
        for row in range(self.count()):
            known = {fold(self.itemText(row)), fold(str(self.itemData(row, _CODE)))}
            if typed and typed in known:
                return str(self.itemData(row, _CODE))
        return ""

    def choose(self, code: str) -> None:
        """Show the party with this code; an unknown one empties the field."""
        self.setCurrentIndex(self.findData(code, _CODE))
        if self.currentIndex() < 0:
            self.setEditText("")


def _sorted_parties(language: str) -> list[Code]:
    return sorted(code_list("party").active(), key=lambda party: fold(party.label(language)))
