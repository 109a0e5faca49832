"""What would be printed: choose the document, its language and paper; save it or print it."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout

from desktop_app.actions import printing
from desktop_app.language import LANGUAGE_NAMES, N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import Progress
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.pdf_view import ZOOM_STEP, PdfView, fit_printer, print_pages
from desktop_app.ui.parts.style import S2, S3, S4, S5, button, heading, label

if TYPE_CHECKING:
    from desktop_app.records.record import Record
    from desktop_app.ui.parts.background import Job

_LONGEST = 36
_SHOWN_LETTERS = 24
_PAPERS = {"a4": N_("A4"), "letter": N_("Letter")}


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be printed; `write` gets the file, then by name language, paper, step."""

    title: str  # in the reader's language
    file_name: str
    write: Callable[..., object]


class PreviewPage(Page):
    """Makes the PDF anew with each choice, in a folder of its own that goes with the page."""

    title = N_("Print")

    def __init__(self, context: Context, record: "Record | None" = None) -> None:
        super().__init__(context)
        self._files = tempfile.TemporaryDirectory(prefix="surco-")
        self.folder = Path(self._files.name)
        self._count = 0
        self._job: Job | None = None
        self._file: Path | None = None
        self._documents = self._printable(record)
        self.view = PdfView()
        self._far = label("", "hint", wrap=False)
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_: self._say_page())
        self.view.zoomed.connect(lambda _: self._say_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S4, S5, 0)
        column.setSpacing(S3)
        column.addLayout(self._head())
        column.addLayout(self._choices())
        column.addWidget(self.view, 1)
        self.refresh()

    def _printable(self, record: "Record | None") -> list[Document]:
        office, words = self.office, self.language
        found = []
        if record is not None and record.kind in ("initiative", "source"):
            what = {"initiative": "fiche", "source": "source"}[record.kind]
            name = record.local(KINDS[record.kind].title_field, words.code)
            found.append(
                Document(
                    words.text(N_("Page of “{title}”"), title=_short(name or record.human_code)),
                    record.human_code or record.kind,
                    partial(printing.DOCUMENTS[what].write, office, record.uid),
                )
            )
        profile = words.text(N_("Profile of {office}"), office=office.name)
        found.append(
            Document(
                profile,
                f"{office.code}-profile",
                partial(printing.DOCUMENTS["profile"].write, office, ""),
            )
        )
        return found

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(heading(self.heading()))
        row.addStretch()
        self._save = button(self.language.text(N_("Save as ...")))
        self._save.setIcon(icon("save"))
        self._save.clicked.connect(self._choose_file)
        self._print = button(self.language.text(N_("Print ...")), primary=True)
        self._print.setIcon(icon("printer", "on_accent"))
        self._print.clicked.connect(self.print_with_dialogue)
        row.addWidget(self._save)
        row.addWidget(self._print)
        return row

    def _choices(self) -> QHBoxLayout:
        words, row = self.language, QHBoxLayout()
        row.setSpacing(S2)
        self._document = self._menu(words.text(N_("Document")), row)
        for document in self._documents:
            self._document.addItem(document.title)
        self._document.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._document.setMinimumContentsLength(_SHOWN_LETTERS)
        row.setStretch(0, 1)
        self._language = self._menu(words.text(N_("Language")), row)
        for code, name in LANGUAGE_NAMES.items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(words.code))
        self._paper = self._menu(words.text(N_("Paper")), row)
        for paper, name in _PAPERS.items():
            self._paper.addItem(words.text(name), paper)
        row.addWidget(self._far)
        for name, text, act in (
            ("zoom-out", N_("Smaller"), self._smaller),
            ("zoom-in", N_("Larger"), self._larger),
            ("maximize-2", N_("Fit the width"), self.view.fit_width),
        ):
            row.addWidget(_tool(name, words.text(text), act))
        return row

    def _menu(self, name: str, row: QHBoxLayout) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.activated.connect(lambda _: self.refresh())
        row.addWidget(made)
        return made

    def _larger(self) -> None:
        self.view.zoom_by(ZOOM_STEP)

    def _smaller(self) -> None:
        self.view.zoom_by(1 / ZOOM_STEP)

    def refresh(self) -> None:
        """Make the PDF of what is chosen; the one before stays in sight meanwhile."""
        if self._job is not None:
            self._job.cancel()
        self._count += 1
        path = self.folder / f"{self._count}.pdf"
        document = self._documents[self._document.currentIndex()]
        language = Language(self._language.currentData(), self.office.country)
        paper = self._paper.currentData()

        def write(step: Progress) -> object:
            return document.write(path, language=language, paper=paper, step=step)

        for one in (self._save, self._print):
            one.setEnabled(False)
        self._far.setText(self.language.text(N_("Setting the pages ...")))
        self._job = self.run(write, document.title, lambda _: self._show(path))
        self._job.ended.connect(self._say_page)

    def _show(self, path: Path) -> None:
        self._file = path
        self.view.load(path)
        for one in (self._save, self._print):
            one.setEnabled(True)

    def _say_page(self) -> None:
        count = self.view.page_count
        pages = self.language.plural((N_("{n} page"), N_("{n} pages")), count) if count else ""
        self._far.setText(f"{pages} · {round(self.view.zoom * 100)} %" if count else "")

    def _choose_file(self) -> None:
        document = self._documents[self._document.currentIndex()]
        name = f"{document.file_name}-{self._language.currentData()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.language.text(N_("Save as")), name, "*.pdf"
        )
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Copy the PDF that is shown to `path`."""
        if self._file is None:
            return
        shutil.copyfile(self._file, path)
        self.told.emit(self.language.text(N_("Saved as {file}."), file=path.name), "good")

    def print_with_dialogue(self) -> None:
        """Ask for a printer in the platform's way and send it the pages."""
        if self._file is None:
            return
        shown = self._file
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        fit_printer(printer, shown)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.view.page_count)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            what = self.language.text(N_("Printing"))
            self.run(partial(print_pages, shown, printer), what)
        dialog.deleteLater()

    def leave(self) -> bool:
        if self._job is not None:
            self._job.cancel()
        return True

    def close_page(self) -> None:
        self.leave()
        self.view.close_pages()
        self._files.cleanup()


def _tool(picture: str, text: str, act: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.clicked.connect(act)
    return made


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
