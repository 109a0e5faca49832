"""What a profile is made of: the statistics of a country or mechanism, and its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.records.codes import code_list
from desktop_app.records.figures.figure import Period, Statistics
from desktop_app.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a profile is made of.

    `records` are those of the office by kind; withdrawn ones are nowhere. `list_versions` is list
    name -> version, `check_code` that of the last bundle, if any. `paragraphs` are by language
    what stands in place of the paragraph that is made from the figures.
    """

    office: str
    office_name: str
    statistics: Statistics
    records: Mapping[str, Sequence[Record]]
    list_versions: Mapping[str, str] = field(default_factory=dict)
    focal_points: Sequence[str] = ()
    email: str = ""
    check_code: str = ""
    sequence: int | None = None
    paragraphs: Mapping[str, str] = field(default_factory=dict)

    @property
    def party(self) -> str:
        """The country or mechanism that the figures are of."""
        return self.statistics.about.party

    @property
    def cut_off(self) -> str:
        return self.statistics.about.cut_off

    @property
    def period(self) -> Period:
        return self.statistics.about.period

    @property
    def is_mechanism(self) -> bool:
        return self.party in code_list("mechanism").codes

    def of_kind(self, kind: str) -> list[Record]:
        """Return the records of a kind by their codes, without the withdrawn ones."""
        found = [one for one in self.records.get(kind, ()) if not _is_gone(one)]
        return sorted(found, key=lambda one: (one.human_code, one.uid))

    @property
    def every(self) -> list[Record]:
        """All records that the profile may name."""
        return [one for kind in self.records for one in self.of_kind(kind)]


def _is_gone(record: Record) -> bool:
    return record.status == "withdrawn" or bool(record.deleted)
