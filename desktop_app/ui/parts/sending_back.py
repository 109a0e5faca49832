"""Sending an office all that is held of it: offered when it has fallen back, or asked for."""

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.actions import packs
from desktop_app.actions.bundles import Exported
from desktop_app.actions.fallen import fallen_back
from desktop_app.language import N_
from desktop_app.records.people import Role
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.style import S2, S3, button
from desktop_app.ui.parts.wording import tooltip

_SEND = N_("Send everything back…")


class SendingBack(QWidget):
    """A line for each office that has fallen back; `button` is about the bundle that is marked."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._office = ""
        self.offers: dict[str, QPushButton] = {}
        self.button = self._make()
        said = page.language.text(N_("All that is held of this office, for an office that lost it"))
        self.button.setToolTip(tooltip(said))
        self.button.clicked.connect(lambda _checked=False: self._choose(self._office))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, S3)
        self._box.setSpacing(S2)
        self.hide()

    def refresh(self) -> None:
        """Offer it to each office that has fallen back and was sent nothing since."""
        there = fallen_back(self._page.office)
        if there == tuple(self.offers):
            return
        while (item := self._box.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.offers = {}
        for code in there:
            self._box.addWidget(self._offer(code))
        self.setVisible(bool(there))

    def mark(self, office: str) -> None:
        """Be about the office whose bundle is marked, or about none."""
        self._office = office
        allow(self._page.context, Role.SENDS, self.button, when=bool(office))

    def send(self, office: str, folder: Path) -> None:
        """Seal all that is held of an office into `folder`, in the background."""
        page = self._page
        passphrase = page.context.ask_passphrase() if page.office.seal_protected else None
        if page.office.seal_protected and passphrase is None:
            return
        page.run(
            lambda step: packs.make_pack(
                page.office, office, folder, passphrase=passphrase, step=step
            ),
            page.language.text(N_("Sealing all that is held of {office}"), office=office),
            self._sent,
        )

    def _sent(self, made: tuple[Exported, ...]) -> None:
        page = self._page
        text = N_(
            "All that is held of {office} is sealed: {files} in {folder}, with a summary and an"
            " e-mail draft."
        )
        files = page.language.list_of([part.bundle.name for one in made for part in one.parts])
        folder = made[0].bundle.parent
        office = made[0].addressee
        page.told.emit(page.language.text(text, office=office, files=files, folder=folder), "good")
        page.refresh()

    def _offer(self, code: str) -> QWidget:
        text = N_(
            "{office} went back to a backup, or works on another computer: it may lack records of"
            " its own that are held here."
        )
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S3)
        said = self._page.language.text(text, office=code)
        row.addWidget(NoticeLine(said, icon="info", role="warning"), 1)
        offer = self._make()
        offer.clicked.connect(lambda _checked=False: self._choose(code))
        allow(self._page.context, Role.SENDS, offer)
        row.addWidget(offer)
        self.offers[code] = offer
        return made

    def _make(self) -> QPushButton:
        made = button(self._page.language.text(_SEND))
        put_icon(made, "send")
        return made

    def _choose(self, office: str) -> None:
        title = self._page.language.text(N_("The folder for what is sent back"))
        chosen = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if chosen and office:
            self.send(office, Path(chosen))
