"""Making a page on its first visit: what it needs is read only then."""
# ruff: noqa: PLC0415

from importlib import import_module

from desktop_app.records.kinds import KINDS
from desktop_app.records.progress import Progress
from desktop_app.records.record import Record
from desktop_app.ui.parts.page import Context, Page

_READ_AHEAD = ("record_list", "record_page", "send", "received", "preview", "register", "figures")


def read_ahead(step: Progress) -> None:
    """Read what the larger pages need while nobody waits: their first visit is as quick as others.

    It makes nothing and shows nothing, so that it may run in another thread.
    """
    for number, name in enumerate(_READ_AHEAD):
        step(number, len(_READ_AHEAD))
        import_module(f"desktop_app.ui.pages.{name}")


def make_page(name: str, context: Context) -> Page:
    """Return a new page for a name of `Page.navigate`."""
    if name in KINDS:
        from desktop_app.ui.pages.record_list import RecordListPage

        return RecordListPage(context, name)
    if name == "send":
        from desktop_app.ui.pages.send import SendPage

        return SendPage(context)
    if name == "received":
        from desktop_app.ui.pages.received import ReceivedPage

        return ReceivedPage(context)
    if name == "imports":
        from desktop_app.ui.pages.imports import ImportPage

        return ImportPage(context)
    if name in ("figures", "history", "trash", "backups", "people", "register", "seal"):
        return _kept_page(name, context)
    from desktop_app.ui.pages.home import HomePage

    return HomePage(context)


def _kept_page(name: str, context: Context) -> Page:
    """Return a page of what is counted, of what was, or about the office itself."""
    if name in ("people", "register", "seal"):
        return _house_page(name, context)
    if name == "figures":
        from desktop_app.ui.pages.figures import FiguresPage

        return FiguresPage(context)
    if name == "history":
        from desktop_app.ui.pages.history import HistoryPage

        return HistoryPage(context)
    if name == "trash":
        from desktop_app.ui.pages.trash import TrashPage

        return TrashPage(context)
    from desktop_app.ui.pages.backups import BackupsPage

    return BackupsPage(context)


def _house_page(name: str, context: Context) -> Page:
    """Return a page about the office itself: who works here, whom it knows, its seal."""
    if name == "seal":
        from desktop_app.ui.pages.seal import SealPage

        return SealPage(context)
    if name == "register":
        from desktop_app.ui.pages.register import RegisterPage

        return RegisterPage(context)
    from desktop_app.ui.pages.people import PeoplePage

    return PeoplePage(context)


def record_page(context: Context, record: Record, taken: tuple[str, ...] = ()) -> Page:
    """Return the form of a record, saved or new; `taken` are answers from the last one."""
    from desktop_app.ui.pages.record_page import RecordPage

    return RecordPage(context, record, taken)


def preview_page(context: Context, record: Record | None, kind: str = "") -> Page:
    """Return what would be printed: of a record, of the office, or a blank form of a kind."""
    from desktop_app.ui.pages.preview import PreviewPage

    return PreviewPage(context, record, kind)
