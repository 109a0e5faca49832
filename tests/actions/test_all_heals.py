"""Whatever is lost, repeated, taken back or restored: once all go on sending, all hold the same."""

import os
import shutil
from contextlib import ExitStack

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop_app.actions import (
    answers,
    arriving,
    bundles,
    gathering,
    keeping,
    merging,
    packs,
    planning,
    records,
    restoring,
)
from desktop_app.actions.bundles import Exported
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import UserError
from desktop_app.records.kinds import KINDS
from desktop_app.records.revision import state
from desktop_app.store import revisions
from tests.actions.conftest import ready
from tests.drills import subjects
from tests.drills.tools import quick_folder

ABOVE = {"BO-MIN": "BO", "BO": "SELA", "CO": "SELA"}
CODES = (*ABOVE, "SELA")
ROUNDS = 12
EXAMPLES = int(os.environ.get("SURCO_HEALING_EXAMPLES", "5"))

senders = st.sampled_from(sorted(ABOVE))
everybody = st.sampled_from(CODES)
few = st.integers(0, 3)
steps = st.one_of(
    st.tuples(st.just("edit"), senders, few),
    st.tuples(st.just("go round"), senders, few),
    st.tuples(st.just("go round"), senders, few),
    st.tuples(st.just("export"), senders, few),
    st.tuples(st.just("deliver"), senders, few),
    st.tuples(st.just("deliver"), senders, few),
    st.tuples(st.just("answer"), senders, few),
    st.tuples(st.just("read"), senders, few),
    st.tuples(st.just("decide"), everybody, few),
    st.tuples(st.just("undo"), everybody, few),
    st.tuples(st.just("back up"), everybody, few),
    st.tuples(st.just("restore"), everybody, few),
)
years = st.lists(steps, min_size=6, max_size=25)


def without_papers(_office, sealed, row, *_rest, **_options):
    """Stand for the page and the mail beside a bundle, which nobody reads here."""
    path = sealed.path
    return Exported(
        bundle=path,
        pdf=path,
        mail=path,
        sequence=row.seq,
        records=row.records,
        bytes=sealed.size,
        mail_bytes=0,
        check_code="",
    )


@pytest.fixture(scope="module")
def bare():
    with pytest.MonkeyPatch.context() as patch:
        for module in (answers, bundles, packs):
            patch.setattr(module, "write_companions", without_papers)
        yield


@pytest.fixture(scope="module")
def begun(bare):
    """Four offices that know those beside them, each with a record that was answered."""
    folder = quick_folder()
    with ExitStack() as stack:
        opened = {
            code: stack.enter_context(
                set_up(
                    folder / code,
                    code=code,
                    name=code,
                    role="secretariat" if code == "SELA" else "office",
                )
            )
            for code in CODES
        }
        for below, above in ABOVE.items():
            subjects.introduce(opened[below], opened[above], folder)
    world = World(folder)
    for code in ABOVE:
        world.edit(code, 0)
        world.go_round(code)
    world.close()
    yield folder
    shutil.rmtree(folder)


