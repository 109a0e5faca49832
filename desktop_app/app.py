"""The only place where all meet: folder, office, background, window, and what goes wrong."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from desktop_app.actions import handed, handing_over
from desktop_app.actions.clocks import set_back
from desktop_app.actions.keeping import back_up, second_folder_away
from desktop_app.actions.moving import move
from desktop_app.actions.office import Office, is_set_up, open_office
from desktop_app.actions.places import better_place, trouble_of
from desktop_app.actions.restoring import backups_of, may_ask_back, newest_good, restore
from desktop_app.actions.salvaging import OUTCOME, salvage
from desktop_app.actions.todo import files_waiting
from desktop_app.errors import Cancelled, Sentence, StoreClosed, StoreDamaged, StoreInUse, UserError
from desktop_app.language import N_, Language, closest_language
from desktop_app.records.progress import Progress
from desktop_app.ui.dialogs.waiting import LOOKING, STOPPED, waited_for
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.pages.opening import read_ahead
from desktop_app.ui.parts.background import Background, Job
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.page import Meanwhile
from desktop_app.ui.parts.preferences import Preferences
from desktop_app.ui.parts.regular_backup import RegularBackup

Said = tuple[Sentence, str]  # and its level
_OFTEN, _PATIENCE = 50, 6_000  # milliseconds
_READ_AHEAD_MS = 4_000  # the list is there by then, and whoever started it looks at that first
_READ_ONLY = N_(
    "The folder of the records may not be written: they are open to read only. What you type is "
    "not kept."
)


def run(home: Path, language: str, file: Path | None = None) -> int:
    """Open the window on the office in `home`, or ask who works here first; then open `file`.

    `language` is of the first start, and of this one when it was asked for on the command line.
    Where a window is open on that office already, it gets the file and comes to the front.
    Returns the exit code: 0 when the window was closed, 1 when it could not open.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(application)  # a core application cannot show windows
    application.setApplicationName("Surco")
    application.setDesktopFileName("surco")
    words = Language(language or closest_language(QLocale.system().name()))
    said: Said | None = None
    place: Path | None = home
    while place is not None:
        background = Background()
        try:
            office, news = _office(application, place, background, words.code)
            if office is None:
                return 0
            meanwhile = _show(application, office, background, (language, said or news, file))
            file = None
        except StoreInUse as error:
            if _handed_over(place, file):
                return 0
            _refuse(words.error(error))
            return 1
        except UserError as error:
            _refuse(words.error(error))
            return 1
        finally:
            background.close()
        place, said = _done(meanwhile, place)
    return 0


def _handed_over(home: Path, file: Path | None) -> bool:
    """Leave word for the window that is open; False when it does not take it in a few seconds."""
    try:
        note = handing_over.leave(home, file)
    except UserError:  # a window of an older Surco, which does not look
        return False
    loop, soon, late = QEventLoop(), QTimer(interval=_OFTEN), QTimer(interval=_PATIENCE)
    soon.timeout.connect(lambda: None if note.exists() else loop.exit(1))
    late.timeout.connect(loop.quit)
    soon.start()
    late.start()
    taken = loop.exec() == 1
    soon.stop()
    late.stop()
    note.unlink(missing_ok=True)
    return taken


def _done(meanwhile: Meanwhile | None, home: Path) -> tuple[Path | None, Said | None]:
    """Do what was asked for while the office is closed; return where to go on and what is said."""
    if meanwhile is None:
        return None, None
    try:
        what = meanwhile.words.text(meanwhile.what)
        place, sentence = waited_for(partial(meanwhile.do, home), what, meanwhile.words)
    except UserError as error:
        return home, (Sentence(error.text, error.values), "error")
    except Cancelled:
        return home, (Sentence(STOPPED), "info")
    return place, (sentence, "good")


def _office(
    application: QApplication, home: Path, background: Background, language: str
) -> tuple[Office | None, Said | None]:
    """Open the office, or set it up, and what is to be said of it.

    None when the person left without doing so.
    """
    words = Language(language)
    news: Said | None = None
    while is_set_up(home):
        try:
            return open_office(home), news
        except StoreClosed:
            return open_office(home, read_only=True), (Sentence(_READ_ONLY), "warning")
        except StoreDamaged as error:
            news = _mended(application, home, (words.error(error), words), background)
            if news is None:
                return None, None
    gone = N_("The file of records is gone from {folder}; its backups are still there.")
    try:
        newest = waited_for(partial(newest_good, home), words.text(LOOKING), words)
    except Cancelled:
        return None, None
    if newest is not None:
        sentence = words.text(gone, folder=home)
        news = _mended(application, home, (sentence, words), background)
        return (open_office(home), news) if news else (None, None)
    return _set_up(application, home, background, words), None


def _set_up(
    application: QApplication, home: Path, background: Background, words: Language
) -> Office | None:
    """Ask who works here; None when the person left without saying so."""
    from desktop_app.ui.dialogs.first_run import FirstRun  # noqa: PLC0415 - seen once: start time

    Preferences(language=words.code).apply(application)
    dialog = FirstRun(home, background, words)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    office = dialog.office
    dialog.deleteLater()
    if office is not None and not accepted:  # set up, then closed: it will open next time
        office.close()
        return None
    return office


