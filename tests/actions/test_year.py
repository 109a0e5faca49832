"""A year of exchange: two offices, a ministry and the Secretariat, with all that goes wrong in one.

Each month is a step of one story; at the end all stores agree, and what was ever finished is there.
"""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.actions import (
    answers,
    bundles,
    checking,
    erasing,
    gathering,
    inbox,
    keys,
    merging,
    planning,
    publishing,
    records,
    registering,
    registers,
    renewing,
    seals,
)
from desktop_app.actions.office import Office, open_office, set_up
from desktop_app.errors import BundleWaits, UnknownRecord
from desktop_app.exchange.signing import kid_of
from desktop_app.records.kinds import KINDS
from desktop_app.records.revision import seal
from desktop_app.store import records as stored
from desktop_app.store import revisions
from tests.actions.conftest import ready
from tests.builders import a_contact

NAME = "Persona Ficticia del Año"


@dataclass
class Year:
    """The offices of the story, their common clock, the post, and every title ever finished."""

    folder: Path
    month: int = 1
    offices: dict[str, Office] = field(default_factory=dict)
    finished: dict[str, str] = field(default_factory=dict)  # uid -> title
    post: int = 0

    def now(self):
        return datetime(2026, self.month, 15, 12, tzinfo=UTC)

    def box(self):
        self.post += 1
        return self.folder / f"post-{self.post:03d}"

    def found(self, code, role="office"):
        office = set_up(
            self.folder / code, code=code, name=f"Office {code}", role=role, clock=self.now
        )
        self.offices[code] = office
        keys.make_card(office, self.folder / f"{code}.surco")
        return office

    def know(self, one, other):
        for reader, shown in ((one, other), (other, one)):
            keys.trust_card(self.offices[reader], keys.read_card(self.folder / f"{shown}.surco"))

    def finish(self, code, title, **values):
        record = ready(self.offices[code], title=title, **values)
        self.finished[record.uid] = title
        return record

    def send(self, code, **options):
        return bundles.export_bundle(self.offices[code], self.box(), **options).bundle

    def take(self, code, bundle):
        office = self.offices[code]
        planned = planning.plan_bundle(office, bundle)
        return planned, merging.apply_plan(office, planned)

    def answer(self, above, below):
        bundle = answers.make_answer(self.offices[above], below, self.box()).bundle
        return answers.read_answer(self.offices[below], bundle)

    def round(self):
        """Let everybody who has something send it up, and every answer come down."""
        for below, above in (("BO-MIN", "BO"), ("BO", "SELA"), ("CO", "SELA")):
            office = self.offices[below]
            if gathering.what_goes(office).anything:
                self.take(above, self.send(below))
        for above, below in (("SELA", "CO"), ("SELA", "BO"), ("BO", "BO-MIN")):
            self.answer(above, below)

    def edit(self, code, uid, **values):
        office = self.offices[code]
        return records.mark_ready(office, records.edit_record(office, uid, values))

    def at(self, code, uid):
        return records.find(self.offices[code], uid)


@pytest.fixture
def year(tmp_path):
    story = Year(tmp_path)
    for code, role in (("BO", "office"), ("CO", "office"), ("BO-MIN", "office")):
        story.found(code, role)
    story.found("SELA", "secretariat")
    for one, other in (("BO-MIN", "BO"), ("BO", "SELA"), ("CO", "SELA"), ("BO-MIN", "SELA")):
        story.know(one, other)
    yield story
    for office in story.offices.values():
        office.close()


def test_after_a_year_of_faults_all_stores_agree_and_nothing_is_lost(year):
    sela = year.offices["SELA"]
    january(year)
    february_and_march_a_mail_is_lost(year)
    april_a_copy_and_a_difference(year)
    may_a_laptop_is_stolen(year)
    june_a_seal_is_changed_and_the_list_of_offices(year)
    july_a_clock_is_wrong(year)
    august_a_person_goes(year)
    september_withdrawn_here_and_edited_there(year)
    for month in (10, 11, 12):
        year.month = month
        for code in ("BO", "CO", "BO-MIN"):
            year.finish(code, f"Proyecto de {code} del mes {month}")
        year.round()
    year.round()

    agree(year)
    there = {
        record.uid: record.local("title", "es") for record in stored.every(sela.store, "initiative")
    }
    assert year.finished.items() <= there.items()
    for office in year.offices.values():
        assert checking.check_store(office).integrity == "ok"
        assert NAME.encode() not in (office.home / "surco.db").read_bytes()
        assert merging.conflicts(office) == []
        assert inbox.waiting(office) == ()


