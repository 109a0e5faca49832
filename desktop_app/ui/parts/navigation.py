"""The pages of the window, one below the other on its left."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.icons import LARGE, put_icon
from desktop_app.ui.parts.style import S1, S2, S3, line

_NARROWEST = 208


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to; `title` is marked for translation, `gap` draws a line above it."""

    name: str
    title: str
    picture: str
    gap: bool = False


def places(role: str) -> tuple[Place, ...]:
    """Return the pages of an office; the Secretariat answers where it receives.

    A guest describes its sources and has no other pages.
    """
    if role == "guest":
        return _GUEST
    merges = Place("received", N_("Bundles and merging"), "git-merge", gap=True)
    listed = Place("register", N_("List of offices"), "badge-check")
    exchange = (merges, listed) if role == "secretariat" else _SENDS
    return (
        Place("home", N_("Home"), "house"),
        Place("initiative", N_("Initiatives"), "folder-kanban", gap=True),
        Place("source", N_("Sources"), "landmark"),
        Place("offer", N_("Offers and requests"), "handshake"),
        Place("practice", N_("Good practices"), "lightbulb"),
        Place("figures", N_("Figures"), "chart-column"),
        Place("agreement", N_("Agreements"), "scroll-text", gap=True),
        Place("meeting", N_("Meetings"), "calendar-days"),
        Place("commitment", N_("Commitments"), "list-checks"),
        Place("organisation", N_("Organisations"), "building-2", gap=True),
        Place("contact", N_("Contacts"), "users"),
        Place("office", N_("Offices"), "building"),
        *exchange,
        Place("imports", N_("Imports"), "download"),
    )


_SENDS = (
    Place("send", N_("Send"), "send", gap=True),
    Place("received", N_("Received"), "inbox"),
)
_GUEST = (
    Place("home", N_("Home"), "house"),
    Place("source", N_("Sources"), "landmark", gap=True),
    Place("organisation", N_("Organisations"), "building-2"),
    Place("contact", N_("Contacts"), "users"),
    *_SENDS,
    Place("backups", N_("Backups"), "shield-check", gap=True),
)


class Navigation(QScrollArea):
    """One button a page; arrow keys go up and down, Enter or Space opens.

    It scrolls where large text makes it taller than the screen.
    """

    chosen = Signal(str)

    def __init__(self, shown: Sequence[Place], language: Language) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._inside = inside = QWidget()
        inside.setObjectName("navigation")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(S2, S3, S2, S3)
        column.setSpacing(S1 // 2)
        for place in shown:
            if place.gap:
                column.addSpacing(S1)
                column.addWidget(line())
                column.addSpacing(S1)
            made = self._button(place, language)
            column.addWidget(made)
        column.addStretch()
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def _button(self, place: Place, language: Language) -> QPushButton:
        made = QPushButton(language.text(place.title))
        made.setProperty("role", "navigation")
        made.setCheckable(True)
        made.setAutoDefault(False)
        put_icon(made, place.picture, size=LARGE)
        made.clicked.connect(lambda: self.chosen.emit(place.name))
        self._group.addButton(made)
        self._buttons[place.name] = made
        return made

    def mark(self, name: str) -> bool:
        """Show that the page `name` is open; False for one that has no button: none is marked."""
        self._group.setExclusive(False)
        for place, made in self._buttons.items():
            made.setChecked(place == name)
        self._group.setExclusive(True)
        return name in self._buttons

    def take_focus(self) -> None:
        """Put the keyboard on the page that is open."""
        chosen = self._group.checkedButton() or next(iter(self._buttons.values()))
        chosen.setFocus()

    @property
    def widest(self) -> int:
        """The width it may come to need, with its scroll bar."""
        return self._names + self.verticalScrollBar().sizeHint().width()

    @property
    def _names(self) -> int:
        return max(self._inside.minimumSizeHint().width(), _NARROWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as wide as the longest name, beside the scroll bar if there is one."""
        scrolls = self.isVisible() and self.verticalScrollBar().maximum()
        self.setFixedWidth(self.widest if scrolls else self._names)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        buttons = list(self._buttons.values())
        focused = [place for place, button in enumerate(buttons) if button.hasFocus()]
        step = steps.get(Qt.Key(event.key()))
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        other = buttons[(focused[0] + step) % len(buttons)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(other)
