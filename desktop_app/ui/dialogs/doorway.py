"""The one door for files that come to the window: dropped, chosen, pasted, opened, found."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDir, QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.actions import as_text, handed, handing_over, watching
from desktop_app.actions.handed import Handed, What
from desktop_app.errors import UserError
from desktop_app.language import N_, N_plural
from desktop_app.ui.dialogs.errands import Errands
from desktop_app.ui.dialogs.paste_text import PasteTextDialog
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.dropped import dropped_files
from desktop_app.ui.parts.folder_watch import FolderWatch
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.page import Context, Page

_OTHERS = N_plural(
    "{n} more file of Surco is not open yet.", "{n} more files of Surco are not open yet."
)
_OFTEN, _SLOWLY = 2_000, 5_000  # milliseconds


class Window(Protocol):
    """What the door needs of the window that it belongs to."""

    @property
    def page(self) -> Page: ...
    def go(self, where: str) -> None: ...
    def report(self, error: BaseException) -> None: ...


class Doorway(QObject):
    """Finds out in the background what a file is, then goes to the page that takes it.

    Nothing is taken by itself: what is found in the watched folder is offered.
    """

    def __init__(
        self, window: Window, frame: QWidget, context: Context, errands: Errands, bar: MessageBar
    ) -> None:
        super().__init__(frame)  # goes with the window's middle when that is made anew
        self._window, self._context = window, context
        self._errands, self._bar = errands, bar
        self._others: list[Handed] = []
        self._act: Callable[[], None] | None = None
        self._offered = ""
        self._known = watching.Known()
        self._looking = False
        self._notes = FolderWatch(_OFTEN, self)
        self._notes.changed.connect(self._read_notes)
        self._folder = FolderWatch(_SLOWLY, self)
        self._folder.changed.connect(self.look)
        bar.acted.connect(self._acted)
        frame.setAcceptDrops(True)
        frame.installEventFilter(self)

    def listen(self) -> None:
        """Hear what another start hands over, and watch the folder that was chosen."""
        office = self._context.office
        try:
            self._notes.start(handing_over.prepare(office.home))
        except UserError:  # a folder that may only be read: the other start says so
            self._notes.stop()
        if folder := watching.watched_folder(office):
            self._folder.start(folder)

    def stop(self) -> None:
        self._notes.stop()
        self._folder.stop()

    def open_file(self, path: Path) -> None:
        """Find out what a file is and take it to its page."""
        self.open_files([path])

    def open_files(self, paths: list[Path]) -> None:
        """Take the first of some files to its page, with other parts of it; offer the others."""
        words, office = self._context.language, self._context.office
        what = words.text(N_("Reading {file}"), file=paths[0].name)
        job = Job(lambda _step: [one for p in paths for one in handed.sorted_out(office, p)], what)
        job.succeeded.connect(self._take)
        job.failed.connect(self._window.report)
        self._context.background.run(job)

    def ask_file(self) -> None:
        """Ask for a file of Surco: a card, a bundle, an answer, a mail or a text with one."""
        say = self._context.language.text
        ours, every = say(N_("Files of Surco and mails")), say(N_("All files"))
        kinds = f"{ours} (*.surco *.eml *.txt);;{every} (*)"
        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent(), say(N_("Open a file of Surco")), QDir.homePath(), kinds
        )
        if chosen:
            self.open_files([Path(one) for one in chosen])

    def ask_text(self) -> None:
        """Ask for the text of a mail and open the file in it."""
        dialog = PasteTextDialog(self._context.language, self._parent())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.open_text(dialog.text))
        dialog.open()

    def open_text(self, text: str) -> None:
        """Open the file that a text carries."""
        folder = self._context.office.home / handed.FOLDER
        what = self._context.language.text(N_("Reading the text"))
        job = Job(lambda _step: as_text.pasted(text, folder), what, looks=True)
        job.succeeded.connect(self.open_file)
        job.failed.connect(self._window.report)
        self._context.background.run(job)

    def ask_folder(self) -> None:
        """Ask which folder is watched for files that arrive; none when one goes back."""
        say, office = self._context.language.text, self._context.office
        known = watching.watched_folder(office)
        chosen = QFileDialog.getExistingDirectory(
            self._parent(), say(N_("The folder where files arrive")), str(known or QDir.homePath())
        )
        self.watch(Path(chosen) if chosen else None)

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on, or none."""
        say, office = self._context.language.text, self._context.office
        watching.watch(office, folder)
        self._known = watching.Known()
        if folder is None:
            self._folder.stop()
            self._bar.say(say(N_("No folder is watched.")), "info")
            return
        self._folder.start(folder)
        text = N_("{folder} is watched: what arrives there is offered here, never taken by itself.")
        self._bar.say(say(text, folder=folder), "good")
        self.look()

    def look(self) -> None:
        """Look into the watched folder; what did not change since the last look is judged."""
        office = self._context.office
        folder = watching.watched_folder(office)
        if folder is None or self._looking:
            return
        known, self._looking = self._known, True
        job = Job(lambda step: watching.look_again(office, folder, known, step), quiet=True)
        job.succeeded.connect(self._see)
        job.failed.connect(self._window.report)
        job.ended.connect(self._looked)
        self._context.background.run(job)

    def _see(self, found: tuple[watching.Known, list[Path]]) -> None:
        self._known, files = found
        self._offer(files)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = dropped_files(event.mimeData())
            if files:
                event.acceptProposedAction()
                self.open_files(files)
                return True
        if isinstance(event, QDragEnterEvent) and dropped_files(event.mimeData()):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def _take(self, found: list[Handed]) -> None:
        """Take the first of the files that were in one, and offer the others."""
        first, *self._others = found
        self._bring(first)
        if self._others and first.what is not What.ARRIVED:
            self._offer_next()

    def _bring(self, one: Handed) -> None:
        if one.what is What.CARD:
            self._errands.trust(one.path)
        elif one.what is What.REGISTER:
            self._window.go("register")
            if hasattr(self._window.page, "read"):
                self._window.page.read(one.path)
        elif one.what is What.TABLE:
            self._window.go("imports")
            if hasattr(self._window.page, "look_at"):
                self._window.page.look_at(one.path)
        else:
            self._window.go("received")
            page = self._window.page
            if hasattr(page, "receive"):
                beside = [other.path for other in self._others if other.what is What.ARRIVED]
                page.receive(one.path, beside).ended.connect(self._offer_next)

    def _offer_next(self) -> None:
        joined = getattr(self._window.page, "joined", ())
        self._others = [one for one in self._others if one.path not in joined]
        if not self._others:
            return
        say = self._context.language.text
        text = self._context.language.plural(_OTHERS, len(self._others))

        def take_next() -> None:
            self._take(self._others)

        self._say(text, say(N_("Open the next one")), take_next)

    def _offer(self, files: list[Path]) -> None:
        if not files:
            return
        say = self._context.language.text
        text = say(N_("“{file}” arrived in the folder that is watched."), file=files[0].name)
        if len(files) > 1:
            more = N_("“{file}” and more arrived in the folder that is watched: {count} files.")
            text = say(more, file=files[0].name, count=len(files))
        self._say(text, say(N_("Open it")), lambda: self._open_found(files))

    def _open_found(self, files: list[Path]) -> None:
        self.open_files(files)

    def _say(self, text: str, button: str, act: Callable[[], None]) -> None:
        self._offered, self._act = text, act
        self._bar.say(text, "info", button)

    def _acted(self) -> None:
        act, offered = self._act, self._offered
        if act is not None and self._bar.text == offered:  # not the button of another message
            self._act = None
            self._bar.hide()
            act()

    def _looked(self) -> None:
        self._looking = False

    def _read_notes(self) -> None:
        for file in handing_over.taken(self._context.office.home):
            window = self._parent().window()
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
            if file is not None:
                self.open_file(file)

    def _parent(self) -> QWidget:
        frame = self.parent()
        if not isinstance(frame, QWidget):
            raise TypeError(frame)
        return frame
