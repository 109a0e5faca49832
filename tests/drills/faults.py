"""Faults at every system call: a program is disturbed at its first call, its second, and so on.

Each time a program of its own opens an office, is taken under watch, and goes on with its work
until the fault strikes; what is left is judged as after a power cut. Told in lines of JSON.

python -m tests.drills.faults FAULT SUBJECT FOLDER
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from desktop_app.actions import lists
from desktop_app.actions.office import open_office
from desktop_app.errors import UserError
from tests.drills import subjects
from tests.drills.subjects import Lost

_TRACED_BY_ANYBODY = 0x59616D61  # prctl(PR_SET_PTRACER), where only a parent may trace


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the Nth call of these names, and whether at all later ones too."""

    calls: tuple[str, ...]
    what: str
    for_ever: bool = False

    def option(self, call: str, number: int) -> str:
        """Return it as strace is told of it."""
        return f"inject={call}:{self.what}:when={number}{'+' if self.for_ever else ''}"


FAULTS = {
    "killed": Fault(("pwrite64", "fdatasync", "fsync"), "signal=SIGKILL"),
    "EIO": Fault(("fdatasync", "fsync"), "error=EIO"),
    "EIO for ever": Fault(("pwrite64",), "error=EIO", for_ever=True),
    "ENOSPC": Fault(("pwrite64",), "error=ENOSPC", for_ever=True),
}


class Saving(subjects.Saving):
    """A record is saved four times, whatever is refused."""

    most = 400  # calls of one kind that the work may need; more are a loop without end

    def work_on(self, folder, ready, say):
        with open_office(folder / "bo", clock=subjects.today) as office:
            record = subjects.first(office)
            ready()
            for number in (1, 2, 3, 4):
                text = f"guardado {number}"
                both = {"local_code": text, "summary": {"original": "es", "es": text}}
                typed = record.with_values(**both)
                try:
                    record = subjects.entering.enter_record(office, typed)
                except UserError as error:
                    say(["refused", number, str(error)])
                else:
                    say(["saved", number, ""])
        say(["closed", 0, ""])

    def judge_what(self, folder, said):
        with open_office(folder / "bo", clock=subjects.today) as office:
            record = subjects.first(subjects.sound(office))
            number = int((record["local_code"] or "guardado 0").split()[1])
            assert not number or record.local("summary", "es") == record["local_code"]
            assert lists.list_count(office, "initiative") == subjects.FEW
        saved = [number for what, number, _ in said if what == "saved"]
        refused = [number for what, number, _ in said if what == "refused"]
        if number < max(saved, default=0):
            raise Lost(f"{saved} told, {number} there")
        assert number <= max(saved, default=0) + 1
        assert number not in refused, "what was refused is there all the same"


class Typing(Saving):
    """The same in the form: what could not be saved stands there still, and why is said."""

    most = 1  # strike at the first call alone: the window takes a second to open

    def work_on(self, folder, ready, say):
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the children only

        from desktop_app.language import Language  # noqa: PLC0415 - the children only
        from desktop_app.ui.pages.record_page import RecordPage  # noqa: PLC0415 - the children only
        from desktop_app.ui.parts.background import Background  # noqa: PLC0415 - the children only
        from desktop_app.ui.parts.page import Context  # noqa: PLC0415 - the children only

        application = QApplication([])
        with open_office(folder / "bo", clock=subjects.today) as office:
            told = []
            page = RecordPage(Context(office, Language("en"), Background()), subjects.first(office))
            page.told.connect(lambda text, _level: told.append(text))
            ready()
            edit = page.form.blocks["local_code"].edit.target()
            edit.setText("MRE-12")
            edit.textEdited.emit("MRE-12")
            saved = page.save()
            say(["saved" if saved else "refused", edit.text(), " ".join(told)])
        del application

    def judge_what(self, folder, said):
        (last,) = said
        with open_office(folder / "bo", clock=subjects.today) as office:
            code = subjects.first(subjects.sound(office))["local_code"]
        assert code == ("MRE-12" if last[0] == "saved" else None)


SUBJECTS = {one.__name__: one for one in (Saving, Typing)}


def main(name, doing, folder):
    fault, subject = FAULTS[name], SUBJECTS[doing]()
    template = folder / "template"
    subject.prepare(template)
    for call in fault.calls:
        for number in range(1, subject.most + 1):
            place = folder / "place"
            shutil.copytree(template, place)
            code, said, struck = _disturbed(subject, place, fault.option(call, number), call)
            if not struck:
                shutil.rmtree(place)
                break
            told = {"at": f"{call} {number}", "code": code, "said": said, "lost": "", "wrong": ""}
            try:
                subject.judge_what(place, said)
            except Lost as loss:
                told["lost"] = str(loss)
            except Exception:  # noqa: BLE001 - whatever is wrong is told
                told["wrong"] = traceback.format_exc()
            print(json.dumps(told), flush=True)  # noqa: T201 - its answer
            shutil.rmtree(place)


def _disturbed(subject, place: Path, option: str, call: str):
    """Run the work under a fault; return how it ended, what it said, and whether it was struck."""
    heard, saying = os.pipe()
    waiting, going = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(heard)
        os.close(going)
        _work(subject, place, saying, waiting)
    os.close(saying)
    os.close(waiting)
    assert os.read(heard, 6) == b"ready\n"
    log = place / "calls"
    line = ["strace", "-f", "-p", str(pid), "-e", f"trace={call}", "-e", option, "-o", str(log)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as watch:
        assert "attached" in watch.stderr.readline()
        os.write(going, b"!")
        os.close(going)
        said = b""
        while more := os.read(heard, 1 << 16):
            said += more
        os.close(heard)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        watch.stderr.read()
    whole = said[: said.rfind(b"\n") + 1]
    struck = code < 0 or "INJECTED" in log.read_text()
    log.unlink()
    return code, [json.loads(one) for one in whole.splitlines()], struck


def _work(subject, place, saying, waiting):
    ctypes.CDLL(None).prctl(_TRACED_BY_ANYBODY, ctypes.c_ulong(-1), 0, 0, 0)

    def ready():
        os.write(saying, b"ready\n")
        os.read(waiting, 1)

    try:
        subject.work_on(
            place, ready, lambda what: os.write(saying, json.dumps(what).encode() + b"\n")
        )
    except BaseException:  # noqa: BLE001 - the child ends here whatever happens
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
