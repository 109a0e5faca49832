"""Reads IATI 2.0x files: activities as initiatives, organisations as sources of cooperation."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.exchange import iati_activities, iati_organisations
from desktop_app.exchange.iati_piece import IatiFile, IatiRecord, Piece
from desktop_app.exchange.iati_xml import XmlFile, opened
from desktop_app.language import N_
from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.plain import clean
from desktop_app.records.progress import SILENT, Progress
from desktop_app.records.questionnaire import Kind
from desktop_app.records.source import SOURCE

_ACTIVITIES, _ORGANISATIONS = "iati-activities", "iati-organisations"
_PLACES_LIMIT = 500
_OTHER_PLACES = "…"
_SHOWN = 60


def read_iati(path: Path, step: Progress = SILENT) -> IatiFile:
    """Read a file of either kind, told by its root; one reading gives always the same result.

    Raises UserError for what is not an IATI file of version 2, or is damaged, too large or unsafe;
    a single piece that cannot be taken is refused alone, with its reason. `step` counts bytes.
    """
    with opened(path, step) as file:
        _check_root(path, file)
        if file.root == _ACTIVITIES:
            return _records(file, INITIATIVE, "iati-activity", iati_activities.read_answers)
        return _records(file, SOURCE, "iati-organisation", iati_organisations.read_answers)


def _check_root(path: Path, file: XmlFile) -> None:
    if file.root not in (_ACTIVITIES, _ORGANISATIONS):
        raise UserError(
            N_(
                "“{file}” begins with “{found}” where “{wanted}” is expected. Choose an IATI file "
                "of that kind."
            ),
            file=path.name,
            found=clean(file.root, lines=False)[:_SHOWN],
            wanted=f"{_ACTIVITIES} / {_ORGANISATIONS}",
        )
    version = file.attributes.get("version", "2")
    if not version.strip().startswith("2"):
        raise UserError(
            N_("“{file}” is of IATI version {version}; version 2 is read. Ask for a newer file."),
            file=path.name,
            version=clean(version, lines=False)[:_SHOWN],
        )


def _records(file: XmlFile, kind: Kind, tag: str, read: Callable[[Piece], None]) -> IatiFile:
    read_file = IatiFile(kind.name)
    unmapped: Counter[str] = Counter()
    known: set[str] = set()
    for number, element in enumerate(file.pieces, start=1):
        piece = Piece(kind, element)
        counted: Counter[str] = Counter()
        try:
            record = _record(piece, tag, read, known, counted)
        except UserError as reason:
            read_file.refused.append((str(piece.values.get("iati_id") or number), reason))
            continue
        known.add(record.iati_id)
        read_file.records.append(record)
        _add(unmapped, counted)
    read_file.unmapped.update(sorted(unmapped.items()))
    return read_file


def _record(
    piece: Piece,
    tag: str,
    read: Callable[[Piece], None],
    known: set[str],
    counted: Counter[str],
) -> IatiRecord:
    if piece.element.tag != tag:
        found = clean(piece.element.tag, lines=False)[:_SHOWN]
        raise UserError(N_("It is “{found}”, not “{wanted}”."), found=found, wanted=tag)
    read(piece)
    iati_id = str(piece.values.get("iati_id", ""))
    if not iati_id:
        raise UserError(N_("It has no IATI identifier of up to 500 characters."))
    if iati_id in known:
        raise UserError(N_("Its identifier stands twice in the file; the first one was taken."))
    if not piece.values.get(piece.kind.title_field):
        raise UserError(N_("It has no title of up to 500 characters."))
    return piece.record(iati_id, counted)


def _add(unmapped: Counter[str], counted: Mapping[str, int]) -> None:
    """Add the counts of one record; a file with ever new names must not fill the report."""
    for place, count in counted.items():
        full = place not in unmapped and len(unmapped) >= _PLACES_LIMIT
        unmapped[_OTHER_PLACES if full else place] += count
