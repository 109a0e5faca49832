"""The verb that looks at bundles and merges them: receive."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from desktop_app.actions import (
    arriving,
    handed,
    inbox,
    keeping,
    merging,
    registers,
)
from desktop_app.actions.fallen import fallen_back
from desktop_app.actions.office import Office
from desktop_app.actions.planning import Planned
from desktop_app.cli.session import (
    Session,
    json_option,
    open_reader,
    passphrase_option,
    print_json,
    told_refusal,
)
from desktop_app.errors import BundleWaits, UserError
from desktop_app.language import N_
from desktop_app.records.merge import Outcome

FILE = click.Path(path_type=Path)
_COUNTED = (Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT, Outcome.DELETED, Outcome.SAME)


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="BUNDLE...")
@click.option("--apply", "apply_it", is_flag=True, help="Merge; differences stay open.")
@click.option("--vouch", is_flag=True, help="Take decisions said to be ours: they are.")
@passphrase_option
@json_option
@click.pass_obj
def receive(  # noqa: PLR0913 - its options
    session: Session,
    files: tuple[Path, ...],
    *,
    apply_it: bool,
    vouch: bool,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Show what bundles would change; with --apply merge them and leave differences open.

    At an office it takes its own records that were sent back. Orders in it to erase persons, which
    are not known here, stay out without --vouch.

    The parts of one bundle are given together or one after the other, in any order. Decisions
    that are said to be ours and were not sealed here stay out without --vouch, which names you.
    """
    with session.office(read_only=not apply_it) as office:
        open_reader(office, files, passphrase_file)
        if apply_it:
            keeping.back_up(office)
        apart = handed.each_apart(office, files)
        told = _all_received(_Round(session, office, apply_it, vouch), apart)
        if apply_it:
            handed.empty(office)
        fallen = [code for code in fallen_back(office) if code in {one["office"] for one in told}]
    if as_json:
        print_json(told)
    for one in told:
        if not as_json:
            _tell_receipt(session, one)
    for code in [] if as_json else fallen:
        text = N_("To send {office} all that is held of it: surco give-back {office} DIR")
        session.say(text, office=code)
    refused = [one for one in told if one["reason"]]
    if refused:
        raise told_refusal("" if not as_json else refused[0]["reason"])


@dataclass
class _Round:
    """One call of the verb: what it was told, and what is known of other parts by now."""

    session: Session
    office: Office
    apply_it: bool
    vouch: bool
    parts: dict[Path, BundleWaits | None] = field(default_factory=dict)  # None: needed no more

    def planned(self, file: Path, files: Sequence[Path]) -> Planned:
        """Plan a file with those given along: of the parts of a bundle one is looked at for all."""
        waits = self.parts.get(file)
        if waits is not None:
            raise waits
        beside = [one for one in files if one != file and self.parts.get(one, True)]
        try:
            planned = arriving.plan_file(self.office, file, beside=beside)
        except BundleWaits as error:
            self.parts.update(dict.fromkeys(error.beside, error))
            raise
        self.parts.update(dict.fromkeys(planned.bundle.beside))
        if self.vouch and planned.said_ours:
            return arriving.on_word(self.office, planned, vouched=True)
        return planned


def _all_received(round_: _Round, files: Sequence[Path]) -> list[dict[str, Any]]:
    """Return what became of each bundle; one in parts is told of once, when its records came."""
    told: dict[str, dict[str, Any]] = {}
    for number, file in enumerate(files):
        if round_.parts.get(file, True) is None:
            continue
        one, name = _received(round_, file, files)
        if name in told and not told[name]["waits"]:
            continue
        told[name or str(number)] = one
    return list(told.values())


def _received(round_: _Round, file: Path, files: Sequence[Path]) -> tuple[dict[str, Any], str]:
    """Return what became of one file, and the name of its bundle if that is proved."""
    session, office, apply_it = round_.session, round_.office, round_.apply_it
    try:
        with inbox.keeping_what_waits(office, file) if apply_it else nullcontext():
            if apply_it and not office.is_secretariat:
                registers.take_carried(office, file)
            planned = round_.planned(file, files)
    except BundleWaits as error:
        return _refusal(file, session.language.error(error), waits=error.cause), error.bundle_id
    except UserError as error:
        return _refusal(file, session.language.error(error)), ""
    bundle = planned.bundle
    merge_id = merging.apply_plan(office, planned) if apply_it else planned.merged_as
    told = {
        "bundle": str(file),
        "office": bundle.office,
        "sequence": bundle.manifest.seq,
        **{outcome.value: planned.count(outcome) for outcome in _COUNTED},
        "refused": planned.count(Outcome.REFUSED) + len(bundle.refused_lines),
        "applied": apply_it and not planned.merged_as,
        "merge_id": merge_id,
        "parts": bundle.manifest.parts,
        "parts_missing": list(bundle.parts_away),
        "new_files": planned.fresh_files,
        "said_ours": len(planned.said_ours),
        "waits": "",
        "reason": "",
        "notes": [session.language.text(text, **values) for text, values in planned.notes],
    }
    return told, bundle.manifest_hash


def _refusal(file: Path, reason: str, *, waits: str = "") -> dict[str, Any]:
    return {
        "bundle": str(file),
        "office": "",
        "sequence": 0,
        **{outcome.value: 0 for outcome in _COUNTED},
        "refused": 0,
        "applied": False,
        "merge_id": "",
        "parts": 0,
        "parts_missing": [],
        "new_files": 0,
        "said_ours": 0,
        "waits": waits,
        "reason": reason,
        "notes": [],
    }


def _tell_receipt(session: Session, one: Mapping[str, Any]) -> None:
    if one["reason"]:
        click.echo(f"{one['bundle']}: {one['reason']}", err=True)
        return
    session.say(N_("Bundle {number} of {office}:"), number=one["sequence"], office=one["office"])
    session.say(
        N_(
            "  {new} new, {changed} changed, {conflict} with differences, {deleted} withdrawn, "
            "{same} as before, {refused} refused."
        ),
        **{
            name: one[name] for name in ("new", "changed", "conflict", "deleted", "same", "refused")
        },
    )
    for note in one["notes"]:
        click.echo(f"  {note}")
    if one["applied"]:
        session.say(N_("  Merged. To take it back: surco undo-merge {name}"), name=one["merge_id"])
    elif one["merge_id"] and one["new_files"]:
        text = N_("  Its records were merged before. Files that are new: {count}.")
        session.say(text, count=one["new_files"])
    elif one["merge_id"] and one["said_ours"]:
        text = N_("  Merged before. To take what stayed out: surco receive {file} --apply --vouch")
        session.say(text, file=one["bundle"])
    elif one["merge_id"]:
        session.say(N_("  Merged before; there is nothing to do."))
