"""What stands above the form of a record: its title, where it stands, and what comes next."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.language import N_
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_words import status_word
from desktop_app.records.record import Record
from desktop_app.ui.parts.page import Page, way_back
from desktop_app.ui.parts.record_actions import is_request
from desktop_app.ui.parts.style import S1, S3, button, heading, label, set_role

_LONG_TITLE = 60


class RecordHead(QWidget):
    """The two buttons are for the page to connect."""

    def __init__(self, page: Page, kind: str, ready: str) -> None:
        """Build it; `ready` is what the button says that marks the record as ready."""
        super().__init__()
        self._page, self._kind = page, KINDS[kind]
        self._title = heading("")
        self._about = label("", "secondary")
        self.ready: QPushButton = button(ready, primary=True)
        self.initiative = button(page.language.text(N_("Make an initiative")))
        names = QVBoxLayout()
        names.setSpacing(S1 // 2)
        names.addLayout(way_back(page, self._kind))
        names.addWidget(self._title)
        names.addWidget(self._about)
        top = QHBoxLayout(self)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(S3)
        top.addLayout(names, 1)
        top.addWidget(self.initiative)
        top.addWidget(self.ready)

    def tell(self, record: Record, *, own: bool) -> None:
        """Say which record it is; the buttons are there for an `own` one that can use them."""
        language = self._page.language
        new = N_("New: {kind}")
        title = record.local(self._kind.title_field, language.code)
        kind = language.text(self._kind.title).lower()
        self._title.setText(title or language.text(new, kind=kind))
        set_role(self._title, "section" if len(title) > _LONG_TITLE else "title")
        word = status_word(record.status, language)
        owner = "" if record.office == self._page.office.code else record.office
        self._about.setText(" · ".join(part for part in (record.human_code, owner, word) if part))
        self.ready.setVisible(own and record.draft)
        self.initiative.setVisible(own and bool(record.version) and is_request(record))