def january(year):
    for code in ("BO", "CO", "BO-MIN"):
        year.finish(code, f"Primer proyecto de {code}")
    publishing.publish(year.offices["SELA"], year.box())
    year.round()

    versions = {registers.version(office) for office in year.offices.values()}
    assert versions == {1}


def february_and_march_a_mail_is_lost(year):
    year.month = 2
    lost = year.finish("CO", "Proyecto cuyo correo se pierde")
    gone = year.finish("BO-MIN", "Proyecto de la provincia que se pierde")
    year.send("CO")
    year.send("BO-MIN")
    year.month = 3
    year.finish("CO", "Proyecto de marzo")
    planned, _name = year.take("SELA", year.send("CO"))
    year.round()

    assert any("Not received" in text for text, _values in planned.notes)
    assert year.at("SELA", lost.uid)["title"] == lost["title"]
    assert year.at("SELA", gone.uid).office == "BO-MIN"


def april_a_copy_and_a_difference(year):
    """A second copy of CO works on; both edits are kept, and one stands in the end."""
    year.month = 4
    home = year.offices["CO"].home
    record = year.finish("CO", "Proyecto que dos copias cambian", sector="S04")
    year.round()
    year.offices["CO"].close()
    shutil.copytree(home, year.folder / "CO-copy")
    year.offices["CO"] = open_office(home, clock=year.now)
    year.edit("CO", record.uid, sector="S14")
    year.take("SELA", year.send("CO"))
    with open_office(year.folder / "CO-copy", clock=year.now) as copy:
        records.mark_ready(copy, records.edit_record(copy, record.uid, {"sector": "S26"}))
        planned, _name = year.take("SELA", bundles.export_bundle(copy, year.box()).bundle)
    held = year.at("SELA", record.uid)
    wanted = next(name for name, value in held.conflicts[0].values.items() if value == "S26")
    merging.resolve(year.offices["SELA"], held, {"sector": wanted})
    year.edit("CO", record.uid, local_code="CO-77")
    year.round()

    assert any("two copies" in text for text, _values in planned.notes)
    assert year.at("CO", record.uid)["sector"] == "S26"
    assert year.at("CO", record.uid)["local_code"] == "CO-77"


def may_a_laptop_is_stolen(year):
    """The copy is stolen: what its seal closes after the last good number does not count."""
    year.month = 5
    office, sela = year.offices["CO"], year.offices["SELA"]
    stolen = kid_of(office.setting("public_key"))
    last = max(row.seq for row in bundles.sent_and_received(office) if row.kind == "submission")
    with open_office(year.folder / "CO-copy", clock=year.now) as thief:
        for number in range(last + 1):
            forged = ready(thief, title=f"Proyecto falso {number}")
            bundle = bundles.export_bundle(thief, year.box()).bundle
    registering.revoke(sela, "CO", stolen, last)
    with pytest.raises(BundleWaits, match="computer that was lost"):
        planning.plan_bundle(sela, bundle)
    seals.new_seal(office)
    keys.make_card(office, year.folder / "CO-new.surco")
    year.finish("CO", "Proyecto con el sello nuevo")
    waiting = year.send("CO")
    with pytest.raises(BundleWaits), inbox.keeping_what_waits(sela, waiting):
        planning.plan_bundle(sela, waiting)
    keys.trust_card(sela, keys.read_card(year.folder / "CO-new.surco"))
    taken = inbox.try_again(sela)
    publishing.publish(sela, year.box())
    year.round()

    assert [one.office for one in taken] == ["CO"]
    with pytest.raises(UnknownRecord):
        year.at("SELA", forged.uid)
    assert registers.version(office) == registers.version(year.offices["BO-MIN"]) == 2


