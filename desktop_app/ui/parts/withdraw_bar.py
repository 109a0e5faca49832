"""Withdrawing a record, or erasing a person: nothing happens without a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.actions import erasing, records
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.ui.parts.reason_bar import ReasonBar

if TYPE_CHECKING:
    from desktop_app.actions.office import Office
    from desktop_app.records.record import Record
    from desktop_app.ui.parts.page import Page

    Act = Callable[["Office", "Record", str], object]


class WithdrawBar(ReasonBar):
    """`withdrawn` comes when it is done; `before` may keep it from being done."""

    withdrawn = Signal()

    def __init__(self, page: "Page", before: Callable[[], bool] = lambda: True) -> None:
        super().__init__(page.language, page.language.text(N_("Withdraw")))
        self._page = page
        self._before = before
        self._uid = ""
        self._act: Act = records.withdraw
        self.given.connect(self._withdraw)

    def ask_about(self, uid: str, title: str) -> None:
        """Ask for the reason why this record goes."""
        self._uid, self._act = uid, records.withdraw
        self.do_it.setText(self._page.language.text(N_("Withdraw")))
        text = N_("Withdraw “{title}”? The Secretariat will be told with the next bundle.")
        self.ask(self._page.language.text(text, title=title))

    def ask_to_erase(self, uid: str, title: str) -> None:
        """Ask for the reason why this person is erased for good."""
        self._uid, self._act = uid, erasing.erase
        self.do_it.setText(self._page.language.text(N_("Erase for good")))
        text = N_(
            "Erase “{title}” for good? All answers, their history, drafts and notes go, here at"
            " once and elsewhere as an order with the next bundle. It cannot be taken back; backups"
            " and files sent before still have them. The reason stays: leave the name out of it."
        )
        self.ask(self._page.language.text(text, title=title))

    def _withdraw(self, reason: str) -> None:
        if not self._before():
            return
        office, uid, act = self._page.office, self._uid, self._act
        if act is erasing.erase:  # goes over all that is kept of the person
            self._page.run(
                lambda _step: act(office, records.find(office, uid), reason),
                self._page.language.text(N_("Erasing the person")),
                lambda _gone: self.withdrawn.emit(),
            )
            return
        try:
            act(office, records.find(office, uid), reason)
        except UserError as error:
            self._page.report(error)
            return
        self.withdrawn.emit()
