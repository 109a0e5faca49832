"""Our seal: since when, protected or not, its sheet; and what to do when something happened."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.actions import seals
from desktop_app.actions.seals import SealState
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.flow import in_flow
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.step_block import StepBlock
from desktop_app.ui.parts.style import S2, S3, button, heading, hint, label

_WIDTH = 760
_IN_A_ROW = 4
_STOLEN = (
    (
        N_("Telephone the Secretariat"),
        N_(
            "At a number you already know, not one from an e-mail. Say the name of the office and"
            " that its computer was lost or stolen. The last number you remember sending helps;"
            " here it is number {number}. From then on files with the lost seal wait there and are"
            " not merged."
        ),
    ),
    (
        N_("Set up another computer"),
        N_(
            "Install Surco and restore the newest backup, from a stick or another disk. What was"
            " neither backed up nor sent has to be entered again; the Secretariat has all that you"
            " sent, and sends it back when you ask."
        ),
    ),
    (
        N_("Make a new seal there, not the old one"),
        N_(
            "After a theft the recovery sheet must not be used: whoever has the computer may have"
            " the same seal. Make a new seal, send its card, and read its digits by telephone to"
            " the Secretariat, which types or compares them."
        ),
    ),
)
_STOLEN_HERE = (
    (
        N_("Set up another computer"),
        N_("Install Surco and restore the newest backup of the Secretariat, from a stick or disk."),
    ),
    (
        N_("Make a new seal there, not the old one"),
        N_(
            "After a theft the recovery sheet must not be used: whoever has the computer may have"
            " the same seal."
        ),
    ),
    (
        N_("Stop the stolen seal and publish the list"),
        N_(
            "Under “List of offices” mark the line of the stolen seal, choose “Lost or stolen…”"
            " and publish. Where other holders agree on the list, the offices need do nothing: it"
            " comes with the next answer, and what a forged answer said before is taken back."
        ),
    ),
    (
        N_("If the stolen seal published the list alone, telephone every office"),
        N_(
            "Send the new card; each office compares its digits again. Until it has, it believes"
            " whoever has the stolen seal. Several holders of the list spare you this."
        ),
    ),
)


class SealPage(Page):
    """Shows how the seal stands; what is done with it is asked in small windows: see `errand`."""

    title = N_("Our seal")

    errand = Signal(str)  # card, renew, sheet, passphrase, forget, new, restore

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = self.language.text
        self._asking: list[QPushButton] = []
        self._sound: list[QPushButton] = []
        column = narrow_column(self, _WIDTH)
        column.addWidget(heading(self.heading()))
        about = N_(
            "The seal shows that what you send comes from this office and that nobody changed it."
            " It belongs to this computer, not to a person. Records do not depend on it: whatever"
            " happens to the seal, they stay."
        )
        column.addWidget(label(say(about), "secondary"))
        column.addWidget(self._standing())
        column.addWidget(self._caring())
        column.addSpacing(S3)
        column.addWidget(heading(say(N_("Forgotten passphrase, damaged file")), section=True))
        column.addWidget(self._lost())
        self._steps: list[tuple[QLabel, str]] = []
        column.addSpacing(S3)
        column.addWidget(heading(say(N_("Computer lost or stolen")), section=True))
        column.addWidget(self._stolen())
        column.addStretch(1)

    def refresh(self) -> None:
        """Read how the seal stands, off the window's thread."""
        self.run(
            lambda _step: seals.state_of(self.office),
            self.language.text(N_("Looking at the seal")),
            self._show,
        )

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("badge-check"), self.card.text(), self)
        action.triggered.connect(lambda _checked=False: self.errand.emit("card"))
        allow(self.context, Role.SENDS, action)
        return [action]

    def _standing(self) -> QWidget:
        self.trouble = label("", "error")
        self.since = label("", "strong")
        self.protected = label("")
        self.sheet_said = label("")
        self.following = label("", "info")
        self.digits_title = label(self.language.text(N_("Digits of the card")), "secondary")
        self.digits = [label("", "digits", wrap=False) for _ in range(2)]
        shown = QWidget()
        box = QVBoxLayout(shown)
        box.setContentsMargins(0, S3, 0, 0)
        box.setSpacing(S2)
        facts = (self.trouble, self.since, self.protected, self.sheet_said, self.following)
        for one in (*facts, self.digits_title, *self.digits):
            box.addWidget(one)
        return shown

    def _caring(self) -> QWidget:
        say = self.language.text
        self.card = self._button(N_("Make the card ..."), "card", "badge-check", sound=True)
        self.sheet = self._button(
            N_("Print the recovery sheet…"), "sheet", "scroll-text", sound=True
        )
        self.words = self._button(N_("Passphrase…"), "passphrase", "lock", sound=True)
        self.forget = self._button(N_("Do not remember it any more"), "forget", "x")
        self.renew = self._button(N_("Renew the seal"), "renew", "history", sound=True)
        cared = QWidget()
        box = QVBoxLayout(cared)
        box.setContentsMargins(0, S3, 0, 0)
        box.setSpacing(S2)
        box.addWidget(in_flow(self.card, self.sheet, self.words, self.forget, self.renew))
        renewing = N_(
            "Renew the seal when those who knew its passphrase have left, or every few years:"
            " the new one goes out with your next bundle, and nobody needs to telephone."
        )
        if self.office.is_secretariat:
            renewing = N_(
                "Renew the seal when those who knew its passphrase have left, or every few years:"
                " the next list of offices tells of the new one, and nobody needs to telephone."
            )
        sentences = (
            N_(
                "The recovery sheet brings the seal back one day. It is printed once, on paper,"
                " for the safe of the office, and kept nowhere in this computer."
            ),
            renewing,
        )
        for sentence in sentences:
            box.addWidget(hint(say(sentence)))
        return cared

    def _lost(self) -> QWidget:
        say = self.language.text
        restore = self._button(N_("I have the recovery sheet…"), "restore", "scroll-text")
        new = self._button(N_("Make a new seal…"), "new", "plus")
        lost = QWidget()
        box = QVBoxLayout(lost)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        told = N_(
            "Records are not affected. With the recovery sheet the same seal comes back. Without it"
            " make a new seal and send its card: until it was accepted, what you send waits there."
        )
        box.addWidget(label(say(told)))
        box.addWidget(in_flow(restore, new))
        return lost

    def _stolen(self) -> QWidget:
        stolen = QWidget()
        box = QVBoxLayout(stolen)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        steps = _STOLEN_HERE if self.office.is_secretariat else _STOLEN
        for number, (title, text) in enumerate(steps, 1):
            block = StepBlock(number, self.language.text(title), self.language)
            told: QLabel = label(self._step(text, 0))
            block.add(told)
            box.addWidget(block)
            self._steps.append((told, text))
        return stolen

    def _step(self, text: str, number: int) -> str:
        return self.language.text(text, number=self.language.number(number))

    def _button(self, text: str, name: str, picture: str, *, sound: bool = False) -> QPushButton:
        """Return a button that asks for an errand; `sound` ones need a seal that can be used."""
        made = button(self.language.text(text))
        put_icon(made, picture)
        made.clicked.connect(lambda _checked=False: self.errand.emit(name))
        (self._sound if sound else self._asking).append(made)
        return made

    def _show(self, state: SealState) -> None:
        say, date = self.language.text, self.language.date
        usable = state.trouble is None
        self.trouble.setText("" if state.trouble is None else self.language.error(state.trouble))
        self.trouble.setVisible(not usable)
        self.since.setText(say(N_("In use since {date}."), date=date(state.since)))
        self.protected.setText(say(_protection(state)))
        self.protected.setVisible(usable)
        printed = state.sheet_printed
        self.sheet_said.setText(
            say(N_("Recovery sheet printed on {date}."), date=date(printed))
            if printed
            else say(N_("No recovery sheet was printed yet."))
        )
        text = N_("A new seal goes with the next bundle. Its digits: {digits}")
        if self.office.is_secretariat:
            text = N_(
                "A new seal waits for the next list of offices: publish it. Its digits: {digits}"
            )
        self.following.setText(say(text, digits=state.next_digits) if state.next_digits else "")
        self.following.setVisible(bool(state.next_digits))
        groups = state.digits.split()
        for at, row in enumerate(self.digits):
            row.setText("   ".join(groups[at * _IN_A_ROW : (at + 1) * _IN_A_ROW]))
        self.sheet.setText(
            say(N_("Print the sheet once more…"))
            if printed
            else say(N_("Print the recovery sheet…"))
        )
        self.forget.setVisible(state.remembered)
        for told, text in self._steps:
            told.setText(self._step(text, state.last_sent))
        allow(self.context, Role.SENDS, *self._asking)
        allow(self.context, Role.SENDS, *self._sound, when=usable)
        allow(self.context, Role.SENDS, self.renew, when=usable and not state.next_digits)


def _protection(state: SealState) -> str:
    if state.protected and state.remembered:
        return N_("Protected by a passphrase, which the keychain of this computer keeps.")
    if state.protected:
        return N_("Protected by a passphrase.")
    return N_("Not protected by a passphrase.")
