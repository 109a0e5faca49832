"""Taking another installation's card as true, after its digits were read aloud."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import comparing
from desktop_app.language import N_, Language
from desktop_app.records.lookalike import lookalike_word
from desktop_app.records.rules_names import LOOKALIKE
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.group_edits import GroupEdits
from desktop_app.ui.parts.style import S2, S4, S5, heading, hint, label, set_role

_WIDTH = 480
_IN_A_ROW = 4


class TrustCardDialog(FittedDialog):
    """Shows whose card it is; Accept opens when its digits were typed, or compared by eye.

    While digits are typed those of the card are not shown: who types cannot copy them.
    """

    def __init__(
        self,
        language: Language,
        parent: QWidget | None = None,
        *,
        office: str,
        name: str,
        fingerprint: str,
    ) -> None:
        super().__init__(parent)
        self._language, self._fingerprint = language, fingerprint
        self.setWindowTitle(language.text(N_("Card of an office")))
        self.setMinimumWidth(_WIDTH)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._take = buttons.button(kinds.Ok)
        self._take.setText(language.text(N_("Take bundles of this office")))
        self._take.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S2)
        column.addWidget(heading(name))
        column.addWidget(label(office, "secondary"))
        if word := lookalike_word(name):
            column.addWidget(label(language.text(LOOKALIKE, word=word), "warning"))
        column.addSpacing(S2)
        ask = N_(
            "Telephone the office at a number you already know and have its 40 digits read to you,"
            " or take them from its printed card. Only the true office has the same ones."
        )
        column.addWidget(label(language.text(ask)))
        self.by_typing = QRadioButton(language.text(N_("I type the digits")))
        self.by_eye = QRadioButton(language.text(N_("We compare them on the screen")))
        self.by_typing.setChecked(True)
        for way in (self.by_typing, self.by_eye):
            way.clicked.connect(lambda _checked=False: self._show_way())
            column.addWidget(way)
        column.addWidget(self._typing())
        column.addWidget(self._comparing())
        warning = N_("If one digit differs, go back and ask for the card again.")
        column.addWidget(hint(language.text(warning)))
        column.addSpacing(S2)
        column.addWidget(buttons)
        self._show_way()
        self.groups.edits[0].setFocus()

    def _typing(self) -> QWidget:
        self._typed = QWidget()
        box = QVBoxLayout(self._typed)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        self.groups = GroupEdits(comparing.GROUPS, comparing.DIGITS, _IN_A_ROW, self._language)
        self.groups.changed.connect(self._compare)
        self.told: QLabel = label(" ", "secondary")
        box.addWidget(self.groups)
        box.addWidget(self.told)
        return self._typed

    def _comparing(self) -> QWidget:
        self._shown = QWidget()
        box = QVBoxLayout(self._shown)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        self._rows = [label("", "digits", wrap=False) for _ in _rows(self._fingerprint)]
        for row in self._rows:
            box.addWidget(row)
        self._compared = QCheckBox(
            self._language.text(N_("We compared the digits; they are the same"))
        )
        self._compared.clicked.connect(lambda _checked=False: self._allow())
        box.addWidget(self._compared)
        return self._shown

    def _show_way(self) -> None:
        """Show the digits of the card only where they are compared by eye."""
        eye = self.by_eye.isChecked()
        for row, text in zip(self._rows, _rows(self._fingerprint), strict=True):
            row.setText(text if eye else "")
        self._typed.setVisible(not eye)
        self._shown.setVisible(eye)
        (self._compared if eye else self.groups.edits[0]).setFocus()
        self.fit_soon()
        self._allow()

    def _compare(self) -> None:
        """Say which group differs, once all are there."""
        self.groups.mark(())
        said, role = " ", "secondary"
        if self.groups.complete:
            compared = comparing.compare(self._fingerprint, self.groups.groups)
            refused = comparing.refusal(compared)
            said, role = self._language.text(N_("All eight groups are the same.")), "good"
            if refused is not None:
                said, role = self._language.error(refused), "error"
                self.groups.mark(compared.incomplete or compared.differing)
        self.told.setText(said)
        set_role(self.told, role)
        self.fit_soon()
        self._allow()

    def _allow(self) -> None:
        typed = self.groups.groups
        same = self.groups.complete and comparing.compare(self._fingerprint, typed).same
        self._take.setEnabled(self._compared.isChecked() if self.by_eye.isChecked() else same)


def _rows(digits: str) -> list[str]:
    groups = digits.replace("-", " ").split()
    return [
        "   ".join(groups[start : start + _IN_A_ROW]) for start in range(0, len(groups), _IN_A_ROW)
    ]
