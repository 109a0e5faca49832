"""The part of the View menu that every page has: language, colours, size of the text."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop_app.language import LANGUAGE_NAMES, N_, Language
from desktop_app.ui.parts.menus import Command, fill
from desktop_app.ui.parts.preferences import Preferences

_THEMES = {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}


def fill_view(
    menu: QMenu,
    words: Language,
    liked: Preferences,
    acts: tuple[Callable[[str], None], Callable[[str], None], Callable[[int], None]],
) -> None:
    """Fill the menu; `acts` take a language, a theme, and steps of size."""
    speak, colour, enlarge = acts
    languages = [
        Command(name, partial(speak, code), chosen=code == liked.language)
        for code, name in LANGUAGE_NAMES.items()
    ]
    fill(menu.addMenu(words.text(N_("Language"))), languages, words)
    themes = [
        Command(name, partial(colour, theme), chosen=theme == liked.theme)
        for theme, name in _THEMES.items()
    ]
    fill(menu.addMenu(words.text(N_("Colours"))), themes, words)
    sizes = [
        Command(N_("Larger text"), partial(enlarge, 1), "Ctrl++", "zoom-in"),
        Command(N_("Smaller text"), partial(enlarge, -1), "Ctrl+-", "zoom-out"),
        Command(N_("Usual text"), partial(enlarge, 0), "Ctrl+0"),
    ]
    fill(menu, [None, *sizes], words)
