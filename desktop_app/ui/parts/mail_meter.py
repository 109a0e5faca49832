"""How much of a mail the next bundle fills: a slim bar and a sentence."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop_app.actions.weighing import Budget
from desktop_app.language import N_, Language
from desktop_app.ui.parts.style import S1, hint, set_role

_PARTS = 1000
_MILLION = 1_000_000
_WITHIN = N_("As a mail the next bundle has {size} of {limit} MB.")
_OVER = N_("As a mail the next bundle has {size} MB, more than the {limit} MB that may be.")
_FREE = N_("As a mail the next bundle has {size} MB.")


class MailMeter(QWidget):
    """Nothing is shown before something was weighed."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _PARTS)
        self.text = hint("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(S1)
        box.addWidget(self.bar)
        box.addWidget(self.text)
        self.hide()

    def show_size(self, size: int, limit: int) -> None:
        """Say what so many bytes of mail are beside a limit, 0 for none."""
        over = 0 < limit < size
        text = self._language.text(
            _OVER if over else _WITHIN if limit else _FREE,
            size=megabytes(size, self._language),
            limit=self._language.number(limit // _MILLION),
        )
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setValue(min(_PARTS, _PARTS * size // limit) if limit else 0)
        self.bar.setVisible(bool(limit))
        set_role(self.text, "warning" if over else "hint")
        set_role(self.bar, "over" if over else "")
        self.show()

    def show_budget(self, budget: Budget) -> None:
        """Say what the next bundle weighs with all its files."""
        self.show_size(budget.mail, budget.limit)


def megabytes(size: int, language: Language) -> str:
    """Return bytes as megabytes with one decimal, never nothing at all."""
    return language.number(f"{max(size, _MILLION // 10) / _MILLION:.1f}")
