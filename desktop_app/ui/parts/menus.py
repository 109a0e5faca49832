"""The menu bar: every action of the window with its shortcut, in the platform's order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_app.language import N_, Language
from desktop_app.ui.parts.icons import icon
from desktop_app.ui.parts.undo_keys import KEYS, UndoKeys, has_own

Key = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class Command:
    """One line of a menu; `text` is marked for translation, `chosen` makes it one of several."""

    text: str
    act: Callable[[], object]
    key: Key = None
    picture: str = ""
    chosen: bool | None = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


_OF_PAGE = "of_page"
_EDITS = (
    (N_("Undo"), "undo", QKeySequence.StandardKey.Undo),
    (N_("Redo"), "redo", QKeySequence.StandardKey.Redo),
    (N_("Cut"), "cut", QKeySequence.StandardKey.Cut),
    (N_("Copy"), "copy", QKeySequence.StandardKey.Copy),
    (N_("Paste"), "paste", QKeySequence.StandardKey.Paste),
    (N_("Select all"), "selectAll", QKeySequence.StandardKey.SelectAll),
)


def fill(menu: QMenu, commands: Sequence[Command | None], language: Language) -> list[QAction]:
    """Add a line for each command, a rule for each None; those with `chosen` exclude each other."""
    group = QActionGroup(menu)
    made = []
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = action_of(command, language, menu)
        if command.chosen is not None:
            group.addAction(action)
        menu.addAction(action)
        made.append(action)
    return made


def action_of(command: Command, language: Language, parent: QWidget) -> QAction:
    """Return a command as Qt wants it."""
    action = QAction(language.text(command.text), parent)
    action.setMenuRole(command.role)
    if command.key is not None:
        action.setShortcut(QKeySequence(command.key))
    if command.picture:
        action.setIcon(icon(command.picture))
    if command.chosen is not None:
        action.setCheckable(True)
        action.setChecked(command.chosen)
    action.triggered.connect(lambda _: command.act())
    return action


def offer(menu: QMenu, actions: Sequence[QAction]) -> None:
    """Put what the page in sight offers first in a menu, in place of what the page before did."""
    for action in menu.actions():
        if action.property(_OF_PAGE):
            menu.removeAction(action)
    first = next(iter(menu.actions()), None)
    shown = [*actions, _rule(menu)] if actions and first else actions
    for action in shown:
        action.setProperty(_OF_PAGE, True)
        if first:
            menu.insertAction(first, action)
        else:
            menu.addAction(action)


def _rule(menu: QMenu) -> QAction:
    rule = QAction(menu)
    rule.setSeparator(True)
    return rule


def fill_edit(menu: QMenu, language: Language, record: Callable[[str], object]) -> None:
    """Add what one does with text; each works on the field that has the cursor.

    Undo and redo, when that field has nothing of its own to undo, go to `record` with their name.
    """
    for text, verb, key in _EDITS:
        action = QAction(language.text(text), menu)
        action.setShortcuts([QKeySequence(one) for one in KEYS.get(verb, (key,))])
        action.triggered.connect(
            lambda _, verb=verb: (
                _ask_focus(verb)
                if verb not in KEYS or has_own(QApplication.focusWidget(), verb)
                else record(verb)
            )
        )
        action.setData("" if verb in KEYS else verb)
        menu.addAction(action)
    menu.aboutToShow.connect(lambda: _grey(menu))
    UndoKeys(menu)


def _ask_focus(verb: str) -> None:
    method = getattr(QApplication.focusWidget(), verb, None)
    if callable(method):
        method()


def _grey(menu: QMenu) -> None:
    for action in menu.actions():
        if verb := action.data():
            action.setEnabled(callable(getattr(QApplication.focusWidget(), verb, None)))
