"""The statistics: figure by figure with its chart, each number with the records behind it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
)

from desktop_app.actions import charting, figures, lists, records
from desktop_app.language import N_
from desktop_app.records.figures.figure import Figure, Statistics
from desktop_app.records.figures.words import period_text
from desktop_app.records.list_words import status_word
from desktop_app.ui.parts.chart_view import points
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.figure_panel import FigurePanel
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Line
from desktop_app.ui.parts.style import S3, S4, S5, button, heading, hint, tokens

if TYPE_CHECKING:
    from desktop_app.records.progress import Progress
    from desktop_app.ui.parts.background import Job

_ID = Qt.ItemDataRole.UserRole
_LIST_WIDE, _CHART_WIDEST = 250, 760
_AROUND, _ABOVE, _TALLEST = 30, 6, 1000  # beside a title and above it: the bar, what the style adds
_MOST_BEHIND = 500
_GROUPS = (
    (N_("How many"), ("I1", "I2")),
    (N_("With whom"), ("I3", "I4", "I5", "I8")),
    (N_("About what"), ("I6", "I7")),
    (N_("Time"), ("I9", "I10", "I11")),
    (N_("Money and kind"), ("I12", "I13", "I14", "I15", "I16")),
    (N_("How one works together"), ("I17", "I18", "I19", "I20")),
    (N_("Offers, sources, practices"), ("I21", "I22", "I23")),
    (N_("Quality of the data"), ("Q1", "Q2", "Q3", "Q4", "Q5")),
)


class FiguresPage(Page):
    """Counts in the background; what was counted before stays in sight meanwhile."""

    title = N_("Figures")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: Statistics | None = None
        self._job: Job | None = None
        self._chosen = ""  # the figure in sight
        say = self.language.text
        self.year = self._menu(say(N_("Year")))
        self.of = self._menu(say(N_("Office")))
        self.of.setVisible(self.office.is_secretariat)
        self.about = hint("")
        self.book = button(say(N_("Save as workbook…")))
        put_icon(self.book, "download")
        self.book.clicked.connect(lambda _checked=False: self.export_list())
        self.list = QListWidget()
        self.list.setAccessibleName(say(self.title))
        self.list.setProperty("role", "quiet")
        self.list.setFixedWidth(_LIST_WIDE)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.panel = FigurePanel(self.language)
        self.panel.pressed.connect(self._show_behind)
        self.panel.opened.connect(self.open_record.emit)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setAccessibleName(say(self.title))
        self.scrolled.setWidget(self.panel)
        self.panel.hide()
        self._lay_out()

    def _menu(self, name: str) -> QComboBox:
        made = CalmCombo()
        made.setAccessibleName(name)
        made.setAccessibleDescription(name)  # on Linux its name is the choice
        made.setMinimumContentsLength(0)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.activated.connect(lambda _: self._count())
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(S3)
        top.addWidget(heading(self.heading()), 1)
        for shown in (self.of, self.year, self.book):
            top.addWidget(shown)
        middle = QHBoxLayout()
        middle.setSpacing(S5)
        middle.addWidget(self.list)
        middle.addWidget(self.scrolled, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S3)
        box.addLayout(top)
        box.addWidget(self.about)
        box.addLayout(middle, 1)

    def refresh(self) -> None:
        choices = lists.filter_choices(self.office, "initiative")
        say = self.language.text
        years = sorted(choices.get("year", ()), reverse=True)
        self._fill(self.year, say(N_("All years")), [(year, year) for year in years])
        offices = [(code, code) for code in choices.get("office", ())]
        self._fill(self.of, say(N_("All offices")), offices)
        self._count()

    def _fill(self, menu: QComboBox, everything: str, values: list[tuple[str, str]]) -> None:
        chosen = menu.currentData()
        menu.clear()
        menu.addItem(everything, "")
        for text, value in values:
            menu.addItem(text, value)
        menu.setCurrentIndex(max(menu.findData(chosen), 0))

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("download"), self.book.text(), self)
        action.triggered.connect(self.export_list)
        return [action]

    def search_here(self) -> bool:
        self.list.setFocus()
        return True

    def leave(self) -> bool:
        if self._job is not None:
            self._job.cancel()
        return True

    def close_page(self) -> None:
        self.leave()

    def _count(self) -> None:
        self.leave()
        year, of = self.year.currentData() or "", self.of.currentData() or ""

        def count(step: "Progress") -> Statistics:
            found = figures.statistics(self.office, of, year=int(year) if year else None, step=step)
            # What draws and its fonts are read here, where the window need not wait for them.
            charting.drawn(next(iter(found)), self.language, _CHART_WIDEST, dark=False)
            return found

        self.about.setText(self.language.text(N_("Counting …")))
        self.book.setEnabled(False)
        self._job = self.look_through(count, self.language.text(N_("Counting")), self._take)

    def _take(self, found: Statistics) -> None:
        self._found = found
        words, first = self.language, next(iter(found))
        text = N_("{period} · data as of {date}")
        cut_off = words.date(found.about.cut_off)
        self.about.setText(words.text(text, period=period_text(first, words), date=cut_off))
        self.book.setEnabled(True)
        self._list_figures(found)

    def _list_figures(self, found: Statistics) -> None:
        """List the figures under their groups; the one that was shown stays chosen."""
        chosen = self._chosen
        self.list.blockSignals(True)
        self.list.clear()
        for title, indicators in _GROUPS:
            self.list.addItem(self._group(title))
            for indicator in indicators:
                for figure in found.of_indicator(indicator):
                    self.list.addItem(self._line(figure))
        places = {self.list.item(row).data(_ID): row for row in range(self.list.count())}
        self.list.blockSignals(False)
        self.list.setCurrentRow(places.get(chosen, places.get("I1", 1)))
        self._show_chosen()

    def _group(self, title: str) -> QListWidgetItem:
        made = QListWidgetItem(self.language.text(title))
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        font = made.font()
        font.setBold(True)
        made.setFont(font)
        return made

    def _line(self, figure: Figure) -> QListWidgetItem:
        title = self.language.text(figure.title)
        made = QListWidgetItem(title)
        made.setData(_ID, figure.id)
        # Qt leaves out the room that the style takes, and cuts what just needs a second line.
        room = QRect(0, 0, _LIST_WIDE - _AROUND, _TALLEST)
        wrapped = self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, title)
        made.setSizeHint(QSize(0, wrapped.height() + 2 * _ABOVE))
        return made

    def _show_chosen(self) -> None:
        rows = self.list.selectionModel().selectedIndexes()
        name = str(rows[0].data(_ID) or "") if rows else ""
        if self._found is None or not name:
            return
        self._chosen = name
        figure = self._found[name]
        room = min(self.scrolled.viewport().width() - S5, _CHART_WIDEST) / points()
        chart = charting.drawn(figure, self.language, room, dark=tokens().dark)
        self.panel.show_figure(figure, chart)
        self.panel.show()
        self.scrolled.verticalScrollBar().setValue(0)

    def _show_behind(self, uids: tuple[str, ...], about: str) -> None:
        found = figures.records_behind(self.office, uids[:_MOST_BEHIND])
        code = self.language.code
        self.panel.show_behind(
            [
                Line(
                    (
                        record.human_code,
                        records.title_of(record, code),
                        status_word(record.status, self.language),
                    ),
                    record.uid,
                )
                for record in found
            ],
            about,
        )
        self.scrolled.ensureWidgetVisible(self.panel.behind_view)

    def export_list(self) -> bool:
        if self._found is None:
            return True
        name = f"{self.language.text(self.title)}.xlsx"
        asked = self.language.text(N_("Save as workbook"))
        chosen, _ = QFileDialog.getSaveFileName(self, asked, name, "*.xlsx")
        if chosen:
            self.save_book(Path(chosen))
        return True

    def save_book(self, path: Path) -> None:
        """Write the figures that are shown as a workbook, one sheet each."""
        if self._found is None:
            return
        wanted = partial(figures.keep_statistics, path, self._found, self.language)
        text = N_("The figures are in {file}.")

        def tell(_: object) -> None:
            self.told.emit(self.language.text(text, file=path.name), "good")

        self.run(wanted, self.language.text(N_("Writing the workbook")), tell)
