"""Sending: what goes, where it goes, done; all three stay in sight."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.actions import bundles, seals, weighing
from desktop_app.actions.bundles import Exported
from desktop_app.actions.gathering import Going
from desktop_app.actions.weighing import Budget
from desktop_app.language import N_, N_plural
from desktop_app.records.kinds import KINDS
from desktop_app.records.people import Role
from desktop_app.records.record import Record
from desktop_app.ui.pages.leaving import LeavingPage
from desktop_app.ui.parts.allowed import allow
from desktop_app.ui.parts.encryption_choice import EncryptionChoice
from desktop_app.ui.parts.icons import icon, put_icon
from desktop_app.ui.parts.mail_weight import MailWeight
from desktop_app.ui.parts.narrow_column import narrow_column
from desktop_app.ui.parts.page import Context, Page
from desktop_app.ui.parts.reader_box import ReaderBox
from desktop_app.ui.parts.step_block import StepBlock, side_by_side
from desktop_app.ui.parts.style import FORM_WIDTH, S2, S3, button, heading, hint, label, set_role
from desktop_app.ui.parts.ways_on import WaysOn
from desktop_app.ui.parts.wording import tooltip

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_FOLDER = "send_folder"
_LIST_HEIGHT = 168
_GOING = {
    "initiative": N_plural("{n} initiative", "{n} initiatives"),
    "source": N_plural("{n} source", "{n} sources"),
    "organisation": N_plural("{n} organisation", "{n} organisations"),
    "contact": N_plural("{n} contact person", "{n} contact persons"),
}
_STAYING = N_plural(
    "{n} record stays here: unfinished, for this office only, or of who has not agreed.",
    "{n} records stay here: unfinished, for this office only, or of who has not agreed.",
)
_KEPT_BACK = N_plural(
    "{n} answer of these records stays here: it is for this office only.",
    "{n} answers of these records stay here: they are for this office only.",
)
_PASSED_ON = N_plural(
    "{n} record of a unit goes along as the unit sealed it.",
    "{n} records of units go along as the units sealed them.",
)
_SEALED = N_plural(
    "{n} record sealed in bundle {number}.", "{n} records sealed in bundle {number}."
)


class SendPage(Page):
    """One bundle at a time: everything that the Secretariat has not acknowledged yet."""

    title = N_("Send")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._going: Going | None = None
        self._done: Exported | None = None
        self._steps = QWidget()
        self.leaving = LeavingPage(context)
        self.leaving.told.connect(self.told)
        self.leaving.changed.connect(self.changed)
        self.leaving.gone_back.connect(self._show_steps)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._steps)
        self._stack.addWidget(self.leaving)
        column = narrow_column(self._steps, FORM_WIDTH)
        column.addWidget(heading(self.heading()))
        column.addSpacing(8)
        column.addWidget(self._what())
        column.addWidget(self._where())
        column.addWidget(self._finished())
        column.addStretch(1)

    def refresh(self) -> None:
        """Count anew what would go."""
        self.reader.refresh()
        self.encryption.refresh()
        drafts, to = self.drafts.isChecked(), self.reader.chosen()
        self.look_through(
            lambda _step: weighing.weighed(self.office, drafts=drafts, to=to),
            self.language.text(N_("Looking what goes")),
            self._show_going,
        )

    def primary_actions(self) -> list[QAction]:
        action = QAction(icon("send"), self.seal.text(), self)
        action.triggered.connect(self.seal_bundle)
        allow(self.context, Role.SENDS, action)
        return [action]

    def seal_bundle(self) -> None:
        """Seal what goes into the folder, in the background."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip():
            self.folder.setFocus()
            return
        passphrase = self.context.ask_passphrase() if self.office.seal_protected else None
        if self.office.seal_protected and passphrase is None:
            return
        self.office.change_setting(_FOLDER, str(folder))
        drafts, files = self.drafts.isChecked(), self.weight.with_files
        to, encrypt = self.reader.chosen(), self.encryption.chosen
        limit = weighing.mail_limit(self.office)
        self.seal.setEnabled(False)
        job = self.run(
            lambda step: bundles.export_bundle(
                self.office,
                folder,
                drafts=drafts,
                with_files=files,
                to=to,
                encrypt=encrypt,
                mail_limit=limit,
                passphrase=passphrase,
                step=step,
            ),
            self.language.text(N_("Sealing the bundle")),
            self._show_done,
        )
        job.ended.connect(self._allow_again)

    def show_all(self) -> None:
        """Show every answer that leaves, and let some stay."""
        self._stack.setCurrentWidget(self.leaving)
        self.leaving.show_all(drafts=self.drafts.isChecked(), to=self.reader.chosen())

    def _show_steps(self) -> None:
        self._stack.setCurrentWidget(self._steps)
        self.refresh()

    def _what(self) -> QWidget:
        say = self.language.text
        block = StepBlock(1, say(N_("What goes")), self.language)
        self.sum = label("", "strong")
        self.persons = label("", "secondary")
        self.staying = label("", "secondary")
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setProperty("role", "quiet")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(say(N_("What goes")))
        self.drafts = QCheckBox(say(N_("Send unfinished records too, marked as such")))
        self.drafts.clicked.connect(lambda _checked=False: self.refresh())
        self.weight = MailWeight(self.office, self.language)
        self.weight.changed.connect(self._allow_again)
        self.all = button(say(N_("See all that leaves…")))
        put_icon(self.all, "list-checks")
        self.all.clicked.connect(lambda _checked=False: self.show_all())
        for shown in (self.sum, self.list, self.persons, self.staying):
            block.add(shown)
        block.add(side_by_side(self.all))
        block.add(self.drafts)
        block.add(self.weight)
        return block

    def _where(self) -> QWidget:
        say = self.language.text
        block = StepBlock(2, say(N_("Where it goes")), self.language)
        self.reader = ReaderBox(self.office, self.language)
        self.reader.changed.connect(self.refresh)
        block.add(self.reader)
        title = label(say(N_("Folder")), "strong")
        self.folder = QLineEdit(self.office.setting(_FOLDER) or _documents())
        title.setBuddy(self.folder)
        self.folder.setAccessibleName(title.text())
        choose = button(say(N_("Choose…")))
        choose.clicked.connect(self._choose_folder)
        row = QHBoxLayout()
        row.setSpacing(S3)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        self.seal = button(say(N_("Seal and save")), primary=True)
        self.seal.clicked.connect(lambda _checked=False: self.seal_bundle())
        allow(self.context, Role.SENDS, self.seal)
        block.add(title)
        block.add(row)
        block.add(
            hint(
                say(
                    N_(
                        "The folder gets the sealed file, its summary to print, and an e-mail"
                        " draft with both attached. A USB stick will do as well."
                    )
                )
            )
        )
        self.encryption = EncryptionChoice(self.office, self.language)
        block.add(self.encryption)
        block.add(side_by_side(self.seal))
        return block

    def _finished(self) -> QWidget:
        say = self.language.text
        block = StepBlock(3, say(N_("Done")), self.language)
        self.result = label("", "secondary")
        self.files = label("", "secondary")
        self.code_title = label(say(N_("Check code, to read aloud when asked")), "strong")
        self.code = label("", "digits")
        self.mail = button(say(N_("Open the e-mail draft")))
        put_icon(self.mail, "mail")
        self.open = button(say(N_("Open the folder")))
        put_icon(self.open, "folder-open")
        self.paper = button(say(N_("Print the summary")))
        put_icon(self.paper, "printer")
        self.mail.clicked.connect(lambda _checked=False: self._open("mail"))
        self.open.clicked.connect(lambda _checked=False: self._open("folder"))
        self.paper.clicked.connect(lambda _checked=False: self._open("pdf"))
        self._after = QWidget()
        after = QVBoxLayout(self._after)
        after.setContentsMargins(0, 0, 0, 0)
        for shown in (self.files, self.code_title, self.code):
            after.addWidget(shown)
        after.addLayout(side_by_side(self.mail, self.open, self.paper))
        self.ways = WaysOn(self)
        after.addWidget(self.ways)
        block.add(self.result)
        block.add(self._after)
        self._after.hide()
        self.result.setText(say(N_("Nothing sealed yet.")))
        return block

    def _show_going(self, weighed: tuple[Going, Budget]) -> None:
        self._going, budget = weighed
        going = self._going
        counts = {kind: sum(one.kind == kind for one in going.records) for kind in KINDS}
        said = [self._counted(kind, n) for kind, n in counts.items() if n]
        nothing = N_("Nothing waits to be sent. Mark a record as ready first.")
        if going.passed_on and not said:
            nothing = N_("Only records of units, as they sealed them.")
        if going.files and not said:
            nothing = N_("Only files that have not arrived yet.")
        self.sum.setText(self.language.list_of(said) if said else self.language.text(nothing))
        self.list.clear()
        for record in going.records:
            self.list.addItem(self._title(record))
            self.list.item(self.list.count() - 1).setToolTip(tooltip(self._title(record)))
        lines = self.list.count() * (self.list.sizeHintForRow(0) + 2 * self.list.spacing())
        self.list.setFixedHeight(min(lines + S2, _LIST_HEIGHT))
        self.list.setVisible(bool(going.records))
        persons = [self._title(one) for one in going.records if one.kind == "contact"]
        self.persons.setText(
            self.language.text(
                N_("Persons whose name and address leave this office: {names}."),
                names=self.language.list_of(persons),
            )
        )
        self.persons.setVisible(bool(persons))
        said = [self.language.plural(_STAYING, going.staying)] if going.staying else []
        if going.passed_on:
            said.insert(0, self.language.plural(_PASSED_ON, going.passed_on))
        if going.kept_back:
            said.append(self.language.plural(_KEPT_BACK, going.kept_back))
        self.staying.setText("\n".join(said))
        self.staying.setVisible(bool(said))
        self.weight.show_going(going, budget)
        self.all.setVisible(bool(going.lines or going.files or going.staying))
        self._allow_again()

    def _counted(self, kind: str, n: int) -> str:
        if kind in _GOING:
            return self.language.plural(_GOING[kind], n)
        name = self.language.text(KINDS[kind].plural)
        return self.language.text(N_("{kind}: {n}"), kind=name, n=self.language.number(n))

    def _allow_again(self) -> None:
        going = self._going
        some = going and (going.lines or (going.files and self.weight.with_files))
        some = some or seals.waits_to_follow(self.office)  # it goes out, with records or without
        allow(self.context, Role.SENDS, self.seal, when=bool(some))

    def _title(self, record: Record) -> str:
        title = record.local(KINDS[record.kind].title_field, self.language.code)
        marks = [self.language.text(N_("unfinished"))] if record.draft else []
        return " · ".join([record.human_code, title, *marks])

    def _show_done(self, done: Exported) -> None:
        self._done = done
        text = self.language.plural(_SEALED, done.records, number=done.sequence)
        self.result.setText(text)
        set_role(self.result, "good")
        size, mail = self._kilobytes(done.bytes), self._kilobytes(done.mail_bytes)
        files = N_("{file}, {size} kB. With the e-mail around it {mail} kB.")
        if len(done.parts) > 1:
            files = N_(
                "{count} parts, {file} and further; {size} kB. With the e-mails around them {mail}"
                " kB. Send the draft of each; the first opens here, all lie in the folder."
            )
        words = {"file": done.bundle.name, "size": size, "mail": mail, "count": len(done.parts)}
        self.files.setText(self.language.text(files, **words))
        self.code.setText(done.check_code)
        self.ways.show_done(done)
        self._after.show()
        QTimer.singleShot(0, self, self._show_end)
        self.told.emit(text, "good")
        self.changed.emit(set(KINDS))
        self.refresh()

    def _show_end(self) -> None:
        for column in self._steps.findChildren(QScrollArea, options=_DIRECT):
            column.ensureWidgetVisible(self._after)

    def _kilobytes(self, size: int) -> str:
        return self.language.number(max(1, round(size / 1000)))

    def _choose_folder(self) -> None:
        title = self.language.text(N_("The folder for the sealed file"))
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _open(self, what: str) -> None:
        if self._done is None:
            return
        paths: dict[str, Any] = {
            "mail": self._done.mail,
            "folder": self._done.bundle.parent,
            "pdf": self._done.pdf,
        }
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[what]))):
            text = N_("No program on this computer opens {file}. It lies in {folder}.")
            self.told.emit(
                self.language.text(text, file=paths[what].name, folder=self._done.bundle.parent),
                "warning",
            )


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
