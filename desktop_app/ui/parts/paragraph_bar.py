"""The paragraph of a profile, written where one looks at the pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.moments import day_and_hour
from desktop_app.ui.parts.notice_line import NoticeLine
from desktop_app.ui.parts.step_block import side_by_side
from desktop_app.ui.parts.style import S2, S3, button, hint, label
from desktop_app.ui.parts.text_box import GrowingText

if TYPE_CHECKING:
    from desktop_app.actions.paragraphs import Paragraph


class ParagraphBar(QWidget):
    """Hidden until it is asked for; `given` comes with the text that is to stand."""

    given = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._language = language
        say = language.text
        self._made = self._shown = ""
        self.title = label("", "strong")
        self.changed = NoticeLine(
            say(N_("The figures have changed since this was written. Does it still hold?")),
            icon="triangle-alert",
            role="warning",
        )
        self.about = hint("")
        self.text = GrowingText()
        self.title.setBuddy(self.text)
        self.keep = button(say(N_("Print this text")))
        self.keep.clicked.connect(lambda _checked=False: self._give(self.text.toPlainText()))
        self.back_to_made = button(say(N_("Take the one made from the figures")))
        self.back_to_made.clicked.connect(lambda _checked=False: self._give(self._made))
        leave = button(say(N_("Go back")))
        leave.clicked.connect(self.hide)
        box = QVBoxLayout(self)
        box.setContentsMargins(S3, S3, S3, S3)
        box.setSpacing(S2)
        for shown in (self.title, self.changed, self.text, self.about):
            box.addWidget(shown)
        box.addLayout(side_by_side(self.keep, self.back_to_made, leave))
        self.hide()

    def ask(self, paragraph: "Paragraph", spoken: str) -> None:
        """Show a paragraph to be edited; `spoken` is the name of its language."""
        say = self._language.text
        self._made = paragraph.made
        self.title.setText(say(N_("The paragraph of the profile, in: {language}"), language=spoken))
        self.text.setAccessibleName(self.title.text())
        self._shown = paragraph.text
        self.text.set_text(paragraph.text)
        self.changed.setVisible(paragraph.outdated)
        self.back_to_made.setEnabled(bool(paragraph.written))
        about = say(N_("It was made from the figures. What you write stands until you change it."))
        if paragraph.written:
            when = day_and_hour(paragraph.at, self._language)
            about = say(N_("Written on {when} by {who}."), when=when, who=paragraph.who)
        self.about.setText(about)
        self.show()
        self.text.setFocus()

    def typed(self) -> str | None:
        """Return the text that is being written, None when none is or nothing was typed."""
        text = self.text.toPlainText()
        return None if self.isHidden() or text == self._shown else text

    def _give(self, text: str) -> None:
        self.given.emit(text)
