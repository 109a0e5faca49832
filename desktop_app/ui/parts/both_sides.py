"""Two states of one record side by side, above its form: to look at, or to decide between."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.differences import Difference
from desktop_app.records.questionnaire import Kind
from desktop_app.records.shown import NameOf
from desktop_app.ui.parts.changes_table import ChangeLine, ChangesTable, Choice
from desktop_app.ui.parts.differing import MarkedCell
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.style import S2, S3, button
from desktop_app.ui.parts.wording import slot_label, slot_text

_FIELD_WIDTH, _RESULT_WIDTH = 150, 150
TITLES = (N_("Answer"), N_("Saved"), N_("What you typed"), N_("Result"))
CHOSEN = {Choice.KEEP: N_("the saved one"), Choice.TAKE: N_("what you typed")}

Choices = Sequence[tuple[str, Callable[[], object]]]


class BothSides(QWidget):
    """Hidden until there is something to ask; while it asks, the form should not be seen."""

    asking = Signal(bool)

    def __init__(self, kind: Kind, language: Language, name_of: NameOf) -> None:
        super().__init__()
        self._kind, self._language, self._name_of = kind, language, name_of
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ChangesTable(language, self, titles=TITLES, chosen=CHOSEN)
        self.view = self._table()
        self._row = QHBoxLayout()
        self._row.setSpacing(S2)
        self._each = QHBoxLayout()
        self._each.setSpacing(S2)
        for choice, text in (
            (Choice.KEEP, N_("Take the saved one")),
            (Choice.TAKE, N_("Take what you typed")),
        ):
            made = button(language.text(text))
            made.clicked.connect(lambda _checked=False, choice=choice: self.choose(choice))
            self._each.addWidget(made)
        self._each.addStretch(1)
        self._deciding = QWidget()
        self._deciding.setLayout(self._each)
        self._each.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S2, S3, S2)
        box.setSpacing(S2)
        box.addLayout(self._row)
        box.addWidget(self.view, 1)
        box.addWidget(self._deciding)
        self.hide()

    def ask(
        self,
        sentence: str,
        found: Sequence[Difference],
        choices: Choices,
        *,
        deciding: bool = False,
    ) -> None:
        """Say one sentence, translated already, over what differs; `choices` are its buttons."""
        self._clear()
        self._row.addWidget(NoticeLine(sentence, icon="info", role="info"), 1)
        for word, act in choices:
            made = button(self._language.text(word))
            made.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(made)
        self.model.show([self._line(one, deciding=deciding) for one in found])
        self.view.setColumnHidden(3, not deciding)
        self.view.setVisible(bool(found))
        self._deciding.setVisible(deciding)
        self.view.selectRow(0)
        self.show()
        self.view.setFocus()
        self.asking.emit(True)

    def done(self) -> None:
        """Hide, and let the form be seen again."""
        if self.isHidden():
            return  # the form is in sight, and may be typed in
        self.hide()
        self.asking.emit(False)

    def choose(self, choice: Choice) -> None:
        """Decide the marked line and go on to the next one."""
        row = self.view.currentIndex().row()
        self.model.choose(row, choice)
        self.view.selectRow(min(row + 1, self.model.rowCount() - 1))

    def taken(self) -> set[str]:
        """Return the slots for which what was typed stands."""
        lines = (self.model.line(row) for row in range(self.model.rowCount()))
        return {line.slot for line in lines if line and line.choice is Choice.TAKE}

    def _line(self, one: Difference, *, deciding: bool) -> ChangeLine:
        stored, typed = (
            slot_text(self._kind, one.slot, value, self._language, self._name_of)
            for value in (one.stored, one.typed)
        )
        mine = Choice.TAKE if one.mine else Choice.KEEP
        label = slot_label(self._kind, one.slot, self._language)
        return ChangeLine(one.slot, label, stored, typed, mine if deciding else None)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("role", "list")
        table.setAccessibleName(self._language.text(N_("What differs")))
        table.setItemDelegate(MarkedCell(table))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, _FIELD_WIDTH), (3, _RESULT_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            table.setColumnWidth(column, width)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _clear(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
