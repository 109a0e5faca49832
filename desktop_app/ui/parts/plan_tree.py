"""What a bundle would change, as a tree: the bundle, outcomes with their counts, records."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop_app.language import N_, Language
from desktop_app.records.merge import MergePlan, Outcome, PlannedRecord
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.outcome_words import OUTCOMES
from desktop_app.ui.parts.wording import tooltip

_PLACES = Qt.ItemDataRole.UserRole


class PlanTree(QTreeWidget):
    """Tells which record is marked; what asks for a decision comes first."""

    chosen = Signal(object)  # a PlannedRecord

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._records: Sequence[PlannedRecord] = ()
        self.setHeaderHidden(True)
        self.setProperty("role", "quiet")
        self.setUniformRowHeights(True)
        self.setAccessibleName(language.text(N_("What the bundle brings")))
        self.currentItemChanged.connect(self._tell)

    def show_plan(
        self, name: str, plan: MergePlan, title_of: Callable[[PlannedRecord], str]
    ) -> None:
        """Show a plan below the name of its bundle and mark its first record."""
        self.clear()
        self._records = plan.records
        root = QTreeWidgetItem([name])
        self.addTopLevelItem(root)
        first: QTreeWidgetItem | None = None
        for outcome, (sign, colour, _word, forms) in OUTCOMES.items():
            places = [at for at, one in enumerate(plan.records) if one.outcome is outcome]
            if not places:
                continue
            branch = QTreeWidgetItem([self._language.plural(forms, len(places))])
            branch.setIcon(0, icon(sign, colour))
            branch.setData(0, _PLACES, places)
            # No more than its text is made of a record: a plan may name thousands.
            branch.addChildren([QTreeWidgetItem([title_of(plan.records[at])]) for at in places])
            root.addChild(branch)
            branch.setExpanded(outcome is not Outcome.SAME)
            first = first or branch.child(0)
        root.setExpanded(True)
        self.setCurrentItem(first or root)

    def record(self) -> PlannedRecord | None:
        """Return the record that is marked."""
        item = self.currentItem()
        branch = item.parent() if item is not None else None
        if item is None or branch is None:
            return None
        places = branch.data(0, _PLACES)
        return self._records[places[branch.indexOfChild(item)]] if places else None

    def viewportEvent(self, event: QEvent) -> bool:
        """Give a record its tooltip when one asks for it."""
        if isinstance(event, QHelpEvent) and (item := self.itemAt(event.pos())) is not None:
            item.setToolTip(0, tooltip(item.text(0)))
        return super().viewportEvent(event)

    def _tell(self) -> None:
        if (record := self.record()) is not None:
            self.chosen.emit(record)