def _mended(
    application: QApplication, home: Path, said: tuple[str, Language], background: Background
) -> Said | None:
    """Offer to save what can be saved of a store that cannot be opened, or a sound backup.

    Returns what is said of it, None when the person left.
    """
    from desktop_app.ui.dialogs.damaged_store import DamagedStore  # noqa: PLC0415 - hardly ever seen

    sentence, words = said
    Preferences(language=words.code).apply(application)
    dialog = DamagedStore(sentence, backups_of(home), words, background)
    dialog.mend = partial(_mend, home, words.code)
    dialog.look_for(partial(newest_good, home))
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    news = dialog.news
    dialog.deleteLater()
    return (news, "good") if accepted and news else None


def _mend(home: Path, language: str, backup: Path | None, step: Progress) -> Sentence:
    """Put a backup in the place of the store, or all that can be saved; say what came of it."""
    if backup is not None:
        restore(home, backup, step=step)
        text = N_("Restored from {file}.")
        if may_ask_back(home):
            text = N_(
                "Restored from {file}. What came later and was sent, the Secretariat can send back:"
                " ask for it."
            )
        return Sentence(text, {"file": backup.name})
    made = salvage(home, (), step, language=language)
    outcome = Sentence(OUTCOME, made.counts())
    text = N_("{outcome} Record by record it is written in {file}.")
    return Sentence(text, {"outcome": outcome, "file": made.report.name})


def _show(
    application: QApplication,
    office: Office,
    background: Background,
    begin: tuple[str, Said | None, Path | None],
) -> Meanwhile | None:
    """Show the window until it is closed; return what is to be done before it opens again.

    `begin` is the language asked for, what is said first, and a file to open.
    """
    language, said, file = begin
    with office:
        liked = Preferences.of(office)
        if language:
            liked = Preferences(language=language, theme=liked.theme, scale=liked.scale)
        window = MainWindow(office, background, liked)
        application.setWindowIcon(icon("surco", "accent", outside=True))
        watch_faults(window.report)
        window.show()
        office.keep_reserve()
        if said is not None:
            window.frame.messages.say(window.language.sentence(said[0]), said[1])
        else:
            _warn(window, office)
        if files_waiting(office):
            window.errands.take_what_waits()  # written by a newer Surco, and this may be it
        handed.empty(office)
        window.listen()
        later = QTimer(window, singleShot=True, interval=_READ_AHEAD_MS)
        later.timeout.connect(lambda: background.run(Job(read_ahead, quiet=True)))
        later.start()
        if file is not None:
            window.doorway.open_file(file)
        regular = RegularBackup(window.context, window)
        if not office.read_only:
            regular.start()
        try:
            application.exec()
        finally:
            regular.stop()
            later.stop()
            sys.excepthook = sys.__excepthook__
            window.deleteLater()
            background.close()  # before the office: a job may still read it
        _keep(office, window.language)
        return window.meanwhile


def _warn(window: MainWindow, office: Office) -> None:
    """Say that the records lie where they are not safe, or what else is amiss at the start."""
    words, messages = window.language, window.frame.messages
    trouble, away = trouble_of(office.home), second_folder_away(office)
    if trouble is not None:
        target = better_place(office.home)
        offer = words.text(N_("Move them to this computer")) if target else ""
        messages.say(words.error(trouble.sentence()), "warning", offer)
        if target:
            warning = messages.text

            def move_it() -> None:
                if messages.text == warning:  # and not what another message offers
                    moving = N_("Moving the records")
                    window.close_for(Meanwhile(words, moving, partial(_moved, target)))

            messages.acted.connect(move_it)
    elif (wrong := set_back(office)) is not None:
        messages.say(words.error(wrong), "warning")
    elif away is not None:
        messages.say(words.error(away), "info")


def _moved(target: Path, home: Path, step: Progress) -> tuple[Path, Sentence]:
    kept = move(home, target, step=step)
    text = N_("The records lie in {folder} now. The old ones are kept in {kept}.")
    return target, Sentence(text, {"folder": str(target), "kept": str(kept)})


def _keep(office: Office, words: Language) -> None:
    """Make the backup of a closed window; a second disk that is away is no news now."""
    if office.read_only:
        return
    try:
        waited_for(partial(back_up, office), words.text(N_("Making a backup")), words)
    except UserError as error:
        _refuse(words.error(error))
    except Cancelled:  # as one wished: it will be made the next time
        return


def watch_faults(report: Callable[[BaseException], None]) -> None:
    """Let what nobody caught be told in the window, which stays open; the terminal is told too."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not isinstance(error, UserError):
            sys.__excepthook__(kind, error, trace)
        report(error)

    sys.excepthook = told


def _refuse(text: str) -> None:
    """Say why no window opens."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Surco", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()
