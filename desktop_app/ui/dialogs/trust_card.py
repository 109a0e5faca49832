"""Taking another installation's card as true, after its digits were read aloud."""

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.records.lookalike import lookalike_word
from desktop_app.records.rules_names import LOOKALIKE
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.style import S2, S4, S5, heading, hint, label

_WIDTH = 480
_IN_A_ROW = 4


class TrustCardDialog(FittedDialog):
    """Shows whose card it is and its digits; Accept opens when they were compared."""

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
        self.setWindowTitle(language.text(N_("Card of an office")))
        self.setMinimumWidth(_WIDTH)
        self._compared = QCheckBox(language.text(N_("We compared the digits; they are the same")))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._take = buttons.button(kinds.Ok)
        self._take.setText(language.text(N_("Take bundles of this office")))
        self._take.setEnabled(False)
        self._compared.clicked.connect(self._allow)
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
            "Telephone the office and read these digits to each other. Only the true office "
            "has the same ones on its card."
        )
        column.addWidget(label(language.text(ask)))
        for row in _rows(fingerprint):
            column.addWidget(label(row, "digits", wrap=False))
        warning = N_("If one digit differs, go back and ask for the card again.")
        column.addWidget(hint(language.text(warning)))
        column.addSpacing(S2)
        column.addWidget(self._compared)
        column.addWidget(buttons)

    def _allow(self, compared: bool) -> None:  # noqa: FBT001 - Qt says whether it is checked
        self._take.setEnabled(compared)


def _rows(digits: str) -> list[str]:
    groups = digits.replace("-", " ").split()
    return [
        "   ".join(groups[start : start + _IN_A_ROW]) for start in range(0, len(groups), _IN_A_ROW)
    ]
