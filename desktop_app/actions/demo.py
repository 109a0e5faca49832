"""The whole loop on sample data: two offices and a Secretariat, from typing to the answer read."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop_app.actions import (
    answers,
    bundles,
    keys,
    merging,
    planning,
    printing,
    printing_parts,
    publishing,
    records,
)
from desktop_app.actions.office import OFFICE, SECRETARIAT, Office, set_up
from desktop_app.actions.printable import Edition, Of
from desktop_app.errors import UserError
from desktop_app.language import N_, Language
from desktop_app.paths import resources
from desktop_app.records.files import file_errors_told
from desktop_app.records.kinds import KINDS
from desktop_app.records.merge import Outcome
from desktop_app.records.record import Record

Say = Callable[[str], Any]
_MARK = ".surco-demo"
_NAMES = {
    "BO": N_("Cooperation office of Bolivia (example)"),
    "CO": N_("Cooperation office of Colombia (example)"),
    "SELA": N_("Permanent Secretariat of SELA (example)"),
}
_DESK = {"BO": 0, "CO": 1}  # which of the sample contact desks answers for the office


def run_demo(folder: Path, language: Language, say: Say) -> None:
    """Run the loop below `folder` and say where each thing lies.

    A folder of an earlier demonstration is made anew; any other folder must be empty. Raises
    UserError else.
    """
    post = folder / "post"
    with file_errors_told(folder):
        _clear(folder)
        post.mkdir(parents=True)
    offices = {
        code: set_up(
            folder / code.lower(),
            code=code,
            name=language.text(name),
            role=SECRETARIAT if code == "SELA" else OFFICE,
            language=language.code,
        )
        for code, name in _NAMES.items()
    }
    try:
        _introduce(offices, post, language, say)
        for code in ("BO", "CO"):
            _report(offices[code], offices["SELA"], post, language, say)
        _print(offices["BO"], folder / "paper", language, say)
    finally:
        for office in offices.values():
            office.close()
    say(language.text(N_("To look at it: surco --home {folder}"), folder=folder / "bo"))


def load_samples(office: Office) -> int:
    """Record the sample records of this office, its contact desk first; return how many.

    The sources are recorded by Bolivia's office alone, so that each is reported once.
    """
    desk = _enter(office, "contact", [_samples("contacts")[_DESK[office.code]]])
    initiatives = [{**one, "contact": desk[0].uid} for one in _samples(office.code)]
    entered = [*desk, *_enter(office, "initiative", initiatives)]
    if office.code == "BO":
        entered += _enter(office, "source", _samples("sources"))
    for kind, given in samples_of(office.code, desk[0].uid):
        entered += _enter(office, kind, given)
    return len(entered)


def samples_of(code: str, desk: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Return kind and samples of all else that an office records; `desk` is its contact's uid."""
    path = resources() / "samples" / f"{code}-more.json"
    for kind, given in json.loads(path.read_text(encoding="utf-8")).items():
        for one in given:
            if KINDS[kind].has("contact"):
                one["contact"] = desk
            if KINDS[kind].has("focal_points"):
                one["focal_points"] = [{"contact": desk, "role": "PRIMARY"}]
        yield kind, given


def _samples(name: str) -> list[dict[str, Any]]:
    path = resources() / "samples" / f"{name}.json"
    given: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return given


def _enter(office: Office, kind: str, given: list[dict[str, Any]]) -> list[Record]:
    entered = []
    with office.store.writing():
        for one in given:
            record = records.enter_record(office, records.from_plain(office, kind, one))
            ready = one.get("status") == "ready"
            entered.append(records.mark_ready(office, record) if ready else record)
    return entered


def _clear(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            raise UserError(
                N_("The folder {folder} is not empty. Choose another one for the demonstration."),
                folder=folder,
            )
        for part in (*(code.lower() for code in _NAMES), "post", "paper"):
            shutil.rmtree(folder / part, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


def _introduce(offices: dict[str, Office], post: Path, language: Language, say: Say) -> None:
    """Exchange cards: the Secretariat takes the offices', they take the Secretariat's."""
    cards = {}
    for code, office in offices.items():
        path = post / f"card-{code}.surco"
        keys.make_card(office, path)
        cards[code] = keys.read_card(path)
        say(language.text(N_("{name}: data in {folder}"), name=office.name, folder=office.home))
        say(
            language.text(
                N_("  card {path}, digits {digits}"), path=path, digits=cards[code].fingerprint
            )
        )
    for code in ("BO", "CO"):
        keys.trust_card(offices["SELA"], cards[code])
        keys.trust_card(offices[code], cards["SELA"])
    published = publishing.publish(offices["SELA"], post)
    text = N_("List of offices, number {number}: {path}")
    say(language.text(text, number=published.version, path=published.path))


def _report(office: Office, sela: Office, post: Path, language: Language, say: Say) -> None:
    """Let an office record, seal and send, the Secretariat merge and answer, the office read."""
    count = load_samples(office)
    say(language.text(N_("{name}: {count} records entered"), name=office.name, count=count))
    sent = bundles.export_bundle(office, post, drafts=True, language=language.code)
    text = N_("  bundle {number}, {records} records, check code {digits}")
    say(language.text(text, number=sent.sequence, records=sent.records, digits=sent.check_code))
    for path in (sent.bundle, sent.pdf, sent.mail):
        say(f"  {path}")
    planned = planning.plan_bundle(sela, sent.bundle)
    name = merging.apply_plan(sela, planned)
    text = N_("{name}: {new} new records merged as {merge}")
    say(language.text(text, name=sela.name, new=planned.count(Outcome.NEW), merge=name))
    answer = answers.make_answer(sela, office.code, post, language=language.code)
    say(f"  {answer.bundle}")
    read = answers.read_answer(office, answer.bundle)
    text = N_("{name}: the answer was read, {accepted} records accepted")
    say(language.text(text, name=office.name, accepted=read.accepted))


def _print(office: Office, folder: Path, language: Language, say: Say) -> None:
    """Print one of every document there is."""
    folder.mkdir(exist_ok=True)
    say(language.text(N_("On paper: {folder}"), folder=folder))
    for what, document in printing.DOCUMENTS.items():
        of = "initiative" if document.of is Of.KIND else ""
        if document.of is Of.RECORD:
            of = next(iter(printing_parts.own_records(office, document.kind))).human_code
        path = folder / f"{what}-{of or office.code}.pdf"
        document.write(office, of, path, Edition(language=language))
        say(f"  {path}")
