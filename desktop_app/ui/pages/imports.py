"""Taking in a file of another program: look first, then take it, and take it back as a whole."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.actions import importing, keeping
from desktop_app.actions.importing import ImportPlan
from desktop_app.language import N_, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.people import Role
from desktop_app.records.progress import Progress
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, fit_height, lines_view
from desktop_app.ui.parts.step_block import StepBlock, side_by_side
from desktop_app.ui.parts.style import S2, button, heading, hint, label

_WIDTH = 760
_TABLE_HEIGHT = 190
_READ = N_plural("{n} record read in {file}.", "{n} records read in {file}.")
_COUNTS = {
    Outcome.NEW: N_plural("{n} new", "{n} new"),
    Outcome.CHANGED: N_plural("{n} changed", "{n} changed"),
    Outcome.SAME: N_plural("{n} as they are here", "{n} as they are here"),
}
_REFUSED = N_plural("{n} not taken", "{n} not taken")
_TAKEN = N_plural(
    "{n} record came in as a draft. Mark it as ready when it is checked.",
    "{n} records came in as drafts. Mark them as ready when they are checked.",
)
_BACK = N_plural("{n} record was taken back.", "{n} records were taken back.")
_STAY = N_plural("{n} was changed since and stays.", "{n} were changed since and stay.")


class ImportPage(Page):
    """Nothing is written before somebody has seen what would come."""

    title = N_("Imports")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._plan: ImportPlan | None = None
        self.setAcceptDrops(True)
        column = narrow_column(self, _WIDTH)
        column.addWidget(heading(self.heading()))
        column.addWidget(self._which())
        column.addWidget(self._what())
        column.addWidget(self._earlier())
        column.addStretch(1)

    def refresh(self) -> None:
        rows = importing.imports(self.office)
        self.past.show(
            [
                Line(
                    (
                        self.language.date(row.at),
                        row.file_name,
                        self._counts_of(dict(row.report)),
                        self.language.text(N_("taken back")) if row.undone_at else "",
                    ),
                    "" if row.undone_at else row.id,
                    icon="undo-2" if row.undone_at else "download",
                )
                for row in rows
            ]
        )
        fit_height(self.past_view, _TABLE_HEIGHT)
        self._past_block.setVisible(bool(rows))
        self._show_undo()

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("download"), self.choose.text(), self)
        action.triggered.connect(self._choose_file)
        return [action]

    def look_at(self, path: Path) -> None:
        """Read a file and show what it would bring; nothing is written."""
        self.choose.setEnabled(False)
        job = self.look_through(
            lambda step: importing.plan_import(self.office, path, step),
            self.language.text(N_("Reading {file}"), file=path.name),
            self._show_plan,
        )
        job.ended.connect(lambda: self.choose.setEnabled(True))

    def take(self) -> None:
        """Take in what was shown."""
        plan = self._plan
        if plan is None:
            return
        self.apply.setEnabled(False)
        coming = plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED)

        def done(_name: str) -> None:
            self._plan = None
            self._plan_block.hide()
            self.told.emit(self.language.plural(_TAKEN, coming), "good")
            self.changed.emit(set(KINDS))
            self.refresh()

        def taken(step: Progress) -> str:
            keeping.back_up(self.office)
            return importing.apply_import(self.office, plan, step)

        job = self.run(
            taken,
            self.language.text(N_("Taking in {file}"), file=plan.path.name),
            done,
        )
        job.ended.connect(lambda: self.apply.setEnabled(self._plan is not None))

    def undo(self) -> None:
        """Take back the import that is marked in the list."""
        name = self._marked()
        if not name:
            return
        self.undo_button.setEnabled(False)
        self.run(
            lambda step: importing.undo_import(self.office, name, step),
            self.language.text(N_("Taking the import back")),
            self._tell_undone,
        ).ended.connect(self._show_undo)

    def _tell_undone(self, went: tuple[int, int]) -> None:
        back, stay = went
        said = [self.language.plural(_BACK, back)]
        if stay:
            said.append(self.language.plural(_STAY, stay))
        self.told.emit(" ".join(said), "good")
        self.changed.emit(set(KINDS))
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.look_at(Path(urls[0].toLocalFile()))

    def _which(self) -> QWidget:
        say = self.language.text
        block = StepBlock(1, say(N_("Which file")), self.language)
        self.choose = button(say(N_("Choose a file…")), primary=True)
        self.choose.clicked.connect(lambda _checked=False: self._choose_file())
        block.add(
            hint(
                say(
                    N_(
                        "An IATI file of activities or of an organisation (XML, version 2.03)."
                        " You can also drop it here. You see what would come before anything is"
                        " written."
                    )
                )
            )
        )
        block.add(side_by_side(self.choose))
        return block

    def _what(self) -> QWidget:
        say = self.language.text
        self._plan_block = StepBlock(2, say(N_("What would come")), self.language)
        block = self._plan_block
        self.sum = label("", "strong")
        self.counts = label("", "secondary")
        self.kept_title = label(
            say(N_("Kept with the records, though Surco has no field for it yet")), "strong"
        )
        self.kept = PlainTable(
            [Heading(say(N_("In the file"))), Heading(say(N_("Times")), 96, figures=True)], self
        )
        self.kept_view = lines_view(self.kept, self.kept_title.text())
        self.refused = QVBoxLayout()
        self.refused.setSpacing(S2)
        self.apply = button(say(N_("Take it in")), primary=True)
        self.apply.clicked.connect(lambda _checked=False: self.take())
        for shown in (self.sum, self.counts):
            block.add(shown)
        block.add(self.refused)
        block.add(side_by_side(self.apply))
        block.add(self.kept_title)
        block.add(self.kept_view)
        block.hide()
        return block

    def _earlier(self) -> QWidget:
        say = self.language.text
        self._past_block = QWidget()
        box = QVBoxLayout(self._past_block)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(heading(say(N_("Earlier imports")), section=True))
        self.past = PlainTable(
            [
                Heading(say(N_("Date")), 132),
                Heading(say(N_("File"))),
                Heading(say(N_("Records")), 220),
                Heading("", 110),
            ],
            self,
        )
        self.past_view = lines_view(self.past, say(N_("Earlier imports")))
        self.past_view.selectionModel().selectionChanged.connect(lambda *_: self._show_undo())
        self.undo_button = button(say(N_("Take this import back")))
        put_icon(self.undo_button, "undo-2")
        self.undo_button.clicked.connect(lambda _checked=False: self.undo())
        box.addWidget(self.past_view)
        box.addLayout(side_by_side(self.undo_button))
        return self._past_block

    def _choose_file(self) -> None:
        title = self.language.text(N_("The file to take in"))
        kinds = self.language.text(N_("IATI files")) + " (*.xml)"
        chosen, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if chosen:
            self.look_at(Path(chosen))

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.sum.setText(self.language.plural(_READ, plan.read, file=plan.path.name))
        coming = plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED)
        nothing = self.language.text(N_("Nothing new: all of it is here already."))
        self.counts.setText(self._counts_of(importing.report(plan)) if coming else nothing)
        while (item := self.refused.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for name, error in plan.refused[:20]:
            text = f"{name}: {self.language.error(error)}"
            self.refused.addWidget(NoticeLine(text, icon="circle-alert", role="warning"))
        self.kept.show(
            [
                Line((element, self.language.number(count)))
                for element, count in sorted(plan.unmapped.items(), key=lambda pair: -pair[1])
            ]
        )
        fit_height(self.kept_view, _TABLE_HEIGHT)
        self.kept_title.setVisible(bool(plan.unmapped))
        self.kept_view.setVisible(bool(plan.unmapped))
        self.apply.setEnabled(bool(coming))
        self._plan_block.show()
        self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counts_of(self, report: dict[str, int]) -> str:
        said = [
            self.language.plural(forms, report[outcome.value])
            for outcome, forms in _COUNTS.items()
            if report.get(outcome.value)
        ]
        if report.get("refused"):
            said.append(self.language.plural(_REFUSED, report["refused"]))
        return ", ".join(said)

    def _marked(self) -> str:
        """Return the name of the import that is marked and still counts, else nothing."""
        line = self.past.line(self.past_view.currentIndex())
        return str(line.about) if line and line.about else ""

    def _show_undo(self) -> None:
        allow(self.context, Role.REVIEWS, self.undo_button, when=bool(self._marked()))
