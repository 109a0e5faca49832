"""The questions of the first start: language, role, country or institution, names, passphrase."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.language import LANGUAGE_NAMES, N_, Language
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.party_box import PartyBox
from desktop_app.ui.parts.style import S1, S2, S4, heading, hint, label

SECRETARIAT_CODE = "SELA"
_SHORTEST_PASSPHRASE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """What was typed so far; `code` is empty until a party of the list was chosen."""

    language: str = "es"
    secretariat: bool = False
    code: str = ""
    name: str = ""
    focal_point: str = ""
    email: str = ""
    passphrase: str = ""
    again: str = ""

    def for_set_up(self) -> dict[str, Any]:
        """Return the arguments of `actions.office.set_up`."""
        return {
            "code": self.code,
            "name": self.name,
            "role": "secretariat" if self.secretariat else "office",
            "language": self.language,
            "passphrase": self.passphrase or None,
            "focal_point": self.focal_point,
            "email": self.email,
        }


class FirstRunForm(QWidget):
    """One column of questions; it makes nothing itself."""

    language_chosen = Signal(str)

    def __init__(self, answers: FirstAnswers, language: Language) -> None:
        super().__init__()
        self._language = language
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S4)
        self._column.addWidget(heading(language.text(N_("Welcome to Surco"))))
        begin = N_("A few answers, then you begin. Nothing leaves this computer until you send it.")
        self._column.addWidget(label(language.text(begin), "secondary"))
        self._ask_language(answers.language)
        self._ask_role(answers)
        self._ask_office(answers)
        self._ask_passphrase(answers)

    def _ask_language(self, chosen: str) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(S4)
        group = QButtonGroup(row)
        for code, name in LANGUAGE_NAMES.items():
            one = QRadioButton(name)
            one.setChecked(code == chosen)
            one.clicked.connect(lambda _, code=code: self.language_chosen.emit(code))
            group.addButton(one)
            across.addWidget(one)
        across.addStretch()
        self._column.addWidget(Field(self._language.text(N_("Language")), row))

    def _ask_role(self, answers: FirstAnswers) -> None:
        rows = QWidget()
        down = QVBoxLayout(rows)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S1)
        words = self._language
        office = QRadioButton(words.text(N_("The office of a country or an institution")))
        self._secretariat = QRadioButton(
            words.text(N_("The Secretariat, which receives and merges"))
        )
        (self._secretariat if answers.secretariat else office).setChecked(True)
        self._secretariat.clicked.connect(self._suggest_secretariat)
        for one in (office, self._secretariat):
            down.addWidget(one)
        self._column.addWidget(Field(words.text(N_("Who works here")), rows))

    def _ask_office(self, answers: FirstAnswers) -> None:
        words = self._language
        self._party = PartyBox(words.code)
        self._party.choose(answers.code)
        self._name = QLineEdit(answers.name)
        self._focal_point = QLineEdit(answers.focal_point)
        self._email = QLineEdit(answers.email)
        self._party_field = Field(
            words.text(N_("Country or institution")),
            self._party,
            words.text(N_("Type a part of the name, for example “dom” or “andina”.")),
        )
        self._name_field = Field(
            words.text(N_("Name of the office")),
            self._name,
            words.text(N_("As it stands on letters and on the printed profile.")),
        )
        focal_point = Field(words.text(N_("Focal point (name and post)")), self._focal_point)
        email = Field(words.text(N_("E-mail of the focal point")), self._email)
        for field in (self._party_field, self._name_field, focal_point, email):
            self._column.addWidget(field)

    def _ask_passphrase(self, answers: FirstAnswers) -> None:
        words = self._language
        self._passphrase = QLineEdit(answers.passphrase)
        self._again = QLineEdit(answers.again)
        for one in (self._passphrase, self._again):
            one.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase_field = Field(
            words.text(N_("Passphrase (if you want one)")),
            self._passphrase,
            words.text(
                N_(
                    "It is asked for each time you seal a file. Nobody can find it out for you: "
                    "who forgets it needs a new card."
                )
            ),
        )
        self._again_field = Field(words.text(N_("The passphrase once more")), self._again)
        self._column.addSpacing(S2)
        self._column.addWidget(self._passphrase_field)
        self._column.addWidget(self._again_field)
        self._column.addWidget(
            hint(words.text(N_("Without one, this computer's login protects it.")))
        )

    def _suggest_secretariat(self) -> None:
        if not self._party.code:
            self._party.choose(SECRETARIAT_CODE)

    def show_answers(self, answers: FirstAnswers) -> None:
        """Fill in what is known of the office; language and role stay as they are."""
        self._party.choose(answers.code)
        for edit, text in (
            (self._name, answers.name),
            (self._focal_point, answers.focal_point),
            (self._email, answers.email),
            (self._passphrase, answers.passphrase),
            (self._again, answers.again),
        ):
            edit.setText(text)

    def answers(self) -> FirstAnswers:
        return FirstAnswers(
            language=self._language.code,
            secretariat=self._secretariat.isChecked(),
            code=self._party.code,
            name=self._name.text().strip(),
            focal_point=self._focal_point.text().strip(),
            email=self._email.text().strip(),
            passphrase=self._passphrase.text(),
            again=self._again.text(),
        )

    def complain(self) -> bool:
        """Say at each answer what is still to do, go to the first one; True when all is there."""
        given, words = self.answers(), self._language
        short = 0 < len(given.passphrase) < _SHORTEST_PASSPHRASE
        asked = [
            (self._party_field, N_("Choose a country or an institution of the list."), given.code),
            (self._name_field, N_("Write the name of the office."), given.name),
            (
                self._passphrase_field,
                N_("Use at least 10 letters, for example four words."),
                not short,
            ),
            (
                self._again_field,
                N_("The two passphrases differ. Type both again."),
                given.passphrase == given.again,
            ),
        ]
        for field, text, answered in asked:
            field.complain("" if answered else words.text(text))
        missing = [field for field, _, answered in asked if not answered]
        if missing:
            missing[0].focus()
        return not missing