class World:
    """The offices of one year, and all files that ever went between them."""

    def __init__(self, home):
        self.home = home
        self.offices = {code: open_office(home / code) for code in CODES}
        self.posts = {code: [] for code in ABOVE}
        self.returns = {code: [] for code in ABOVE}
        self.backups = {code: [] for code in CODES}
        self.fallen = set()
        self.typed = 0

    def close(self):
        for office in self.offices.values():
            office.close()

    def edit(self, code, which):
        office = self.offices[code]
        own = [one for one in everything(office) if one.office == code]
        self.typed += 1
        if which < len(own):
            changed = records.edit_record(office, own[which].uid, {"local_code": f"{self.typed}"})
            records.mark_ready(office, changed)
        elif len(own) < 2:
            ready(office, title=f"Proyecto {self.typed}")

    def go_round(self, code, _which=0):
        """Let a bundle go up and its answer come down, as in a good week."""
        self.export(code)
        self.deliver(code, 0)
        self.answer(code)
        self.read(code, 0)

    def export(self, code, _which=0):
        office = self.offices[code]
        if gathering.what_goes(office).anything:
            folder = self.home / "post" / code / f"{self.typed}-{len(self.posts[code])}"
            self.posts[code].append(bundles.export_bundle(office, folder).bundle)

    def deliver(self, code, which):
        if self.posts[code]:
            above = self.offices[ABOVE[code]]
            path = self.posts[code][-1 - which % len(self.posts[code])]
            planned = planning.plan_bundle(above, path)
            if planned.said_ours:
                planned = planning.on_word(above, planned, vouched=True)
            merging.apply_plan(above, planned)

    def answer(self, code, _which=0):
        folder = self.home / "answers" / code / f"{self.typed}-{len(self.returns[code])}"
        try:
            made = answers.make_answer(self.offices[ABOVE[code]], code, folder)
        except UserError:  # nothing came of it yet
            return
        self.returns[code].append(made.bundle)

    def read(self, code, which):
        if self.returns[code]:
            path = self.returns[code][-1 - which % len(self.returns[code])]
            try:
                answers.read_answer(self.offices[code], path)
            except UserError:  # about a bundle that a restored office does not know
                return

    def decide(self, code, which):
        office = self.offices[code]
        for record in merging.conflicts(office):
            choices = {
                one.slot: sorted(one.values)[which % len(one.values)] for one in record.conflicts
            }
            merging.resolve(office, record, choices)

    def undo(self, code, which):
        office = self.offices[code]
        open_still = [row for row in merging.merges(office) if not row.undone_at]
        if open_still:
            merging.undo_merge(office, open_still[which % len(open_still)].id)

    def back_up(self, code, _which=0):
        path = keeping.back_up(self.offices[code], always=True).backup.path
        kept = path.with_name(f"kept-{len(self.backups[code])}.db")
        shutil.copyfile(path, kept)
        self.backups[code].append(kept)

    def restore(self, code, which):
        if self.backups[code]:
            self.offices[code].close()
            backup = self.backups[code][which % len(self.backups[code])]
            restoring.restore(self.home / code, backup)
            self.offices[code] = open_office(self.home / code)
            self.fallen.add(code)

    def settle(self):
        """Let everybody go on until nothing changes: those that fell back are sent their own."""
        for number in range(ROUNDS):
            before = self.told()
            for code in ABOVE:
                self.export(code)
                self.deliver(code, 0)
                self.take_back(code, number)
                self.export(code)
                self.deliver(code, 0)
            for code in reversed(CODES):
                self.decide(code, 0)
            for code in ("CO", "BO", "BO-MIN"):
                self.answer(code)
                self.read(code, 0)
            waits = any(gathering.what_goes(self.offices[code]).anything for code in ABOVE)
            if self.told() == before and not waits:
                return number
        pytest.fail("it never comes to rest")

    def take_back(self, code, number):
        if code in self.fallen and number < 2:
            try:
                made = packs.make_pack(
                    self.offices[ABOVE[code]], code, self.home / "packs" / f"{code}-{self.typed}"
                )
            except UserError:  # nothing of it is held there
                return
            self.typed += 1
            office = self.offices[code]
            for one in made:
                merging.apply_plan(office, arriving.read_file(office, one.bundle))

    def told(self):
        return {
            code: sorted((one.uid, one.heads, one.status) for one in everything(office))
            for code, office in self.offices.items()
        }


def everything(office):
    with office.store.reading() as db:
        uids = [uid for (uid,) in db.execute("select uid from initiative order by uid")]
    return [records.find(office, uid) for uid in uids]


def lines(office, code):
    """Return what counts of the records of an office and of its units."""
    found = [one for one in everything(office) if f"{one.office}-".startswith(f"{code}-")]
    known = revisions.of_records(office.store, [one.uid for one in found])
    return {uid: set(known.get(uid, {})) for uid in {one.uid for one in found}}


@pytest.mark.case("M1", "M4", "M11", "S27", "B19", "B20")
@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES < 10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
@given(years)
def test_after_any_year_all_hold_the_same_lines_and_stand_where_they_are(begun, year):
    home = quick_folder() / "year"
    shutil.copytree(begun, home)
    world = World(home)
    try:
        for name, code, which in year:
            getattr(world, name.replace(" ", "_"))(code, which)
        world.settle()
        for below, above in ABOVE.items():
            assert lines(world.offices[below], below) == lines(world.offices[above], below)
        for office in world.offices.values():
            for record in everything(office):
                known = revisions.of_records(office.store, [record.uid])[record.uid]
                now = state(KINDS[record.kind], known.values())
                assert (record.heads, record.conflicts) == (now.heads, now.conflicts)
                assert not record.conflicts
                assert record.status == ("received" if office.code == "SELA" else "accepted")
    finally:
        world.close()
        shutil.rmtree(home.parent)
