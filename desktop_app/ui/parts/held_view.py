"""What one bundle held that was sent or received, and the way back to its file."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.actions import bundle_contents
from desktop_app.actions.bundle_contents import Contents, Held
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.attached import size_said
from desktop_app.records.list_words import status_word
from desktop_app.records.merge import Outcome
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.journal_line import NAMES
from desktop_app.ui.parts.outcome_words import OUTCOMES
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.plain_table import Heading, Line, PlainTable, lines_view
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S4, S5, button, heading, label

_RECORDS = N_plural("{n} record", "{n} records")
_PARTS = N_plural("{n} part", "{n} parts")
_FILES = N_plural("{n} file: {names}.", "{n} files: {names}.")
_AWAY = N_plural("{n} of them is not here.", "{n} of them are not here.")
_NAMED = 6
_WHY = 3  # the column of reasons


class HeldView(QWidget):
    """Shows one bundle at a time; `gone_back` when the list is wanted again."""

    gone_back = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._path: Path | None = None
        say = page.language.text
        back = QPushButton(say(N_("What came and went")))
        back.setProperty("role", "link")
        put_icon(back, "arrow-left", "accent")
        back.clicked.connect(lambda _checked=False: self.gone_back.emit())
        self.title = heading("")
        self.about = label("", "secondary")
        self.code_title = label(say(N_("Check code, to read aloud when asked")), "strong")
        self.code = label("", "digits")
        self.table = PlainTable(
            [
                Heading(say(N_("Record")), 176),
                Heading(say(N_("Title"))),
                Heading(say(N_("What became of it")), 170),
                Heading(say(N_("Why")), 200),
            ],
            self,
        )
        self.view = lines_view(self.table, say(N_("What it held")))
        self.files = label("", "secondary")
        self.place = label("", "secondary")
        self.folder = button(say(N_("Open the folder")))
        put_icon(self.folder, "folder-open")
        self.folder.clicked.connect(lambda _checked=False: self._open(folder=True))
        self.again = button(say(N_("Send the same file again")))
        put_icon(self.again, "mail")
        self.again.clicked.connect(lambda _checked=False: self._open(folder=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(S5, S4, S5, S4)
        box.setSpacing(S2)
        for shown in (back, self.title, self.about, self.code_title, self.code):
            box.addWidget(shown)
        box.addWidget(self.view, 1)
        for shown in (self.files, self.place):
            box.addWidget(shown)
        box.addLayout(side_by_side(self.folder, self.again))

    def show_bundle(self, bundle_id: str) -> None:
        """Read what a bundle held, in the background, and show it."""
        office, words = self._page.office, self._page.language

        def read(_step: object) -> tuple[Contents, list[Line], Path | None]:
            row = bundle_contents.named(office, bundle_id)[0]
            found = bundle_contents.contents(office, row, words.code)
            lines = [_line(held, words) for held in found.records]
            return found, lines, bundle_contents.lies_at(office, row)

        self._page.run(read, words.text(N_("Looking what it held")), self._show)

    def _show(self, found: tuple[Contents, list[Line], Path | None]) -> None:
        one, lines, self._path = found
        words, row = self._page.language, one.bundle
        out = row.direction == "out"
        kind = NAMES.get(row.kind, NAMES[""])
        self.title.setText(words.text(kind, number=words.number(row.seq)))
        text = N_("To {office} on {date}") if out else N_("From {office}, received on {date}")
        office = row.addressee if out else row.office
        about = [
            words.text(text, office=office, date=words.date(row.at)),
            words.plural(_RECORDS, row.records),
            *([words.plural(_PARTS, one.parts)] if one.parts > 1 else []),
            size_said(row.size, words),
            row.file_name,
        ]
        self.about.setText(" · ".join(about))
        self.code.setText(row.check_code)
        self.table.show(lines)
        self.view.setColumnHidden(_WHY, not any(held.reason for held in one.records))
        self.view.setVisible(bool(one.records))
        self.files.setText(self._files_said(one))
        self.files.setVisible(bool(one.files))
        self.place.setVisible(out and self._path is None)
        lost = N_(
            "Its file is no longer in the folder. There is no need for it: the next bundle takes"
            " along all that was not acknowledged."
        )
        self.place.setText(words.text(lost))
        for way in (self.folder, self.again):
            way.setVisible(self._path is not None)

    def _files_said(self, one: Contents) -> str:
        words = self._page.language
        names = [*one.files[:_NAMED], *(["…"] if len(one.files) > _NAMED else [])]
        said = words.plural(_FILES, len(one.files), names=", ".join(names))
        away = words.plural(_AWAY, one.files_away) if one.files_away else ""
        return f"{said} {away}".strip()

    def _open(self, *, folder: bool) -> None:
        if self._path is None:
            return
        draft = self._path.with_suffix(".eml")
        wanted = draft if draft.is_file() and not folder else self._path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(wanted))):
            text = N_("No program on this computer opens {file}. It lies in {folder}.")
            said = self._page.language.text(text, file=wanted.name, folder=self._path.parent)
            self._page.told.emit(said, "warning")


def _line(held: Held, words: Language) -> Line:
    if held.came_of_it in set(Outcome):
        sign, colour, word, _forms = OUTCOMES[Outcome(held.came_of_it)]
        came = words.text(word)
    else:
        sign, colour = "circle-dot", "ink2"
        came = status_word(held.came_of_it, words) if held.came_of_it else ""
    return Line(
        (held.human_code, held.title, came, words.text(held.reason)),
        held.uid,
        icon=sign,
        colour=colour,
    )
