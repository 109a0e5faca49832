"""One figure of the page of figures: its words, its chart, its table, and the records behind."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.figures.figure import Figure
from desktop_app.records.figures.words import coverage_text
from desktop_app.ui.parts.chart_view import ChartView
from desktop_app.ui.parts.figure_table import FigureTable, FigureView
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.style import S3, S4, heading, hint, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.actions.charting import Drawn

_BEHIND_TALL = 320


class FigurePanel(QWidget):
    """Shows what it is given; says which number was pressed and which record is to be opened."""

    pressed = Signal(object, str)  # the uids behind a number, and what the number is about
    opened = Signal(str)  # uid

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        say = language.text
        self.title = heading("")
        self.note = hint("")
        self.coverage = label("", "secondary")
        self.chart = ChartView()
        self.view: FigureView | None = None
        self.behind_title = heading("", section=True)
        self.behind = PlainTable(
            [
                Heading(say(N_("Code")), 130),
                Heading(say(N_("Title"))),
                Heading(say(N_("Status")), 120),
            ],
            self,
        )
        self.behind_view = lines_view(self.behind, say(N_("Records behind the number")))
        self.behind_view.activated.connect(self._open)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, S4, S4)
        self.box.setSpacing(S3)
        for shown in (self.title, self.coverage, self.note, self.chart):
            self.box.addWidget(shown)
        self.box.addWidget(self.behind_title)
        self.box.addWidget(self.behind_view)
        self.box.addStretch(1)
        self.hide_behind()

    def show_figure(self, figure: Figure, chart: "Drawn | None") -> None:
        """Show a figure; the records behind the one before are no longer in sight."""
        say = self._language
        title = say.text(figure.title)
        self.title.setText(title)
        self.coverage.setText(coverage_text(figure, say))
        remarks = [say.sentence(remark) for remark in figure.remarks]
        self.note.setText(" ".join([say.text(figure.note), *remarks]))
        self.chart.show_chart(chart, title)
        self._clear()
        self.view = FigureView(FigureTable(figure, say, self), title)
        self.view.fit(self._room)
        self.view.table.clicked.connect(self._press)
        self.view.table.activated.connect(self._press)
        self.box.insertWidget(self.box.indexOf(self.behind_title), self.view.table)
        self.hide_behind()

    def show_behind(self, lines: "Sequence[Line]", about: str) -> None:
        """Show the records behind a number under what the number is about."""
        text = N_("Behind “{number}”")
        self.behind_title.setText(self._language.text(text, number=about))
        self.behind.show(lines)
        self.behind_title.show()
        self.behind_view.show()
        fit_height(self.behind_view, _BEHIND_TALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            self.view.fit(self._room)

    @property
    def _room(self) -> int:
        return self.width() - S4

    def hide_behind(self) -> None:
        self.behind_title.hide()
        self.behind_view.hide()

    def _clear(self) -> None:
        if self.view is not None:
            self.box.removeWidget(self.view.table)
            self.view.table.hide()
            self.view.table.deleteLater()
            self.view.model.deleteLater()

    def _press(self, index: QModelIndex) -> None:
        if self.view is None:
            return
        cell = self.view.model.cell(index)
        if cell is not None and cell.uids:
            self.pressed.emit(cell.uids, self.view.model.said(index))
        else:
            self.hide_behind()

    def _open(self, index: QModelIndex) -> None:
        line = self.behind.line(index)
        if line is not None:
            self.opened.emit(str(line.about))