def june_a_seal_is_changed_and_the_list_of_offices(year):
    """The ministry changes its seal in good time; the Secretariat gives an office another name."""
    year.month = 6
    ministry, national, sela = (year.offices[code] for code in ("BO-MIN", "BO", "SELA"))
    before = ministry.setting("public_key")
    renewing.renew(ministry)
    year.finish("BO-MIN", "Proyecto sellado dos veces")
    year.take("SELA", year.send("BO-MIN", to="SELA"))  # so that the list learns of its new seal
    registering.rename(sela, "CO", "Agencia con otro nombre")
    publishing.publish(sela, year.box())
    year.round()
    year.finish("BO-MIN", "Proyecto con el sello que siguió")
    registering.retire(sela, "BO-MIN", kid_of(before))
    publishing.publish(sela, year.box())
    year.round()

    after = kid_of(ministry.setting("public_key"))
    assert after != kid_of(before)
    for office in (national, sela):
        assert office.trusted()[after].status == "active"
        assert office.trusted()[kid_of(before)].status == "retired"
    assert {registers.version(office) for office in year.offices.values()} == {4}
    named = {one.code: one.name() for one in registers.current(ministry).register.offices}
    assert named["CO"] == "Agencia con otro nombre"


def july_a_clock_is_wrong(year):
    """An office whose clock stands in 1980 loses nothing and decides nothing by it."""
    year.month = 7
    office = year.offices["BO-MIN"]
    record = year.finish("BO-MIN", "Proyecto antes de la pila vacía", sector="S04")
    year.round()
    office.clock = lambda: datetime(1980, 1, 1, tzinfo=UTC)
    year.edit("BO-MIN", record.uid, sector="S26")
    year.finish("BO-MIN", "Proyecto del año 1980")
    year.round()
    office.clock = year.now

    assert year.at("SELA", record.uid)["sector"] == "S26"


def august_a_person_goes(year):
    """A contact of the ministry withdraws the consent; an old bundle comes late."""
    year.month = 8
    office = year.offices["BO-MIN"]
    given = records.from_plain(office, "contact", dict(a_contact(name=NAME).values))
    person = records.mark_ready(office, records.enter_record(office, given))
    old = year.send("BO-MIN")
    year.round()
    here = [year.at(code, person.uid)["name"] for code in year.offices if code != "CO"]
    erasing.erase(office, year.at("BO-MIN", person.uid), "Withdrew the consent")
    year.round()
    year.take("BO", old)
    year.round()

    assert here == [NAME] * 3
    for code in ("BO-MIN", "BO", "SELA"):
        assert year.at(code, person.uid).values == {}


def september_withdrawn_here_and_edited_there(year):
    """The office withdraws what the Secretariat has just corrected: a person decides."""
    year.month = 9
    sela = year.offices["SELA"]
    record = year.finish("BO", "Proyecto que se retira y se corrige")
    year.round()
    there = year.at("SELA", record.uid)
    decision = seal(
        there.with_values(local_code="BO-9"),
        parents=there.heads,
        author="SELA",
        at=sela.moment(),
    )
    records.withdraw(year.offices["BO"], year.at("BO", record.uid), "Entered twice")
    revisions.add(sela.store, [decision])
    year.take("SELA", year.send("BO"))
    held = year.at("SELA", record.uid)
    edited = next(name for name, value in held.conflicts[0].values.items() if value is None)
    merging.resolve(sela, held, {"deleted": edited})
    year.round()

    assert (held.deleted, [one.slot for one in held.conflicts]) == ("", ["deleted"])
    assert (year.at("BO", record.uid).deleted, year.at("BO", record.uid)["local_code"]) == (
        "",
        "BO-9",
    )


def agree(year):
    """Each record says the same in every store that has it, and has arrived at the Secretariat."""
    sela = content(year.offices["SELA"])
    for code, office in year.offices.items():
        held = content(office)
        assert held.items() <= sela.items()
        own = {uid for uid, (owner, *_rest) in sela.items() if owner == code}
        assert own <= held.keys()
    below = {uid for uid, (owner, *_rest) in sela.items() if owner in ("BO", "BO-MIN")}
    assert content(year.offices["BO"]).keys() == below


def content(office):
    return {
        record.uid: (record.office, dict(record.values), record.deleted, record.conflicts)
        for kind in KINDS
        for record in stored.every(office.store, kind, deleted=True)
    }
