"""The first start: who works here; then the card by which the Secretariat knows this office."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import office as offices
from desktop_app.actions import recovering
from desktop_app.actions.keys import make_card
from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.ui.dialogs.first_run_form import FirstAnswers, FirstRunForm
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.parts.background import Background, Job
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.progress_bar import JobBar
from desktop_app.ui.parts.style import FORM_WIDTH, S2, S4, S5, button, heading, hint, label, line

_SIZE = (760, 690)
_BACK_WITHOUT_RECORDS = N_(
    "The seal is back. For the records of before, restore a backup (menu File), or take the card"
    " of the Secretariat and ask it to send everything back."
)


class FirstRun(QDialog):
    """Makes the office in `home`; `office` is the open office once the dialog was accepted."""

    def __init__(self, home: Path, background: Background, language: Language) -> None:
        super().__init__()
        self.office: Office | None = None
        self.sheet: RecoveryDialog | None = None
        self.language = language
        self._home = home
        self._background = background
        self._answers = FirstAnswers(language=language.code)
        self._passphrase: str | None = None
        self.setWindowTitle("Surco")
        self.resize(*_SIZE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._ask()

    def _show(self, body: QWidget, foot: list[QWidget]) -> None:
        """Put `body`, which may scroll, above a row of buttons."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._messages = MessageBar(self.language)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(S5, S5, S5, S5)
        body.setMaximumWidth(FORM_WIDTH)
        across.addWidget(body, 1, Qt.AlignmentFlag.AlignTop)
        scrolled.setWidget(middle)
        buttons = QWidget()
        down = QVBoxLayout(buttons)
        down.setContentsMargins(S5, S4, S5, S4)
        down.setSpacing(S2)
        down.addWidget(JobBar(self._background, self.language))  # beside them it would widen all
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addStretch()
        down.addLayout(row)
        for one in foot:
            row.addWidget(one)
        for part in (self._messages, scrolled, line(), buttons):
            self._column.addWidget(part, 1 if part is scrolled else 0)

    def _ask(self) -> None:
        self.form = FirstRunForm(self._answers, self.language)
        self.form.language_chosen.connect(self._change_language)
        go_on = button(self.language.text(N_("Set up this office")), primary=True)
        go_on.setDefault(True)
        go_on.clicked.connect(self._set_up)
        leave = button(self.language.text(N_("Quit")))
        leave.clicked.connect(self.reject)
        self._go_on = go_on
        self._show(self.form, [leave, go_on])

    def _change_language(self, code: str) -> None:
        self._answers = replace(self.form.answers(), language=code)
        self.language = Language(code)
        self._ask()

    def _set_up(self) -> None:
        self._answers = self.form.answers()
        if not self.form.complain():
            return
        self._go_on.setEnabled(False)
        self._passphrase = self._answers.passphrase or None
        given = self._answers.for_set_up()
        self._run(
            lambda _: offices.set_up(self._home, **given),
            self.language.text(N_("Setting up the office")),
            self._made,
        )

    def _made(self, office: Office) -> None:
        self.office = office
        words = self.language
        done = QWidget()
        column = QVBoxLayout(done)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S4)
        column.addWidget(heading(words.text(N_("Your office is set up"))))
        column.addWidget(label(f"{office.name} · {office.code}", "strong"))
        why = N_(
            "So that others can be sure that a file comes from you, give them your card once: "
            "a small file and a page with eight groups of digits. They will telephone you and "
            "read the digits."
        )
        column.addWidget(label(words.text(why)))
        later = N_(
            "You can also make the card later, in the menu File, and type a recovery sheet on the "
            "page of the seal. If the digits that it shows differ from those on the sheet, it is "
            "of another country, institution or role."
        )
        column.addWidget(hint(words.text(later)))
        card = button(words.text(N_("Make the card ...")))
        card.clicked.connect(self._choose_card)
        sheet = button(words.text(N_("Type the recovery sheet…")))
        sheet.clicked.connect(lambda _checked=False: self.ask_sheet())
        begin = button(words.text(N_("Begin")), primary=True)
        begin.setDefault(True)
        begin.clicked.connect(self.accept)
        self._show(done, [sheet, card, begin])
        if self._answers.sheet:
            self.ask_sheet()

    def ask_sheet(self) -> None:
        """Ask for the groups of the recovery sheet of a seal that was in use before."""
        if self.office is None:
            return
        self.sheet = dialog = RecoveryDialog(self.office, self.language, self, asked=True)
        dialog.accepted.connect(lambda: self._restore(dialog.groups.groups))
        dialog.open()

    def _restore(self, groups: list[str]) -> None:
        """Take the seal of the sheet into use, in the background, with the passphrase chosen."""
        office, passphrase = self.office, self._passphrase
        if office is None:
            return
        words = self.language
        self._run(
            lambda _: recovering.restore_seal(office, groups, passphrase),
            words.text(N_("The seal")),
            lambda _: self._messages.say(words.text(_BACK_WITHOUT_RECORDS), "good"),
        )

    def _choose_card(self) -> None:
        title = self.language.text(N_("Make the card"))
        suggested = f"{self._answers.office_code}-card.surco"
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, "*.surco")
        if chosen:
            self.make_card(Path(chosen))

    def make_card(self, path: Path) -> None:
        """Write the card and its page beside it, in the background."""
        office, passphrase = self.office, self._passphrase
        if office is None:
            return
        self._run(
            lambda _: make_card(office, path, passphrase),
            self.language.text(N_("Making the card")),
            lambda _: self._told_card(path),
        )

    def _told_card(self, path: Path) -> None:
        text = N_("The card is {file}, its page {page}. Send both.")
        page = path.with_suffix(".pdf").name
        self._messages.say(self.language.text(text, file=path.name, page=page), "good")

    def _run(
        self, action: Callable[[Any], object], what: str, then: Callable[[Any], object]
    ) -> None:
        job = Job(action, what)
        job.succeeded.connect(then)
        job.failed.connect(self._tell)
        self._background.run(job)

    def _tell(self, error: Exception) -> None:
        if self.office is None:
            self._go_on.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._messages.say(self.language.error(error), "error")
