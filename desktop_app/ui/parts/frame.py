"""What stands around every page: top bar, navigation, message line, and the foot of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.language import LANGUAGE_NAMES, N_
from desktop_app.ui.parts.elided import ElidedLabel
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.navigation import Navigation, places
from desktop_app.ui.parts.page import Context
from desktop_app.ui.parts.person_menu import PersonButton
from desktop_app.ui.parts.progress_bar import JobBar
from desktop_app.ui.parts.search_box import Hit, SearchBox
from desktop_app.ui.parts.style import S2, S3, S4, label

_SEARCH_WIDTH = 320
_NARROWEST = 1024  # the whole window
_JOB_WIDTH = 460


class Frame(QWidget):
    """Built anew when language or colours change; the pages stand in `pages`."""

    language_chosen = Signal(str)

    def __init__(self, context: Context, find: Callable[[str], list[Hit]]) -> None:
        super().__init__()
        self._context = context
        self.pages = QStackedWidget()
        self.navigation = Navigation(places(context.office.role), context.language)
        # Else the widest page widens the window.
        self.pages.setMinimumWidth(_NARROWEST - self.navigation.widest)
        self.messages = MessageBar(context.language)
        prompt = context.language.text(N_("Search everything (Ctrl+K)"))
        self.search = SearchBox(prompt, find)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.person = PersonButton(context)
        self.foot = ElidedLabel()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.messages)
        middle.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addLayout(middle, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._top_bar())
        down.addLayout(across, 1)
        down.addWidget(self._foot_line())

    def _top_bar(self) -> QWidget:
        bar = _strip("topbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(S4, S2, S3, S2)
        row.setSpacing(S3)
        row.addWidget(label("Surco", "strong", wrap=False))
        row.addWidget(ElidedLabel(self._context.office.name, "secondary"))
        row.addWidget(label(self._context.office.code, "code", wrap=False))
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.person)
        row.addWidget(self._language_menu())
        return bar

    def _language_menu(self) -> QComboBox:
        menu = self._languages = QComboBox()
        menu.setAccessibleName(self._context.language.text(N_("Language")))
        menu.setToolTip(menu.accessibleName())
        for code, name in LANGUAGE_NAMES.items():
            menu.addItem(name, code)
        self.show_language()
        menu.activated.connect(lambda place: self.language_chosen.emit(menu.itemData(place)))
        return menu

    def show_language(self) -> None:
        """Say which language is spoken, also after one that was chosen could not be taken."""
        place = self._languages.findData(self._context.language.code)
        self._languages.setCurrentIndex(place)

    def _foot_line(self) -> QWidget:
        bar = _strip("footline")
        row = QHBoxLayout(bar)
        row.setContentsMargins(S4, S2 // 2, S3, S2 // 2)
        row.setSpacing(S4)
        row.addWidget(self.foot)
        row.addStretch(1)
        self.jobs = JobBar(self._context.background, self._context.language)
        self.jobs.setMaximumWidth(_JOB_WIDTH)
        row.addWidget(self.jobs, 2)
        bar.setMinimumHeight(self.jobs.sizeHint().height() + S2)  # no page moves when a job shows
        return bar


def _strip(name: str) -> QWidget:
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
