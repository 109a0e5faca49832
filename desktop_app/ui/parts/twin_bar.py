"""A line above the form when the record being typed looks like one that is there already."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.actions.twins import known_titles, tell_apart, twins_of
from desktop_app.language import N_
from desktop_app.records.listing import list_row
from desktop_app.records.progress import Progress
from desktop_app.records.record import Record
from desktop_app.records.twins import Known, Twin
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.icons import pixmap
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.style import S2, S3, button, label

_PAUSE_MS = 700  # a look each time one pauses, not at each key
_LOOKS_LIKE = N_("Looks like {code} “{title}”: {reasons}.")


class TwinBar(QWidget):
    """Looks for twins in the background; hidden while there are none."""

    dismissed = Signal()  # a person said it is another one

    def __init__(self, page: Page, typed: Callable[[], Record]) -> None:
        """Build the bar; `typed` returns the record as it stands in the form of `page`."""
        super().__init__()
        self._page, self._typed = page, typed
        self._office, self._language = page.office, page.language
        self._known: list[Known] | None = None
        self._looked_at: object = None
        self._job: Job | None = None
        self._twins: list[Twin] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = label("")
        sign.setPixmap(pixmap("triangle-alert", "warning"))
        self.text = label("")
        see = button(self._language.text(N_("Open it")))
        see.clicked.connect(self._open)
        another = button(self._language.text(N_("It is another one")))
        another.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(S3, S2, S3, S2)
        row.setSpacing(S2)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        row.addWidget(see)
        row.addWidget(another)
        self.hide()

    @property
    def looking(self) -> bool:
        return self._job is not None

    def look_soon(self) -> None:
        """Look once nobody has typed for a moment."""
        self._pause.start()

    def forget(self) -> None:
        """Read the records again at the next look: some have changed."""
        self._known, self._looked_at = None, None

    def stop(self) -> None:
        """Look no more: the page goes."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def look(self) -> None:
        """Look for twins of what is typed, unless it was looked at already."""
        record = self._typed()
        row = list_row(record, (0, 0, 0))
        compared = (row.title, row.parties, row.start)
        if compared == self._looked_at or not row.title or self._job is not None:
            return
        self._looked_at = compared
        office, before = self._office, self._known

        def work(_step: Progress) -> tuple[list[Known], list[Twin]]:
            others = known_titles(office, record.kind) if before is None else before
            return others, twins_of(office, record, others)

        self._job = Job(work, quiet=True)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._page.report)
        self._job.ended.connect(self._ended)
        self._page.background.run(self._job)

    def _show(self, found: tuple[list[Known], list[Twin]]) -> None:
        if self._job is not None:  # else the page went while it was looked
            self._known, self._twins = found
            self._tell()

    def _ended(self) -> None:
        if self._job is not None:
            self._job = None
            self._pause.start()  # what was typed meanwhile; nothing happens if it is the same

    def _tell(self) -> None:
        self.setVisible(bool(self._twins))
        if not self._twins:
            return
        twin, say = self._twins[0], self._language.text
        reasons = ", ".join(say(reason) for reason in twin.reasons)
        self.text.setText(say(_LOOKS_LIKE, code=twin.code, title=twin.title, reasons=reasons))
        self.setAccessibleName(self.text.text())

    def _open(self) -> None:
        if self._twins:
            self._page.open_record.emit(self._twins[0].uid)

    def _dismiss(self) -> None:
        if self._twins:
            tell_apart(self._office, self._typed().uid, self._twins.pop(0).uid)
            self._tell()
            self.dismissed.emit()
