"""Where mail does not take the sealed file: as text in the mail, or on a stick."""

from pathlib import Path

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.actions import as_text, carrying
from desktop_app.actions.as_text import AsText
from desktop_app.actions.bundles import Exported
from desktop_app.language import N_
from desktop_app.ui.parts.icons import put_icon
from desktop_app.ui.parts.page import Page
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, button, label


class WaysOn(QWidget):
    """Two buttons about the bundle that was sealed last, and what came of them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._done: Exported | None = None
        say = page.language.text
        self.removed = button(say(N_("My mail system removed the file")))
        put_icon(self.removed, "scroll-text")
        self.removed.setToolTip(say(N_("Writes the file as text into an e-mail draft")))
        self.removed.clicked.connect(lambda _checked=False: self.write_text())
        self.stick = button(say(N_("Copy to a stick…")))
        put_icon(self.stick, "copy")
        self.stick.clicked.connect(lambda _checked=False: self._choose_stick())
        self.result = label("", "secondary")
        self.result.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        box.addLayout(side_by_side(self.removed, self.stick))
        box.addWidget(self.result)

    def show_done(self, done: Exported) -> None:
        """Be about this bundle from now on."""
        self._done = done
        self.result.hide()

    def write_text(self) -> None:
        """Write the bundle as text, with an e-mail draft that holds it, and open the draft."""
        done, page = self._done, self._page
        if done is not None:
            page.run(
                lambda _step: as_text.bundle_as_text(page.office, done, "submission"),
                page.language.text(N_("Writing the file as text")),
                self._show_text,
            )

    def copy(self, folder: Path) -> None:
        """Copy bundle, summary and draft into `folder` and read them back from there."""
        done, page = self._done, self._page
        if done is not None:
            files = [*(one.bundle for one in done.parts), done.pdf]
            files += [one.mail for one in done.parts]
            page.run(
                lambda step: carrying.copy_to(files, folder, step),
                page.language.text(N_("Copying")),
                self._show_copies,
            )

    def _choose_stick(self) -> None:
        title = self._page.language.text(N_("The stick or folder for the copy"))
        chosen = QFileDialog.getExistingDirectory(self, title, QDir.rootPath())
        if chosen:
            self.copy(Path(chosen))

    def _show_text(self, made: AsText) -> None:
        text = N_("As text: {file}. The draft {mail} has it in its body; send that.")
        if len(made.mails) > 1:
            text = N_(
                "As text: {file} and further. Send the drafts {mail} and further: each has its"
                " part in its body."
            )
        names = {"file": made.texts[0].name, "mail": made.mails[0].name}
        self._tell(self._page.language.text(text, **names))
        for mail in made.mails[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(mail)))

    def _show_copies(self, copies: list[Path]) -> None:
        text = N_("Copied to {folder} and read back from there. You can take the stick out.")
        self._tell(self._page.language.text(text, folder=copies[0].parent))

    def _tell(self, text: str) -> None:
        self.result.setText(text)
        self.result.show()
        self._page.told.emit(text, "good")
