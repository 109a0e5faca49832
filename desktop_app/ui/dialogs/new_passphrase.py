"""Choosing a passphrase: for the seal in use, or for one that is made anew."""

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.language import N_
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.new_passphrase import NewPassphrase
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.style import S4, S5, heading, label

_WIDTH = 480


class NewPassphraseDialog(FittedDialog):
    """Says what it is for, and closes only on a passphrase that will do; `made` is for a new seal.

    With `made` the seal in use is given up: its card counts no more.
    """

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, made: bool = False
    ) -> None:
        super().__init__(parent)
        say = context.language.text
        title = say(N_("A new seal")) if made else say(N_("Passphrase of the seal"))
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.chosen = NewPassphrase(context.language)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        does = say(N_("Make the new seal")) if made else say(N_("Keep this"))
        buttons.button(kinds.Ok).setText(does)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S4)
        column.addWidget(heading(title, section=True))
        column.addWidget(label(say(_ABOUT_NEW if made else _ABOUT_WORDS)))
        column.addWidget(self.chosen)
        column.addWidget(buttons)
        self.chosen.first.setFocus()

    def _accept(self) -> None:
        if self.chosen.complain():
            self.accept()
        else:
            self.fit_soon()


_ABOUT_NEW = N_(
    "The records are not affected. The seal before counts here no more: make the card of the new"
    " one afterwards, send it, and have its digits compared by telephone. Until then what you send"
    " waits there. Your bundles begin a new row of numbers."
)
_ABOUT_WORDS = N_(
    "With a passphrase nobody else at this computer can seal in the office's name. It is asked for"
    " when something is sent, never when records are entered. Nobody can find it out for you: who"
    " forgets it needs the recovery sheet or a new seal."
)
