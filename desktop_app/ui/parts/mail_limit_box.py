"""How large a mail may be: one of the usual sizes, one of one's own, or any."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.actions import weighing
from desktop_app.actions.office import Office
from desktop_app.actions.weighing import LIMITS, NO_LIMIT
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.ui.parts.code_box import CalmCombo
from desktop_app.ui.parts.style import S1, S3, label

_OWN = -1
_OWN_WIDTH = 72
_OWN_LENGTH = 6


class MailLimitBox(QWidget):
    """Remembers in the office what is chosen; a size that is none is said and changes nothing."""

    chosen = Signal(int)

    def __init__(self, office: Office, language: Language) -> None:
        super().__init__()
        self._office, self._language = office, language
        title = label(language.text(N_("A mail may have up to")), "secondary", wrap=False)
        self.sizes = CalmCombo()
        self.sizes.setAccessibleName(title.text())
        self.sizes.activated.connect(lambda _at: self._take())
        title.setBuddy(self.sizes)
        self.own = QLineEdit()
        self.own.setMaxLength(_OWN_LENGTH)
        self.own.setFixedWidth(_OWN_WIDTH)
        self.own.setAccessibleName(language.text(N_("Size of a mail in MB")))
        self.own.editingFinished.connect(self._take_own)
        self._unit = label("MB", "secondary", wrap=False)
        self.trouble = label("", "error")
        row = QHBoxLayout()
        row.setSpacing(S3)
        for shown in (title, self.sizes, self.own, self._unit):
            row.addWidget(shown)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S1)
        column.addLayout(row)
        column.addWidget(self.trouble)
        self._show()

    def _show(self) -> None:
        """Offer the usual sizes and what was chosen before."""
        say = self._language.text
        chosen = weighing.mail_limit(self._office)
        self.sizes.clear()
        for megabytes in sorted({*LIMITS, chosen} - {NO_LIMIT}):
            self.sizes.addItem(f"{megabytes} MB", megabytes)
        self.sizes.addItem(say(N_("any size (stick)")), NO_LIMIT)
        self.sizes.addItem(say(N_("another size…")), _OWN)
        self.sizes.setCurrentIndex(self.sizes.findData(chosen))
        self._ask_own(asked=False)

    def _ask_own(self, *, asked: bool) -> None:
        self.own.setVisible(asked)
        self._unit.setVisible(asked)
        self.trouble.hide()

    def _take(self) -> None:
        megabytes = self.sizes.currentData()
        self._ask_own(asked=megabytes == _OWN)
        if megabytes == _OWN:
            self.own.clear()
            self.own.setFocus()
            return
        self._choose(megabytes)

    def _take_own(self) -> None:
        """Take what was typed; nothing typed is a change of mind."""
        typed = self.own.text().strip()
        if self.own.isHidden():
            return
        if not typed:
            self._show()
            return
        try:
            self._choose(weighing.megabytes_in(typed))
        except UserError as error:
            self.trouble.setText(self._language.error(error))
            self.trouble.show()

    def _choose(self, megabytes: int) -> None:
        weighing.choose_mail_limit(self._office, megabytes)
        self._show()
        self.chosen.emit(megabytes)
