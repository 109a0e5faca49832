"""Typing the recovery sheet: the fourteen groups, and which of them to look at again."""

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.actions import recovering
from desktop_app.actions.office import Office
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.group_edits import GroupEdits
from desktop_app.ui.parts.new_passphrase import NewPassphrase
from desktop_app.ui.parts.style import S2, S4, S5, heading, label, set_role

_WIDTH = 560
_LETTERS, _IN_A_ROW = 4, 7


class RecoveryDialog(FittedDialog):
    """Opens its Ok once all groups are right and the digits were compared with the sheet.

    Whose passphrase was `asked` for already is not asked for another.
    """

    def __init__(
        self,
        office: Office,
        language: Language,
        parent: QWidget | None = None,
        *,
        asked: bool = False,
    ) -> None:
        super().__init__(parent)
        self._office, self._language = office, language
        say = language.text
        self.setWindowTitle(say(N_("The recovery sheet")))
        self.setMinimumWidth(_WIDTH)
        self.groups = GroupEdits(recovering.GROUPS, _LETTERS, _IN_A_ROW, language)
        self.groups.changed.connect(self._look)
        self.told = label(" ", "secondary")
        self.digits = label(" ", "digits")
        self.same = QCheckBox(say(N_("These digits stand at the foot of the sheet")))
        self.same.setEnabled(False)
        self.same.clicked.connect(lambda _checked=False: self._allow())
        self.chosen = NewPassphrase(language)
        self.chosen.setHidden(asked)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._ok = buttons.button(kinds.Ok)
        self._ok.setText(say(N_("Take this seal into use")))
        self._ok.setEnabled(False)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S4)
        about = N_(
            "Type the fourteen groups of the sheet; the cursor goes on by itself. Capitals do not"
            " matter. What you type is kept nowhere."
        )
        column.addWidget(heading(say(N_("The recovery sheet")), section=True))
        column.addWidget(label(say(about)))
        column.addWidget(self.groups)
        column.addWidget(self.told)
        compared = QVBoxLayout()
        compared.setSpacing(S2)
        compared.addWidget(self.digits)
        compared.addWidget(self.same)
        column.addLayout(compared)
        column.addWidget(self.chosen)
        column.addWidget(buttons)
        self.groups.edits[0].setFocus()

    def _look(self) -> None:
        """Say which group differs: at once of one that can be none, else when all are there."""
        typed, words = self.groups.groups, self._language
        odd = tuple(
            number
            for number, group in enumerate(typed, 1)
            if len(group) >= _LETTERS and not recovering.could_be_group(group)
        )
        said, role, digits = " ", "secondary", " "
        if odd:
            said = words.error(recovering.differing(odd))
            role = "error"
        elif self.groups.complete:
            try:
                digits = recovering.digits_of(self._office, typed)
            except UserError as error:
                odd = recovering.groups_to_compare(typed) or ()
                said, role = words.error(error), "error"
            else:
                said, role = words.text(N_("All fourteen groups are right.")), "good"
        self.groups.mark(odd)
        self.told.setText(said)
        set_role(self.told, role)
        self.digits.setText(digits)
        self.fit_soon()
        self.same.setEnabled(bool(digits.strip()))
        self.same.setChecked(self.same.isChecked() and self.same.isEnabled())
        self._allow()

    def _allow(self) -> None:
        self._ok.setEnabled(self.same.isEnabled() and self.same.isChecked())

    def _accept(self) -> None:
        if self.chosen.complain():
            self.accept()
        else:
            self.fit_soon()
