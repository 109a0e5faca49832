"""The questions of the first start: language, role, country or institution, names, passphrase."""

import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions.office import GUEST, OFFICE, SECRETARIAT
from desktop_app.language import LANGUAGE_NAMES, N_, Language
from desktop_app.records.codes import code_list
from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.party_box import PartyBox
from desktop_app.ui.parts.style import S1, S2, S4, heading, hint, label

SECRETARIAT_CODE = "SELA"
UNIT = "unit"  # an office, below the one of its country
_ROLES = {
    OFFICE: N_("The office of a country or an institution"),
    UNIT: N_("A ministry or province that reports to the office of its country"),
    GUEST: N_("An institution that only describes its source of cooperation"),
    SECRETARIAT: N_("The Secretariat, which receives and merges"),
}
_SHORTEST_PASSPHRASE = 10
_PART = re.compile(r"[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """What was typed so far; `code` is empty until a party of the list was chosen."""

    language: str = "es"
    role: str = OFFICE
    code: str = ""
    part: str = ""  # of a unit or guest in a country: BO and ABC make BO-ABC
    name: str = ""
    focal_point: str = ""
    email: str = ""
    person: str = ""
    passphrase: str = ""
    again: str = ""
    sheet: bool = False  # the recovery sheet of a seal in use before is at hand

    def for_set_up(self) -> dict[str, Any]:
        """Return the arguments of `actions.office.set_up`."""
        return {
            "code": self.office_code,
            "name": self.name,
            "role": OFFICE if self.role == UNIT else self.role,
            "language": self.language,
            "passphrase": self.passphrase or None,
            "focal_point": self.focal_point,
            "email": self.email,
            "person": self.person,
        }

    @property
    def office_code(self) -> str:
        """The code of the installation: a unit or a guest in a country has one of its own."""
        return f"{self.code}-{self.part}".upper() if self.needs_part and self.part else self.code

    @property
    def needs_part(self) -> bool:
        return self.role in (UNIT, GUEST) and self.in_country

    @property
    def in_country(self) -> bool:
        return code_list("country").get(self.code) is not None


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
        self._roles = {role: QRadioButton(words.text(text)) for role, text in _ROLES.items()}
        self._roles[answers.role].setChecked(True)
        self._roles[SECRETARIAT].clicked.connect(self._suggest_secretariat)
        for one in self._roles.values():
            one.clicked.connect(lambda _checked=False: self._ask_part())
            down.addWidget(one)
        self._column.addWidget(Field(words.text(N_("Who works here")), rows))

    def _ask_office(self, answers: FirstAnswers) -> None:
        words = self._language
        self._party = PartyBox(words.code)
        self._party.choose(answers.code)
        self._party.currentTextChanged.connect(lambda _text: self._ask_part())
        self._part = QLineEdit(answers.part)
        self._part.setMaxLength(8)
        self._part_field = Field(
            words.text(N_("Short code of the institution")),
            self._part,
            words.text(N_("Up to eight letters and figures, as in its acronym. Example: ABC")),
        )
        self._name = QLineEdit(answers.name)
        self._focal_point = QLineEdit(answers.focal_point)
        self._email = QLineEdit(answers.email)
        self._party_field = Field(
            words.text(N_("Country or institution")),
            self._party,
            words.text(N_("Type a part of the name, for example “dom” or “andina”.")),
        )
        self._name_field = Field(
            "",
            self._name,
            words.text(N_("As it stands on letters and on the printed profile.")),
        )
        focal_point = Field(words.text(N_("Focal point (name and post)")), self._focal_point)
        email = Field(words.text(N_("E-mail of the focal point")), self._email)
        self._person = QLineEdit(answers.person)
        person = Field(
            words.text(N_("Your name (if several people will work here)")),
            self._person,
            words.text(N_("It stands in the history of what you change, and stays here.")),
        )
        asked = (self._party_field, self._part_field, self._name_field, focal_point, email, person)
        for field in asked:
            self._column.addWidget(field)
        self._ask_part()

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
                    "It is asked for when you send, once until Surco is closed. Nobody can find it "
                    "out for you: who forgets it needs the recovery sheet or a new seal."
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
        sheet = N_("We have the recovery sheet of the seal that this office used before")
        self._sheet = QCheckBox(words.text(sheet))
        self._sheet.setChecked(answers.sheet)
        self._column.addWidget(self._sheet)

    def _suggest_secretariat(self) -> None:
        if not self._party.code:
            self._party.choose(SECRETARIAT_CODE)

    def _ask_part(self) -> None:
        """Ask for what this role has: a short code where it would else have the country's own."""
        given = FirstAnswers(role=self._role(), code=self._party.code)
        self._part_field.setVisible(given.needs_part)
        named = N_("Name of the office")
        if given.role in (UNIT, GUEST):
            named = N_("Name of the institution")
        self._name_field.rename(self._language.text(named))

    def _role(self) -> str:
        return next(role for role, one in self._roles.items() if one.isChecked())

    def show_answers(self, answers: FirstAnswers) -> None:
        """Fill in what is known of the office; language and role stay as they are."""
        self._party.choose(answers.code)
        for edit, text in (
            (self._part, answers.part),
            (self._name, answers.name),
            (self._focal_point, answers.focal_point),
            (self._email, answers.email),
            (self._person, answers.person),
            (self._passphrase, answers.passphrase),
            (self._again, answers.again),
        ):
            edit.setText(text)
        self._sheet.setChecked(answers.sheet)

    def answers(self) -> FirstAnswers:
        return FirstAnswers(
            language=self._language.code,
            role=self._role(),
            code=self._party.code,
            part=self._part.text().strip(),
            name=self._name.text().strip(),
            focal_point=self._focal_point.text().strip(),
            email=self._email.text().strip(),
            person=self._person.text().strip(),
            passphrase=self._passphrase.text(),
            again=self._again.text(),
            sheet=self._sheet.isChecked(),
        )

    def complain(self) -> bool:
        """Say at each answer what is still to do, go to the first one; True when all is there."""
        given, words = self.answers(), self._language
        short = 0 < len(given.passphrase) < _SHORTEST_PASSPHRASE
        unit = given.role == UNIT
        nameless = (
            N_("Write the name of the institution.")
            if unit or given.role == GUEST
            else N_("Write the name of the office.")
        )
        nowhere = (
            N_("Choose the country that it belongs to.")
            if unit
            else N_("Choose a country or an institution of the list.")
        )
        asked = [
            (self._party_field, nowhere, given.code and (given.in_country or not unit)),
            (
                self._part_field,
                N_("Write up to eight letters and figures, as in its acronym."),
                not given.needs_part or _PART.fullmatch(given.part),
            ),
            (self._name_field, nameless, given.name),
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
