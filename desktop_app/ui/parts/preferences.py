"""How this person likes the window: language, colours, size of the text; kept with the office."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.actions.office import Office
from desktop_app.language import LANGUAGES
from desktop_app.ui.parts.style import apply_style

THEMES = ("system", "light", "dark")
SMALLEST, LARGEST, STEP = 0.8, 1.6, 0.1
_QT_NAMES = {"es": "es", "fr": "fr", "pt": "pt_BR"}  # Qt has no pt of its own; English is built in


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A change is a new value; `scale` is 1.0 for the system's size of text."""

    language: str
    theme: str = "system"
    scale: float = 1.0

    @classmethod
    def of(cls, office: Office) -> Self:
        """Read what was kept; what cannot be understood is as if never chosen."""
        language = office.setting("window_language", office.language)
        theme = office.setting("window_theme", "system")
        percent = office.setting("window_scale", "100")
        scale = int(percent) / 100 if percent.isdecimal() else 1.0
        return cls(
            language=language if language in LANGUAGES else office.language,
            theme=theme if theme in THEMES else "system",
            scale=min(max(scale, SMALLEST), LARGEST),
        )

    def larger(self, steps: int) -> Self:
        """Return the same with text larger by `steps`; 0 is the system's size."""
        scale = self.scale + steps * STEP if steps else 1.0
        return replace(self, scale=round(min(max(scale, SMALLEST), LARGEST), 2))

    def keep(self, office: Office) -> None:
        office.change_setting("window_language", self.language)
        office.change_setting("window_theme", self.theme)
        office.change_setting("window_scale", str(round(self.scale * 100)))

    def apply(self, application: QApplication) -> None:
        """Colour the program and let Qt's own buttons speak the language."""
        system = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = system if self.theme == "system" else self.theme == "dark"
        apply_style(application, dark=dark, scale=self.scale)
        speak(application, self.language)


def speak(application: QApplication, language: str) -> None:
    """Let the words of Qt itself (OK, Cancel, Print) be in `language`."""
    known = application.property("surco_translator")
    if isinstance(known, QTranslator):
        QCoreApplication.removeTranslator(known)
    if language not in _QT_NAMES:
        application.setProperty("surco_translator", None)
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(str(Path(folder) / f"qtbase_{_QT_NAMES[language]}.qm")):
        QCoreApplication.installTranslator(translator)
    application.setProperty("surco_translator", translator)
