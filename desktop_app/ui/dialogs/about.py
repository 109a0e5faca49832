"""What this program is, which version, whose office, and what it is made with."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.language import N_, Language
from desktop_app.ui.parts.fitted_dialog import FittedDialog
from desktop_app.ui.parts.style import S2, S4, S5, heading, hint, label

_WIDTH = 440


class AboutDialog(FittedDialog):
    """Closes with Esc or Close."""

    def __init__(
        self, office_name: str, folder: str, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(language.text(N_("About Surco")))
        self.setMinimumWidth(_WIDTH)
        purpose = N_("The offline register of South-South and triangular cooperation.")
        made_with = N_("Free software under the MIT licence. Icons by Lucide (ISC licence).")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S2)
        column.addWidget(heading(f"Surco {__version__}"))
        column.addWidget(label(language.text(purpose)))
        column.addSpacing(S2)
        column.addWidget(label(office_name, "strong"))
        place = hint(language.text(N_("Its records lie in {folder}"), folder=folder))
        column.addWidget(place)
        column.addSpacing(S2)
        column.addWidget(hint(language.text(made_with)))
        versions = f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
        column.addWidget(hint(versions))
        column.addSpacing(S4)
        column.addStretch()
        column.addWidget(buttons)
