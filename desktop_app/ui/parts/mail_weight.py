"""What a bundle weighs as a mail, which files weigh most, and whether they go now or later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.actions import weighing
from desktop_app.actions.gathering import Going
from desktop_app.actions.office import Office
from desktop_app.actions.travelling import FileGoing
from desktop_app.actions.weighing import Budget
from desktop_app.language import N_, Language, N_plural
from desktop_app.records.attached import size_said
from desktop_app.ui.parts.mail_limit_box import MailLimitBox
from desktop_app.ui.parts.mail_meter import MailMeter
from desktop_app.ui.parts.style import S2, label

_NAMED = 4
_TENTH = 10
_FILES = N_plural("{n} file goes with it, {size}.", "{n} files go with it, {size}.")
_STAYING = N_plural(
    "{n} file stays for a later bundle: {names}.", "{n} files stay for a later bundle: {names}."
)
_PARTS = N_plural(
    "It goes in about {n} part, in a mail of its own.",
    "It goes in about {n} parts, each in a mail of its own.",
)


class MailWeight(QWidget):
    """Shown when something goes; `with_files` is what the person wants."""

    changed = Signal()

    def __init__(self, office: Office, language: Language) -> None:
        super().__init__()
        self._language = language
        self._budget: Budget | None = None
        say = language.text
        self.meter = MailMeter(language)
        self.files = label("", "secondary")
        self.heavy = label("", "secondary")
        self.later = label("", "secondary")
        self.parts = label("", "secondary")
        self.without = QCheckBox(say(N_("Leave the files for a later bundle")))
        self.without.clicked.connect(lambda _checked=False: self._describe())
        self.limit = MailLimitBox(office, language)
        self.limit.chosen.connect(self._choose_limit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, S2, 0, 0)
        box.setSpacing(S2)
        for shown in (self.files, self.heavy, self.later, self.meter):
            box.addWidget(shown)
        box.addWidget(self.limit)
        box.addWidget(self.parts)
        box.addWidget(self.without)
        self.hide()

    @property
    def with_files(self) -> bool:
        return not self.without.isChecked()

    def show_going(self, going: Going, budget: Budget) -> None:
        """Say what goes weighs; nothing is shown where nothing goes."""
        self._budget = budget
        self.setVisible(going.anything)
        self._describe()

    def _choose_limit(self, megabytes: int) -> None:
        if self._budget is not None:
            self._budget = weighing.with_limit(self._budget, megabytes)
        self._describe()

    def _describe(self) -> None:
        budget = self._budget
        if budget is None:
            return
        going = budget.files if self.with_files else ()
        staying = (*(() if self.with_files else budget.files), *budget.later)
        size = budget.mail if self.with_files else budget.without_files
        self.meter.show_size(size, budget.limit)
        parts = weighing.parts_of(size, budget.limit)
        self.parts.setText(self._language.plural(_PARTS, parts) if parts > 1 else "")
        self.parts.setVisible(parts > 1)
        self.files.setText(
            self._language.plural(_FILES, len(going), size=self._size(going)) if going else ""
        )
        self.files.setVisible(bool(going))
        over = 0 < budget.limit < size and bool(going)
        heaviest = N_("The heaviest: {names}.")
        self.heavy.setText(
            self._language.text(heaviest, names=self._names(_heavy(going))) if over else ""
        )
        self.heavy.setVisible(over)
        self.later.setText(
            self._language.plural(_STAYING, len(staying), names=self._names(staying))
            if staying
            else ""
        )
        self.later.setVisible(bool(staying))
        self.without.setVisible(bool(budget.files))
        self.changed.emit()

    def _size(self, files: tuple[FileGoing, ...]) -> str:
        return size_said(sum(file.size for file in files), self._language)

    def _names(self, files: tuple[FileGoing, ...]) -> str:
        said = [
            f"{file.name} ({size_said(file.size, self._language)}, {file.human_code})"
            for file in files[:_NAMED]
        ]
        return self._language.list_of(said) if len(files) <= _NAMED else ", ".join([*said, "…"])


def _heavy(files: tuple[FileGoing, ...]) -> tuple[FileGoing, ...]:
    """Return the files that matter for the weight: those with a tenth of it or more."""
    whole = sum(file.size for file in files)
    return tuple(file for file in files if _TENTH * file.size >= whole)
