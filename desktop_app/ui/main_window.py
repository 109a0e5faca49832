"""The window: where one is, where one can go, what happened, what runs; the pages do the rest."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from desktop_app.actions import beginning, people, records
from desktop_app.actions.office import Office
from desktop_app.errors import SealUnusable, UserError
from desktop_app.language import N_, Language
from desktop_app.records.kinds import KINDS
from desktop_app.ui.dialogs.certificate import ask_certificate
from desktop_app.ui.dialogs.doorway import Doorway
from desktop_app.ui.dialogs.errands import Errands
from desktop_app.ui.dialogs.error_report import ErrorReport
from desktop_app.ui.dialogs.passphrase import SealDesk
from desktop_app.ui.dialogs.seal_errands import SealErrands
from desktop_app.ui.dialogs.stop_jobs import may_stop
from desktop_app.ui.pages.opening import make_page, preview_page, record_page
from desktop_app.ui.pages.record_window import WindowsBeside
from desktop_app.ui.parts.background import Background
from desktop_app.ui.parts.everywhere import hits_everywhere, state_text
from desktop_app.ui.parts.frame import Frame
from desktop_app.ui.parts.page import Context, Meanwhile, Page, take_keyboard
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.record_actions import told_of
from desktop_app.ui.parts.search_box import Hit
from desktop_app.ui.parts.window_menus import WindowMenus

_SIZE = QSize(1180, 720)


class MainWindow(QMainWindow):
    """One office, one window; `closed` comes when it goes, before anything is let go."""

    closed = Signal()

    def __init__(
        self, office: Office, background: Background, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self._office = office
        self._background = background
        self.preferences = preferences or Preferences.of(office)
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._place = ""
        self.meanwhile: Meanwhile | None = None  # to do once all is closed; then it opens again
        self._guest: Page | None = None  # a record or a preview, in place of the page it came from
        self._listens = False
        self.beside = WindowsBeside(self)
        self._desk = SealDesk(self, self.go)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(QByteArray.fromBase64(office.setting("window_geometry").encode()))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._build("home")

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._guest or self._pages[self._place]

    def _build(self, place: str) -> None:
        """Make everything anew in the language and colours of the preferences."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.preferences.apply(application)
        words = self.language = Language(self.preferences.language, self._office.country)
        self.context = Context(
            self._office,
            words,
            self._background,
            lambda: self._desk.passphrase(self.context),
            lambda: ask_certificate(words, self),
        )
        self.close_pages()
        self.frame = Frame(self.context, self._find)
        self.frame.navigation.chosen.connect(self.go)
        self.frame.messages.wanted.connect(self.go)
        self.frame.language_chosen.connect(self.speak)
        self.frame.person.chosen.connect(self.work_as)
        self.frame.person.wanted.connect(partial(self.go, "people"))
        self.errands = Errands(self, self.context, self.frame.messages.say, self.report, self.renew)
        self.seal_errands = SealErrands(
            self.frame, self.context, self.errands, self.frame.messages.say, self.report
        )
        self.seal_errands.done.connect(partial(self.renew, set()))  # the list tells of seals too
        self.doorway = Doorway(self, self.frame, self.context, self.errands, self.frame.messages)
        self.closed.connect(self.doorway.stop)
        if self._listens:
            self.doorway.listen()
        self.setCentralWidget(self.frame)  # the one before goes, with its pages
        self.menus = WindowMenus(self, self.context, self.preferences, self.errands)
        self.go(place)
        self.frame.navigation.take_focus()
        QTimer.singleShot(0, self.frame, self.tell_state)  # after the window is on the screen

    def listen(self) -> None:
        """Take what other starts of Surco hand over, and watch for files, until it is closed."""
        self._listens = True
        self.doorway.listen()

    def go(self, where: str) -> None:
        """Open a page by its name; `kind:choice` narrows its list."""
        name, _, choice = where.partition(":")
        if not self._may_leave():
            self.frame.navigation.mark(self._place)
            return
        self._make(name)
        self._drop_guest()
        self._place = name
        self._show(self._pages[name])
        self._refresh_if_stale()
        if choice:
            self.page.show_only(choice)

    def open_record(self, uid: str) -> None:
        self._show_guest(records.find(self._office, uid).kind, uid)

    def open_at(self, which: str, field: str) -> None:
        """Open a record, or begin one of a kind, with the cursor in one of its questions."""
        if which in KINDS:
            self.new_record(which)
        else:
            self.open_record(which)
        self.page.show_only(field)

    def new_record(self, kind: str) -> None:
        self._show_guest(kind, "")

    def open_beside(self, uid: str) -> None:
        """Open a record in a window of its own, so that two stand side by side."""
        self.beside.open(self.context, uid)

    def step(self, lines: int) -> None:
        """Go from a record to the one so many lines below it in the list one came from."""
        record = self.page.shown_record() if self._guest else None
        if record is None:
            return
        if uid := self._pages[self._place].neighbour(record.uid, lines):
            self.open_record(uid)
        else:
            self.frame.messages.say(self.language.text(N_("The list ends here.")), "info")

    def search_here(self) -> None:
        """Take the keyboard to what finds something on the page, else to the search above it."""
        if not self.page.search_here():
            self.frame.search.setFocus()

    def _kind_here(self) -> str:
        return self._place if self._place in KINDS else self._office.kinds[0]

    def new_here(self) -> None:
        """Begin a record of the kind that the page in sight is about."""
        self.new_record(self._kind_here())

    def print_page(self) -> None:
        """Show what would be printed: the record in sight, the profile, a blank form."""
        record = self.page.shown_record()
        kind = self._place if self._place in KINDS else ""
        if self._office.is_guest and record is None and not kind:
            text = N_("Open a source first; its page is printed.")
            self.frame.messages.say(self.language.text(text), "info")
        elif self.page.leave():
            self._receive(preview_page(self.context, record, kind))

    def export_list(self) -> None:
        """Write the list in sight to a file for other programs."""
        if not self.page.export_list():
            text = N_("Open a list of records first; what it shows is exported.")
            self.frame.messages.say(self.language.text(text), "info")

    def show_help(self) -> None:
        """Explain the question that has the cursor."""
        if not self.page.show_help():
            text = N_("Put the cursor into a question of a record, then press F1.")
            self.frame.messages.say(self.language.text(text), "info")

    def back(self) -> None:
        """Return from a record or a preview to the page one came from."""
        if self._guest is not None:
            self.go(self._place)

    def _show_guest(self, kind: str, uid: str) -> None:
        if not self.page.leave():
            return
        try:
            begun = None if uid else beginning.begin(self._office, kind)
        except UserError as error:  # a kind that is not entered here
            self.report(error)
            return
        self._make(kind)  # where Back leads to
        self._place = kind
        if begun is None:
            self._receive(record_page(self.context, records.find(self._office, uid)))
        else:
            self._receive(record_page(self.context, begun.record, begun.taken))

    def take_up(self, begun: beginning.Begun) -> None:
        """Save what was begun from another record, and show it."""
        try:
            saved = beginning.keep(self._office, begun)
        except UserError as error:
            self.report(error)
            return
        self.renew({saved.kind})
        self.open_record(saved.uid)
        self.frame.messages.say(told_of(begun, saved, self.language), "good")

    def _make(self, name: str) -> None:
        if name not in self._pages:
            self._pages[name] = self._welcome(make_page(name, self.context))
            self._stale.add(name)

    def _receive(self, page: Page) -> None:
        self._drop_guest()
        self._guest = self._welcome(page)
        self._show(page)

    def _drop_guest(self) -> None:
        guest, self._guest = self._guest, None
        if guest is not None:
            guest.close_page()
            self.frame.pages.removeWidget(guest)
            guest.deleteLater()

    def _may_leave(self) -> bool:
        return not self._place or self.page.leave()

    def close_pages(self) -> None:
        """Let every page go; the window holds none until the next `go`."""
        self._drop_guest()
        for page in self._pages.values():
            page.close_page()
        self._pages.clear()
        self._place = ""

    def _welcome(self, page: Page) -> Page:
        page.open_record.connect(self.open_record)
        page.new_record.connect(self.new_record)
        page.begun.connect(self.take_up)
        page.open_beside.connect(self.open_beside)
        page.navigate.connect(self.go)
        page.told.connect(self.frame.messages.say)
        page.changed.connect(self.renew)
        page.reopen.connect(self.close_for)
        page.ask_at.connect(self.open_at)
        if hasattr(page, "restaffed"):
            page.restaffed.connect(self.restaff)
        if hasattr(page, "example"):
            page.example.connect(self.errands.show_example)
        if hasattr(page, "errand"):
            page.errand.connect(self.seal_errands.do)
        if hasattr(page, "handed") and hasattr(page, "paste"):
            page.handed.connect(self.doorway.open_files)
            page.paste.connect(self.doorway.ask_text)
        if hasattr(page, "card_wanted"):
            page.card_wanted.connect(self.errands.ask_card_to_trust)
        self.frame.pages.addWidget(page)
        return page

    def _show(self, page: Page) -> None:
        self.frame.messages.hide()
        self.frame.pages.setCurrentWidget(page)
        if not self.frame.navigation.mark(self._place):
            take_keyboard(page)
        self.setWindowTitle(f"{page.heading()} · {self._office.name} · Surco")
        self.menus.follow(page, self._kind_here())

    def renew(self, _kinds: object) -> None:
        """Let every page read again when it is next seen; what a list counts, others count too.

        A record in sight in another window is read again at once.
        """
        sender = self.sender()
        self._stale = {name for name, page in self._pages.items() if page is not sender}
        if self._guest is None:
            self._refresh_if_stale()
        elif self._guest is not sender:
            self._guest.refresh()
        self.beside.refresh(sender)
        self.tell_state()

    def _refresh_if_stale(self) -> None:
        if self._place in self._stale:
            self._stale.discard(self._place)
            self._pages[self._place].refresh()

    def tell_state(self) -> None:
        """Say at the foot what is saved, what was sent and received, and what waits."""
        self.frame.foot.setText(state_text(self._office, self.language))

    def _find(self, typed: str) -> list[Hit]:
        menus = self.menuBar().findChildren(QMenu)
        return hits_everywhere(self._office, self.language, typed, menus, self.open_record)

    def speak(self, code: str) -> None:
        self._prefer(replace(self.preferences, language=code))

    def colour(self, theme: str) -> None:
        self._prefer(replace(self.preferences, theme=theme))

    def enlarge(self, steps: int) -> None:
        self._prefer(self.preferences.larger(steps))

    def _prefer(self, liked: Preferences) -> None:
        """Take a new preference: the window is made anew on the page where one was."""
        beside = self.beside.uids
        if liked == self.preferences or not self._may_be_made_anew():
            self.frame.show_language()
            return
        self.preferences = liked
        liked.keep(self._office)
        self._make_anew(beside)

    def work_as(self, uid: str) -> None:
        """Let another person work: what was typed is saved by the one before, nothing is closed."""
        beside = self.beside.uids
        if not self._may_be_made_anew():
            self.frame.person.refresh()
            return
        now = next(one for one in people.those_here(self._office) if one.uid == uid)
        people.work_as(self._office, now)
        self._make_anew(beside)

    def restaff(self) -> None:
        """Show who works here and may do what, after the page in sight changed it."""
        for name, page in list(self._pages.items()):
            if page is not self.page:
                self.frame.pages.removeWidget(self._pages.pop(name))
                page.close_page()
                page.deleteLater()
        self.frame.person.refresh()
        self.menus = WindowMenus(self, self.context, self.preferences, self.errands)
        self.menus.follow(self.page, self._kind_here())

    def _make_anew(self, beside: list[str]) -> None:
        """Build the window again, with the record and the question where one was."""
        record = self.page.shown_record() if self._guest else None
        choice = self.page.choice_here()
        self._build(self._place)
        if record is not None:
            self.open_record(record.uid)
        if choice:
            self.page.show_only(choice)
        for uid in beside:
            self.open_beside(uid)

    def _may_be_made_anew(self) -> bool:
        """Not while something runs: its page is the one that will say what came of it."""
        if self._background.jobs:
            text = N_("Wait until this is done: {what}.")
            what = self._background.jobs[0].what
            self.frame.messages.say(self.language.text(text, what=what), "info")
            return False
        return self.page.leave() and self.beside.close_all()

    def _follow_system(self) -> None:
        beside = self.beside.uids
        if self.preferences.theme == "system" and self._may_be_made_anew():
            self._make_anew(beside)

    def report(self, error: BaseException) -> None:
        """Tell of a failure: in the message line when a person can act on it, else as a fault."""
        if isinstance(error, UserError):
            unusable = isinstance(error, SealUnusable)
            way = (self.language.text(N_("Our seal")), "seal") if unusable else ()
            self.frame.messages.say(self.language.error(error), "error", *way)
            return
        dialog = ErrorReport(error, self.language, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def close_for(self, meanwhile: Meanwhile) -> None:
        """Close, let `meanwhile` be done with the folder, and open again."""
        self.meanwhile = meanwhile
        if not self.close():
            self.meanwhile = None

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave() or not self.beside.close_all() or not self._may_stop_jobs():
            event.ignore()
            return
        self.close_pages()
        geometry = self.saveGeometry().toBase64().toStdString()
        self._office.change_setting("window_geometry", geometry)
        event.accept()
        self.closed.emit()

    def _may_stop_jobs(self) -> bool:
        unfinished = self._background.unfinished
        return not unfinished or may_stop(unfinished[0].what, self.language, self)
