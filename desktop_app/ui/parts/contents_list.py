"""The sections of a form, each with what is still open in it."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem

from desktop_app.language import N_, Language
from desktop_app.records.questionnaire import Kind
from desktop_app.ui.parts.style import S2, S3

_COUNT = 36


class ContentsList(QTreeWidget):
    """A narrow table of contents; a click goes to the section."""

    chosen = Signal(int)

    def __init__(self, kind: Kind, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("role", "quiet")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(language.text(N_("Sections")))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_COUNT)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _COUNT)
        for section in kind.sections:
            item = QTreeWidgetItem([language.text(section.title), ""])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Say how many answers are open in each section, by its place."""
        for place in range(self.topLevelItemCount()):
            item, count = self.topLevelItem(place), counts.get(place, 0)
            if item is not None:
                item.setText(1, self._language.number(count) if count else "")

    def mark(self, place: int) -> None:
        """Show which section is in sight."""
        if item := self.topLevelItem(place):
            self.setCurrentItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()
        self.doItemsLayout()
        self.updateGeometry()

    def _wrap(self) -> None:
        """Let each title have the lines it needs: Qt does not count them for a tree."""
        wide, metrics = self.columnWidth(0) - S2, self.fontMetrics()
        wrapped = Qt.TextFlag.TextWordWrap.value
        for place in range(self.topLevelItemCount()):
            if item := self.topLevelItem(place):
                box = metrics.boundingRect(0, 0, max(wide, 1), 1000, wrapped, item.text(0))
                item.setSizeHint(0, QSize(wide, box.height() + S3))

    def sizeHint(self) -> QSize:
        model = self.model()
        lines = [model.index(place, 0) for place in range(model.rowCount())]
        height = sum(self.rowHeight(line) for line in lines)
        return QSize(160, height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(self.indexOfTopLevelItem(item))
