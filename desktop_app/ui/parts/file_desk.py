"""How the fields of a form take in files, show them and give them out; all of it as jobs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import Shiboken

from desktop_app.actions import attaching, weighing
from desktop_app.actions.weighing import Budget
from desktop_app.language import N_
from desktop_app.ui.parts.background import Job

if TYPE_CHECKING:
    from desktop_app.ui.parts.page import Page

File = Mapping[str, Any]  # the plain form of a FILE answer
_ENDINGS = (
    "*.pdf *.jpg *.jpeg *.png *.webp *.gif *.docx *.xlsx *.pptx *.odt *.ods *.odp *.txt *.csv"
)


class FileDesk(QObject):
    """Works for one page: it says what fails there, and its bar shows what takes long."""

    side_changed = Signal(str)  # how large pictures are kept, for every list that shows it

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self._page = page
        self._office = page.office
        self.language = page.language
        self._adding: list[str] = []  # what runs just now

    def ask(self, parent: QWidget) -> list[Path]:
        """Let a person choose files to add."""
        say = self.language.text
        kinds = f"{say(N_('Files for records'))} ({_ENDINGS});;{say(N_('All files'))} (*)"
        chosen, _kind = QFileDialog.getOpenFileNames(parent, say(N_("Add files")), "", kinds)
        return [Path(name) for name in chosen]

    def ask_one(self, parent: QWidget) -> list[Path]:
        """Let a person choose one file to add; none is an empty list."""
        say = self.language.text
        kinds = f"{say(N_('Files for records'))} ({_ENDINGS});;{say(N_('All files'))} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(parent, say(N_("Add a file")), "", kinds)
        return [Path(chosen)] if chosen else []

    def add(self, path: Path, then: Callable[[dict[str, Any]], object]) -> None:
        """Take a file in; `then` gets the answer that names it, unless it was refused."""
        office, what = self._office, self.language.text(N_("Adding {file}"), file=path.name)
        self._adding.append(what)
        job = self._page.run(lambda step: attaching.attach(office, path, step), what, then)
        job.ended.connect(lambda: self._adding.remove(what))

    def must_wait(self) -> bool:
        """Tell whether a file is still being taken in, and say so: who leaves would lose it."""
        if self._adding:
            text = self.language.text(N_("Wait until this is done: {what}."), what=self._adding[0])
            self._page.told.emit(text, "info")
        return bool(self._adding)

    def look(self, file: File) -> None:
        """Open a copy with the program that the system has for it."""
        office = self._office
        what = self.language.text(N_("Opening {file}"), file=file["name"])
        self._page.run(lambda _step: attaching.copy_to_open(office, file), what, self._open)

    def save(self, file: File, parent: QWidget, *, original: bool = False) -> None:
        """Ask where to, and write a copy there, or what a picture was made from."""
        title = self.language.text(N_("Save a copy"))
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, file["name"])
        if not chosen:
            return
        office, path = self._office, Path(chosen)
        write = attaching.save_original if original else attaching.save_copy
        self._page.run(
            lambda _step: write(office, file, path),
            self.language.text(N_("Saving {file}"), file=path.name),
            lambda _none: self._page.told.emit(
                self.language.text(N_("{file} was saved."), file=path.name), "good"
            ),
        )

    def weigh(self, files: Sequence[File], then: Callable[[Budget], object]) -> None:
        """Weigh the next bundle with the files of a form; `then` gets what it weighs."""
        office, page, typed = self._office, self._page, list(files)
        job = Job(lambda _step: weighing.weigh(office, typed), quiet=True)

        def pass_on(budget: Budget) -> None:
            if Shiboken.isValid(page):
                then(budget)

        job.succeeded.connect(pass_on)
        page.background.run(job)

    @property
    def picture_side(self) -> str:
        return attaching.picture_side(self._office)

    def choose_side(self, side: str) -> None:
        attaching.choose_picture_side(self._office, side)
        self.side_changed.emit(side)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = N_("No program on this computer opens {file}. Save a copy of it.")
            self._page.told.emit(self.language.text(text, file=path.name), "warning")
