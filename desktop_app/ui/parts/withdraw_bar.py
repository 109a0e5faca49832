"""Withdrawing a record: it is asked for a reason where one is, and nothing happens without one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.actions import records
from desktop_app.errors import UserError
from desktop_app.language import N_
from desktop_app.ui.parts.reason_bar import ReasonBar

if TYPE_CHECKING:
    from desktop_app.ui.parts.page import Page


class WithdrawBar(ReasonBar):
    """`withdrawn` comes when it is done; `before` may keep it from being done."""

    withdrawn = Signal()

    def __init__(self, page: "Page", before: Callable[[], bool] = lambda: True) -> None:
        super().__init__(page.language, page.language.text(N_("Withdraw")))
        self._page = page
        self._before = before
        self._uid = ""
        self.given.connect(self._withdraw)

    def ask_about(self, uid: str, title: str) -> None:
        """Ask for the reason why this record goes."""
        self._uid = uid
        text = N_("Withdraw “{title}”? The Secretariat will be told with the next bundle.")
        self.ask(self._page.language.text(text, title=title))

    def _withdraw(self, reason: str) -> None:
        if not self._before():
            return
        office = self._page.office
        try:
            records.withdraw(office, records.find(office, self._uid), reason)
        except UserError as error:
            self._page.report(error)
            return
        self.withdrawn.emit()
