"""What would be printed: choose the document, its language and paper; save it or print it."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from desktop_app.actions import paragraphs, signing_paper
from desktop_app.actions.mailing import mail_document
from desktop_app.actions.printable import Edition
from desktop_app.actions.printing_parts import keep_copy
from desktop_app.errors import UserError
from desktop_app.language import LANGUAGE_NAMES, N_, Language, N_plural
from desktop_app.records.progress import Progress
from desktop_app.ui.parts.flow import Flow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.paragraph_bar import ParagraphBar
from desktop_app.ui.parts.pdf_view import ZOOM_STEP, PdfView, fit_printer, print_pages
from desktop_app.ui.parts.printed_documents import Document, documents
from desktop_app.ui.parts.style import S2, S3, S4, S5, button, heading, label
from desktop_app.ui.parts.wording import tooltip

if TYPE_CHECKING:
    from desktop_app.records.record import Record
    from desktop_app.ui.parts.background import Job

_SHOWN_LETTERS = 24
_PAPERS = {"a4": N_("A4"), "letter": N_("Letter")}
_PAGES = N_plural("{n} page", "{n} pages")


class PreviewPage(Page):
    """Makes the PDF anew with each choice, in a folder of its own that goes with the page."""

    title = N_("Print")

    def __init__(self, context: Context, record: "Record | None" = None, kind: str = "") -> None:
        super().__init__(context)
        self._files = tempfile.TemporaryDirectory(prefix="surco-", ignore_cleanup_errors=True)
        self.folder = Path(self._files.name)
        self._count = 0
        self._job: Job | None = None
        self._file: Path | None = None
        self._documents = documents(self.office, self.language, record, kind)
        self._shown = -1  # which of them is in sight
        self.paragraph = ParagraphBar(self.language)
        self.paragraph.given.connect(self.write_paragraph)
        self._written_in = self.language  # the paragraph that is edited
        self._made = ""  # what the figures make of the paragraph that is edited
        self.view = PdfView()
        self.view.setAccessibleName(self.language.text(N_("Pages as they will be printed")))
        self._far = label("", "hint", wrap=False)
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_: self._say_page())
        self.view.zoomed.connect(lambda _: self._say_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S4, S5, 0)
        column.setSpacing(S3)
        column.addLayout(self._head())
        column.addLayout(self._choices())
        column.addLayout(self._looks())
        column.addWidget(self.paragraph)
        column.addWidget(self.view, 1)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(heading(self.heading()), 1)
        self._mail = button(self.language.text(N_("E-mail ...")))
        put_icon(self._mail, "mail")
        self._mail.clicked.connect(self._choose_draft)
        self._save = button(self.language.text(N_("Save as ...")))
        put_icon(self._save, "save")
        self._save.clicked.connect(self._choose_file)
        self._print = button(self.language.text(N_("Print ...")), primary=True)
        put_icon(self._print, "printer", "on_accent")
        self._print.clicked.connect(self.print_with_dialogue)
        for one in (self._mail, self._save, self._print):
            row.addWidget(one)
        return row

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._mail, self._save, self._print, self._sign

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
        self._second = self._menu(words.text(N_("Second language")), row)
        self._second.addItem(words.text(N_("One language")), "")
        for code, name in LANGUAGE_NAMES.items():
            self._second.addItem(f"+ {name}", code)
        self._paper = self._menu(words.text(N_("Paper")), row)
        for paper, name in _PAPERS.items():
            self._paper.addItem(words.text(name), paper)
        return row

    def _looks(self) -> QHBoxLayout:
        words, row = self.language, QHBoxLayout()
        row.setSpacing(S2)
        self._edit = button(words.text(N_("Edit the paragraph…")))
        self._edit.clicked.connect(lambda _checked=False: self.edit_paragraph())
        self._tables = button(words.text(N_("Save as workbook…")))
        self._tables.clicked.connect(self._choose_workbook)
        self._sign = button(words.text(N_("Sign with a certificate…")))
        self._sign.clicked.connect(self._choose_certificate)
        if not signing_paper.can_sign():
            self._sign.hide()
        ways = Flow()  # goes on in a second line where the window is narrow
        for one in (self._edit, self._tables, self._sign):
            ways.addWidget(one)
        row.addLayout(ways, 1)
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
        made.setToolTip(tooltip(name))
        made.activated.connect(lambda _: self.refresh())
        row.addWidget(made)
        return made

    def _larger(self) -> None:
        self.view.zoom_by(ZOOM_STEP)

    def _smaller(self) -> None:
        self.view.zoom_by(1 / ZOOM_STEP)

    def refresh(self) -> None:
        """Make the PDF of what is chosen, or of data that changed.

        What was made before stays in sight meanwhile.
        """
        if self._job is not None:
            self._job.cancel()
        self._count += 1
        path = self._latest()
        chosen = self._document.currentIndex()
        document = self._documents[chosen]
        self._edit.setVisible(document.has_paragraph)
        self._tables.setVisible(document.write_tables is not None)
        if self._keep_paragraph():
            self.paragraph.hide()
        edition = self._edition(document)

        def write(step: Progress) -> object:
            return document.write(path, edition, step)

        for one in self._buttons():
            one.setEnabled(False)
        self._far.setText(self.language.text(N_("Setting the pages ...")))
        self._job = self.look_through(write, document.title, lambda _: self._show(path, chosen))
        self._job.ended.connect(self._say_page)

    def edit_paragraph(self) -> None:
        """Show what the profile says in words, in the language that is chosen, to be edited."""
        code = self._language.currentData()
        chosen = Language(code, self.office.country)

        def ask(found: paragraphs.Paragraph) -> None:
            self._made, self._written_in = found.made, chosen
            self.paragraph.ask(found, LANGUAGE_NAMES[code])

        self.look_through(
            lambda step: paragraphs.paragraph_of(self.office, chosen, step=step),
            self.language.text(N_("Counting")),
            ask,
        )

    def write_paragraph(self, text: str) -> None:
        """Let a text stand in the profile of the language it was written in, and show it."""
        if self._write_paragraph(text):
            self.refresh()

    def _keep_paragraph(self) -> bool:
        """Let the text stand that is being written; False when it cannot, which is said."""
        typed = self.paragraph.typed()
        return typed is None or self._write_paragraph(typed)

    def _write_paragraph(self, text: str) -> bool:
        try:
            paragraphs.write_paragraph(self.office, self._written_in, text, self._made)
        except UserError as error:
            self.report(error)
            return False
        self.paragraph.hide()
        return True

    def _latest(self) -> Path:
        return self.folder / f"{self._count}.pdf"

    def _edition(self, document: Document) -> Edition:
        """Return how the document is wanted: what is chosen in the menus."""
        first, second = self._language.currentData(), self._second.currentData()
        return Edition(
            language=self._chosen_language(),
            second=Language(second, self.office.country) if second and second != first else None,
            paper=self._paper.currentData(),
            public=document.public,
        )

    def _chosen_language(self) -> Language:
        return Language(self._language.currentData(), self.office.country)

    def _show(self, path: Path, chosen: int) -> None:
        """Show the pages; of the same document the place one looks at stays in sight."""
        if path != self._latest():
            return  # chosen anew, or changed, while these were made
        self.view.load(path, stay=chosen == self._shown)
        self._file, self._shown = path, chosen
        for one in self._buttons():
            one.setEnabled(True)

    def _say_page(self) -> None:
        count = self.view.page_count
        pages = self.language.plural(_PAGES, count) if count else ""
        self._far.setText(f"{pages} · {round(self.view.zoom * 100)} %" if count else "")

    def _file_name(self, ending: str) -> str:
        document = self._documents[self._document.currentIndex()]
        return f"{document.file_name}-{self._language.currentData()}.{ending}"

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.language.text(N_("Save as")), self._file_name("pdf"), "*.pdf"
        )
        if chosen:
            self.save(Path(chosen))

    def _choose_workbook(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.language.text(N_("Save as")), self._file_name("xlsx"), "*.xlsx"
        )
        if chosen:
            self.save_tables(Path(chosen))

    def save_tables(self, path: Path) -> None:
        """Write the tables of the document to a workbook: its twin, with every record."""
        document = self._documents[self._document.currentIndex()]
        write, edition = document.write_tables, self._edition(document)
        if write is None:
            return
        said = self.language.text(N_("Saved as {file}."), file=path.name)
        self.run(
            lambda step: write(path, edition, step),
            self.language.text(N_("Counting")),
            lambda _: self.told.emit(said, "good"),
        )

    def _choose_draft(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.language.text(N_("Save the e-mail draft")), self._file_name("eml"), "*.eml"
        )
        if chosen:
            self.mail(Path(chosen))

    def mail(self, path: Path) -> None:
        """Write an e-mail draft with the shown PDF attached and let the mail program open it."""
        if self._file is None:
            return
        document = self._documents[self._document.currentIndex()]
        attached = self.folder / self._file_name("pdf")
        keep_copy(self._file, attached)
        language = self._chosen_language()
        write = partial(mail_document, path, self.office, document.name, attached, language)
        self.run(
            lambda _step: write(),
            self.language.text(N_("E-mail draft")),
            lambda _: self._open(path),
        )

    def _open(self, draft: Path) -> None:
        self.told.emit(self.language.text(N_("Saved as {file}."), file=draft.name), "good")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft)))

    def save(self, path: Path) -> None:
        """Copy the PDF that is shown to `path`."""
        if self._file is None:
            return
        try:
            keep_copy(self._file, path)
        except UserError as error:
            self.report(error)
            return
        self.told.emit(self.language.text(N_("Saved as {file}."), file=path.name), "good")

    def _choose_certificate(self) -> None:
        given = self.context.ask_certificate()
        if given is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.language.text(N_("Save signed as")), self._file_name("pdf"), "*.pdf"
        )
        if chosen:
            self.sign(Path(chosen), *given)

    def sign(self, path: Path, file: Path, passphrase: str) -> None:
        """Save the PDF that is shown to `path`, signed with the certificate in a file."""
        if self._file is None:
            return
        shown = self._file
        language = self._chosen_language()

        def write(_step: Progress) -> None:
            certificate = signing_paper.open_certificate(self.office, file, passphrase)
            signing_paper.sign_copy(self.office, shown, path, certificate, language)

        said = self.language.text(N_("Saved as {file}, signed."), file=path.name)
        what = self.language.text(N_("Signing"))
        self.run(write, what, lambda _: self.told.emit(said, "good"))

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
        if not self._keep_paragraph():
            return False
        self._stop()
        return True

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def close_page(self) -> None:
        self._stop()
        self.view.close_pages()
        files, working = self._files, self.background.jobs
        if working:  # they write there until they end; the folder goes after the last of them
            working[-1].ended.connect(partial(files.cleanup))
        else:
            files.cleanup()


def _tool(picture: str, text: str, act: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setToolTip(tooltip(text))
    made.setAccessibleName(text)
    made.clicked.connect(act)
    return made
