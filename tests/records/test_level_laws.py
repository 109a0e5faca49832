"""The laws of merging with three offices on two levels that edit, decide, erase and pass on."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.records.initiative import INITIATIVE
from desktop_app.records.merge import plan
from desktop_app.records.record import Record
from desktop_app.records.revision import PURGED, seal, state
from tests.builders import a_project
from tests.strategies import MOMENT

RECORD = replace(
    a_project(uid="00000000-0000-4000-8000-0000000000a1", human_code="BO-MIN-2026-0001"),
    office="BO-MIN",
)
LEVELS = ("BO-MIN", "BO", "SELA")
VALUES = {"stage": ("EXE", "COM", "SUS"), "sector": ("S04", "S05", "S14"), "form": ("TA", "KN")}

edits = st.tuples(
    st.just("edit"),
    st.sampled_from(LEVELS),
    st.sampled_from(sorted(VALUES)),
    st.integers(0, 2),
)
roads = st.tuples(st.just("carry"), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
withdrawals = st.tuples(st.just("withdraw"), st.sampled_from(LEVELS))
years = st.lists(st.one_of(edits, edits, roads, roads, withdrawals), min_size=3, max_size=14)


@dataclass
class Office:
    """One level: what it holds by name, and in which parcels that came."""

    lines: dict = field(default_factory=dict)
    parcels: list = field(default_factory=list)

    def said(self):
        return state(INITIATIVE, self.lines.values())


def lived(year):
    """Return the offices after a year of edits, decisions and bundles in both directions."""
    root = seal(RECORD, parents=[], author="BO-MIN", at=MOMENT)
    offices = {code: Office({root.id: root}) for code in LEVELS}
    for step in year:
        if step[0] == "carry":
            sender, reader = offices[step[1]], offices[step[2]]
            reader.parcels.append(dict(sender.lines))
            reader.lines.update(sender.lines)
            continue
        office = offices[step[1]]
        now = office.said()
        values = dict(now.fields)
        code = values.pop("human_code")
        record = replace(RECORD, values=values, human_code=code, deleted=now.deleted)
        if step[0] == "edit":
            choices = VALUES[step[2]]
            record = replace(record.with_values(**{step[2]: choices[step[3] % len(choices)]}))
        else:
            record = replace(record, deleted="" if now.deleted else "Entered twice")
        line = seal(record, parents=now.heads, author=step[1], at=MOMENT)
        office.lines[line.id] = line
    return offices


@pytest.mark.case("M1", "M4")
@given(years, st.randoms())
def test_whatever_order_bundles_come_in_all_levels_say_the_same(year, chance):
    offices = lived(year)
    everything = [line for office in offices.values() for line in office.lines.values()]
    shuffled = list(everything)
    chance.shuffle(shuffled)

    assert state(INITIATIVE, everything) == state(INITIATIVE, shuffled)


@pytest.mark.case("M2", "M3")
@given(years)
def test_which_two_levels_meet_first_makes_no_difference_and_meeting_again_neither(year):
    ministry, national, chief = (office.lines for office in lived(year).values())
    first = {**(ministry | national), **chief}
    last = {**ministry, **(national | chief), **national, **ministry}

    assert state(INITIATIVE, first.values()) == state(INITIATIVE, last.values())


@pytest.mark.case("M10")
@given(years)
def test_no_edit_of_any_level_is_lost_but_by_who_saw_it(year):
    offices = lived(year)
    lines = {name: line for office in offices.values() for name, line in office.lines.items()}
    now = state(INITIATIVE, lines.values())
    shown = {head: lines[head] for head in now.heads}
    if len(shown) == 1 or now.deleted:
        return

    for name in VALUES:
        held = {line.fields.get(name) for line in shown.values()}
        told = {value for one in now.conflicts if one.slot == name for value in one.values.values()}
        assert now.fields.get(name) in held
        assert told <= held


@pytest.mark.case("M11")
@given(years)
def test_a_parcel_taken_back_leaves_what_other_roads_brought(year):
    office = lived(year)["SELA"]
    if not office.parcels:
        return
    own = {name: line for name, line in office.lines.items() if line.author == "SELA"}
    rest = {**own, **{name: line for one in office.parcels[1:] for name, line in one.items()}}
    back = {**rest, **office.parcels[0]}

    assert state(INITIATIVE, back.values()) == state(
        INITIATIVE, {**office.parcels[0], **rest}.values()
    )
    if rest:
        assert set(state(INITIATIVE, rest.values()).heads) <= rest.keys()


@pytest.mark.case("M16")
@given(years, st.randoms())
def test_an_order_to_erase_stands_against_every_line_whenever_it_comes(year, chance):
    lines = [line for office in lived(year).values() for line in office.lines.values()]
    gone = Record(
        kind="contact",  # orders are for persons alone
        uid=RECORD.uid,
        office="BO-MIN",
        human_code="BO-MIN-2026-0001",
        extra={PURGED: True},
        deleted="Withdrew the consent",
    )
    order = seal(gone, parents=[lines[0].id], author="BO-MIN", at=MOMENT)
    mixed = [*lines, order]
    chance.shuffle(mixed)
    now = state(INITIATIVE, mixed)

    assert now.fields == {"human_code": "BO-MIN-2026-0001", PURGED: True}
    assert (now.deleted, now.conflicts) == ("Withdrew the consent", ())


@pytest.mark.case("M17")
@given(years)
def test_what_a_plan_counts_is_what_merging_does(year):
    offices = lived(year)
    known = {RECORD.uid: dict(offices["SELA"].lines)}
    incoming = list(offices["BO-MIN"].lines.values())
    planned = plan(known, incoming, {})
    fresh = [line for one in planned.records for line in one.revisions]
    after = {RECORD.uid: {**known[RECORD.uid], **{line.id: line for line in fresh}}}
    merged = state(INITIATIVE, after[RECORD.uid].values())

    assert plan(after, incoming, {}).empty
    for one in planned.records:
        assert one.state in (None, merged)
        assert one.conflicts in ((), merged.conflicts)
