"""A list of offices that waits for its holders: what it changes, and who agreed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.actions.agreeing import Agreement, Holder
from desktop_app.language import N_, Language, N_plural
from desktop_app.ui.parts.flow import in_flow
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.style import S2, S3, button, label

_TAIL = 4
_SHOWN = 40
_LACKING = N_plural("{n} more holder must agree.", "{n} more holders must agree.")
_MORE = N_plural("And {n} more change.", "And {n} more changes.")


class AgreementBar(QWidget):
    """Hidden while nothing waits."""

    agreed = Signal()  # the person agrees with a seal
    handed_on = Signal()  # the file is wanted for the next holder

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._language = language
        say = language.text
        self.title = label("", "strong")
        self.lacking = label("", "secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S2)
        self.agree = button(say(N_("I agree…")), primary=True)
        self.agree.clicked.connect(lambda _checked=False: self.agreed.emit())
        self.hand_on = button(say(N_("Save the file for the next holder…")))
        self.hand_on.clicked.connect(lambda _checked=False: self.handed_on.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S2)
        box.addWidget(self.title)
        box.addLayout(self._lines)
        box.addWidget(self.lacking)
        box.addWidget(in_flow(self.agree, self.hand_on))
        self.hide()

    def show_for(self, agreement: Agreement | None, *, keeps: bool) -> None:
        """Show a list that waits; None hides it. `keeps` is at the Secretariat."""
        self.setVisible(agreement is not None)
        if agreement is None:
            return
        say = self._language.text
        title = N_("List of offices number {number} waits for its holders. It changes:")
        self.title.setText(say(title, number=agreement.number))
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        told = [self._language.sentence(one) for one in agreement.changes[:_SHOWN]]
        if more := len(agreement.changes) - _SHOWN:
            told += [self._language.plural(_MORE, more)] if more > 0 else []
        for line in told or [say(N_("Nothing but its number."))]:
            self._lines.addWidget(NoticeLine(line, icon="chevron-right", role="ink"))
        agreed = [self._called(one) for one in agreement.holders if one.agreed]
        parts = [self._language.plural(_LACKING, agreement.lacking)]
        if agreed:
            text = N_("Agreed so far: {names}.")
            parts.insert(0, say(text, names=self._language.list_of(agreed)))
        self.lacking.setText(" ".join(parts))
        self.hand_on.setVisible(keeps)

    def _called(self, one: Holder) -> str:
        if one.name:
            return one.name
        if one.ours:
            return self._language.text(N_("the seal of this computer"))
        return one.kid[-_TAIL:]
