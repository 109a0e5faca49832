"""What a bundle would change, as a tree: the bundle, outcomes with their counts, records."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop_app.language import N_, Language
from desktop_app.records.merge import MergePlan, Outcome, PlannedRecord
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.outcome_words import OUTCOMES
from desktop_app.ui.parts.wording import tooltip

_PLACE = Qt.ItemDataRole.UserRole


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
            for at in places:
                title = title_of(plan.records[at])
                leaf = QTreeWidgetItem([title])
                leaf.setToolTip(0, tooltip(title))
                leaf.setData(0, _PLACE, at)
                branch.addChild(leaf)
            root.addChild(branch)
            branch.setExpanded(outcome is not Outcome.SAME)
            first = first or branch.child(0)
        root.setExpanded(True)
        self.setCurrentItem(first or root)

    def record(self) -> PlannedRecord | None:
        """Return the record that is marked."""
        item = self.currentItem()
        at = item.data(0, _PLACE) if item is not None else None
        return self._records[at] if isinstance(at, int) else None

    def _tell(self) -> None:
        if (record := self.record()) is not None:
            self.chosen.emit(record)
