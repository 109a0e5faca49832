"""Reading a file that arrived as what it is: a bundle, an answer, or our records sent back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.actions import answers, encrypting, planning, registers, roads, unpacking
from desktop_app.actions.answers import Answered
from desktop_app.actions.office import Office
from desktop_app.actions.planning import Planned
from desktop_app.records.progress import SILENT, Progress


def read_file(
    office: Office,
    path: Path,
    step: Progress = SILENT,
    *,
    name: str = "",
    beside: Sequence[Path] = (),
) -> Planned | Answered:
    """Plan what a bundle or a pack would change, or read an answer; a national office gets all.

    `name` is what the file was called when it came, if it lies under another one; among the files
    `beside` are other parts of it. Raises BundleRejected.
    """
    # A list in it is proved by root alone, and may make the seal of the file itself known.
    told = [] if office.is_secretariat else registers.take_carried(office, path)
    if not office.is_secretariat and _is_pack(office, path):
        return unpacking.plan_pack(office, path, step, name=name, beside=beside)
    if office.is_secretariat or (roads.receives(office) and _is_bundle(office, path)):
        return planning.plan_bundle(office, path, step, name=name, beside=beside)
    answered = answers.read_answer(office, path, step, name=name)
    return replace(answered, notes=(*told, *answered.notes))


def plan_file(
    office: Office, path: Path, step: Progress = SILENT, *, beside: Sequence[Path] = ()
) -> Planned:
    """Plan what a bundle would change, or a pack at its office. Raises BundleRejected."""
    if not office.is_secretariat and _is_pack(office, path):
        return unpacking.plan_pack(office, path, step, beside=beside)
    return planning.plan_bundle(office, path, step, beside=beside)


def on_word(office: Office, planned: Planned, *, vouched: bool) -> Planned:
    """Return the plan anew, with or without what is said to be ours: a person's word."""
    if unpacking.is_pack(planned):
        return unpacking.on_word(office, planned, vouched=vouched)
    return planning.on_word(office, planned, vouched=vouched)


def _is_pack(office: Office, path: Path) -> bool:
    """Tell what a file says it is: who reads packs proves it then, or refuses it."""
    from desktop_app.exchange.bundle import PACK
    from desktop_app.exchange.bundle_reading import kind_claimed

    return kind_claimed(path, encrypting.unlocking(office)) == PACK


def _is_bundle(office: Office, path: Path) -> bool:
    """Tell what a file is once it is proved: of an unproved one nothing is believed."""
    from desktop_app.exchange.bundle import SUBMISSION
    from desktop_app.exchange.bundle_reading import verify_bundle

    proof = verify_bundle(
        path, office.trusted(), addressee=office.code, unlock=encrypting.unlocking(office)
    )
    return proof.manifest.kind == SUBMISSION
