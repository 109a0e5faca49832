"""The line of the menu by which a double click on a file of Surco opens it here."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop_app.actions import double_click
from desktop_app.language import N_
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.page import Context

Report = Callable[[BaseException], None]
Tell = Callable[[str, str], None]


class DoubleClickLine(QAction):
    """Checked while the system opens such files with Surco; choosing it changes that."""

    def __init__(self, menu: QMenu, context: Context, report: Report, tell: Tell) -> None:
        super().__init__(context.language.text(N_("Open .surco files by a double click")), menu)
        self._context, self._report, self._tell = context, report, tell
        self._desk = double_click.this_desk()
        self.setCheckable(True)
        self.setVisible(self._desk is not None)
        self.triggered.connect(self._choose)
        menu.aboutToShow.connect(self._look)
        menu.addAction(self)
        self._look()

    def _look(self) -> None:
        self.setChecked(double_click.is_on(self._desk))

    def _choose(self, on: bool) -> None:  # noqa: FBT001 - Qt says whether it is checked
        """Tell the system in the background: it reads all its lists again."""
        words, desk, home = self._context.language, self._desk, self._context.office.home
        job = Job(
            lambda _step: double_click.choose(desk, home, on=on),
            words.text(N_("Telling the system which program opens files of Surco")),
        )
        said = double_click.IS_ON if on else double_click.IS_OFF
        job.succeeded.connect(lambda _: self._tell(words.text(said), "good"))
        job.failed.connect(self._report)
        job.ended.connect(self._look)
        self._context.background.run(job)
