"""Saving what can be saved of a store that cannot be opened any more; nothing is thrown away.

What the damaged file still holds comes first, then its newest sound backup, then sealed versions,
also from bundles that lie in the folders named.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from desktop_app.actions.office import Office
from desktop_app.actions.restoring import newest_good, refuse_role
from desktop_app.errors import BundleRejected, UserError
from desktop_app.language import N_, Language
from desktop_app.paths import STORE_FILE, written_beside
from desktop_app.records.files import file_errors_told
from desktop_app.records.progress import SILENT, Progress, Stretches
from desktop_app.records.stamp import Clock, now
from desktop_app.store import restoring, revisions, salvaging, settings, wreck
from desktop_app.store.database import Store
from desktop_app.store.opening import WriterLock
from desktop_app.store.salvaging import Came, Salvaged

_COMES = {
    Came.KEPT: N_("as it was"),
    Came.BACKUP: N_("from the backup: look for what was typed after it"),
    Came.SEALED: N_("from its last sealed version: look for what was typed after it"),
    Came.LOST: N_("lost: ask whoever has a copy, or type it again"),
}
OUTCOME = N_(
    "Saved: {kept} records as they were, {backup} from a backup, {sealed} from sealed versions; "
    "{lost} are lost."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What came of it, record by record; `kept` is where the damaged file lies now."""

    records: tuple[Salvaged, ...]
    kept: Path | None
    backup: Path | None
    bundles: int  # sealed ones that were read for it
    report: Path

    def count(self, came: Came) -> int:
        return Counter(one.came for one in self.records)[came]

    def counts(self) -> dict[str, int]:
        """Return what `OUTCOME` asks."""
        return {came.value: self.count(came) for came in Came}


def salvage(  # noqa: PLR0913 - what is searched, and how it is told
    home: Path,
    folders: Iterable[Path] = (),
    step: Progress = SILENT,
    *,
    language: str = "en",
    person: str = "",
    clock: Clock = now,
) -> Salvage:
    """Make a new store of all that can be found and put it in the place of the damaged one.

    Bundles are looked for in `folders`; only those sealed by a known installation count. Raises
    UserError, the folder as it was, when nothing is found or there is no room; stopped, all is as
    it was too.
    """
    refuse_role(home, person)
    path = home / STORE_FILE
    WriterLock(path).release()
    far = Stretches(step)
    backup = newest_good(home, far.stretch(0, 10))
    base = backup.path if backup else None
    at = clock().astimezone(UTC)
    with file_errors_told(path), tempfile.TemporaryDirectory(dir=home, prefix="salvage-") as work:
        far.look()
        made = Path(work) / "new" / STORE_FILE
        made.parent.mkdir()
        with (
            salvaging.begin(made, base) as store,
            wreck.opened(path, Path(work), base, far.look) as found,
        ):
            read = salvaging.take_over(store, found, far.stretch(10, 70))
            office = _office_in(store, home, clock)
            bundles = _add_sealed(office, folders, far.stretch(70, 80))
            records = tuple(salvaging.mend(store, read, who=office.who, at=office.moment()))
            far.stretch(80, 90)(1, 1)
            salvaging.prove(store)
        far.stretch(90, 95)(1, 1)  # the last moment at which it can be stopped
        kept = restoring.put_in_place(path, made, at)
        report = _write_report(home, records, Language(language), f"{at:%Y-%m-%dT%H-%M-%SZ}")
    return Salvage(records=records, kept=kept, backup=base, bundles=bundles, report=report)


def _add_sealed(office: Office, folders: Iterable[Path], step: Progress) -> int:
    """Keep the sealed versions of bundles from here and from whom this installation trusts."""
    from desktop_app.exchange.bundle_reading import read_bundle

    read = 0
    there = _bundles_in(folders)
    for done, path in enumerate(there):
        step(done, len(there))
        try:
            bundle = read_bundle(path, office.trusted(), kinds=("submission", "answer", "pack"))
        except BundleRejected:  # of somebody else, or no bundle at all
            continue
        revisions.add(office.store, bundle.revisions)
        read += 1
    return read


def _office_in(store: Store, home: Path, clock: Clock) -> Office:
    """Return the office that a new store belongs to. Raises UserError where it does not say."""
    known = settings.all_settings(store)
    if not known.keys() >= {"office_code", "office_name", "role"}:
        raise UserError(
            N_("Nothing was found in “{file}” that says whose records these are."),
            file=store.path.name,
        )
    return Office(
        home=home,
        store=store,
        code=known["office_code"],
        name=known["office_name"],
        role=known["role"],
        language=known.get("language", "es"),
        clock=clock,
    )


def _bundles_in(folders: Iterable[Path]) -> Sequence[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*.surco"))]


def _write_report(home: Path, records: Iterable[Salvaged], words: Language, moment: str) -> Path:
    """Write down record by record where it comes from; what needs a look stands first."""
    order = list(Came)[::-1]
    lines = [
        f"{one.kind}\t{one.human_code or one.uid}\t{words.text(_COMES[one.came])}"
        for one in sorted(records, key=lambda one: order.index(one.came))
    ]
    path = home / f"surco-salvage-{moment}.txt"
    with written_beside(path, private=True) as file:
        file.write("\n".join([*lines, ""]).encode())
    return path
