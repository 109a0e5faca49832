"""A bundle in parts on its way: some come late, twice or never, and nothing is lost."""

import email
import hashlib
import itertools
from email import policy
from hashlib import shake_256

import pytest

from desktop_app.actions import answers, attaching, bundles, inbox, keys, planning, records
from desktop_app.actions.merging import apply_plan, undo_merge
from desktop_app.actions.together import let_go, together
from desktop_app.actions.trusting import DRAFT
from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.exchange import bundle_writing
from desktop_app.store import filing
from tests.actions.conftest import merged, ready
from tests.actions.test_inbox import revoke
from tests.filemaking import PDF


def a_heavy_file(folder, number, size=60_000):
    """Write a PDF that does not pack."""
    path = folder / f"informe {number}.pdf"
    path.write_bytes(PDF.replace(b"endobj", b"endobj" + shake_256(b"%d" % number).digest(size)))
    return path


def shuffled(paths, seed):
    return sorted(paths, key=lambda path: shake_256(f"{seed} {path.name}".encode()).digest(8))


@pytest.fixture
def sent(pair, tmp_path, monkeypatch):
    """An office's export of one record with four files in parts, and the two offices."""
    monkeypatch.setattr(bundle_writing, "AROUND", 700_000)
    monkeypatch.setattr(bundle_writing, "LEAST_ROOM", 80_000)
    bo, sela = pair
    rows = []
    for number in range(4):
        path = a_heavy_file(tmp_path, number)
        rows.append({"name": path.stem, "file": attaching.attach(bo, path)})
    record = ready(bo, documents=rows)
    exported = bundles.export_bundle(bo, tmp_path / "post", mail_limit=1)
    return bo, sela, record, exported


def arrive(sela, path):
    """Open one file and merge it, as the window does; return the merge, or what it waits for."""
    try:
        with inbox.keeping_what_waits(sela, path):
            planned = planning.plan_bundle(sela, path)
    except BundleWaits as waits:
        return waits
    except BundleRejected as error:
        return error
    return apply_plan(sela, planned)


def files_here(office, record):
    named = [row["file"]["sha256"] for row in record.rows("documents")]
    return len(named) - len(filing.lacking(office.store, named))


def state_of(office, record):
    found = records.find(office, record.uid)
    return found.values, found.heads, found.status


def test_each_part_has_a_draft_that_fits_the_mail_and_says_which_it_is(sent):
    _bo, _sela, _record, exported = sent
    drafts = [
        email.message_from_bytes(part.mail.read_bytes(), policy=policy.default)
        for part in exported.parts
    ]
    names = [[one.get_filename() for one in draft.iter_attachments()] for draft in drafts]
    count = len(exported.parts)

    assert count >= 3
    assert all(part.mail_bytes == part.mail.stat().st_size < 1_000_000 for part in exported.parts)
    assert [draft["Subject"].rpartition(", ")[2] for draft in drafts] == [
        f"parte {number} de {count}" for number in range(1, count + 1)
    ]
    assert names[0] == [exported.bundle.name, "surco-BO-000001.pdf"]
    assert names[1:] == [[part.bundle.name] for part in exported.parts[1:]]


@pytest.mark.case("B18")
@pytest.mark.parametrize("seed", range(6))
def test_parts_one_after_the_other_in_any_order_and_twice_bring_all(sent, seed):
    _bo, sela, record, exported = sent
    paths = [part.bundle for part in exported.parts]
    for path in [*shuffled(paths, seed), *shuffled(paths, seed + 1)]:
        arrive(sela, path)

    assert records.find(sela, record.uid).status == "received"
    assert files_here(sela, record) == 4
    assert inbox.waiting(sela) == ()


@pytest.mark.case("B18")
def test_the_order_in_which_parts_come_makes_no_difference(sent):
    _bo, sela, record, exported = sent
    seen = set()
    for order in itertools.islice(itertools.permutations(exported.parts), 6):
        done = [arrive(sela, part.bundle) for part in order]
        names = [one for one in done if isinstance(one, str)]
        seen.add((str(state_of(sela, record)[:2]), files_here(sela, record)))
        undo_merge(sela, names[-1])

    assert len(seen) == 1


@pytest.mark.case("B18")
def test_a_lost_part_is_named_and_its_files_go_again_with_the_next_export(sent, tmp_path):
    bo, sela, record, exported = sent
    *came, _lost = [part.bundle for part in exported.parts]
    planned = planning.plan_bundle(sela, came[0], beside=came[1:])
    apply_plan(sela, planned)
    said = [text.format(**values) for text, values in planned.notes]
    (waits, *_others) = inbox.waiting(sela)
    answer = answers.make_answer(sela, "BO", tmp_path / "back").bundle
    read = answers.read_answer(bo, answer)
    again = bundles.export_bundle(bo, tmp_path / "post", mail_limit=0)
    merged(sela, again.bundle)
    inbox.try_again(sela)

    assert any(f"Part {len(exported.parts)} of {len(exported.parts)} did" in one for one in said)
    assert "wait for part" in str(waits.waits_for)
    assert read.files_missing >= 1
    assert (again.records, again.files) == (0, read.files_missing)
    assert files_here(sela, record) == 4
    assert inbox.waiting(sela) == ()


@pytest.mark.case("B18")
def test_a_part_that_comes_after_the_merge_brings_its_files(sent):
    _bo, sela, record, exported = sent
    *first, last = [part.bundle for part in exported.parts]
    apply_plan(sela, planning.plan_bundle(sela, first[0], beside=first[1:]))
    before = files_here(sela, record)
    for path in first:
        path.unlink()
    arrive(sela, last)

    assert before < 4
    assert files_here(sela, record) == 4
    assert inbox.waiting(sela) == ()


@pytest.mark.case("B18")
def test_without_the_part_with_the_records_the_others_wait_and_say_which(sent):
    _bo, sela, record, exported = sent
    first, *others = [part.bundle for part in exported.parts]
    told = [arrive(sela, path) for path in others]
    waiting = len(inbox.waiting(sela))
    name = arrive(sela, first)

    assert {one.cause for one in told} == {"parts"}
    assert all("need part 1," in str(one) for one in told)
    assert waiting == len(others)
    assert isinstance(name, str)
    assert files_here(sela, record) == 4


@pytest.mark.case("B13", "B18")
def test_parts_of_an_unknown_seal_are_joined_when_the_card_is_accepted(sent, tmp_path):
    _bo, sela, record, exported = sent
    sela.change_setting(DRAFT, "")
    with sela.store.writing() as db:
        db.execute("delete from trusted")
    for part in reversed(exported.parts):
        arrive(sela, part.bundle)
        part.bundle.unlink()
    keys.trust_card(sela, keys.read_card(tmp_path / "BO.surco"))
    taken = inbox.try_again(sela)

    assert [one.sequence for one in taken] == [1]
    assert files_here(sela, record) == 4
    assert inbox.waiting(sela) == ()


def test_parts_that_wait_are_one_bundle_of_which_it_is_known_what_is_away(sent):
    _bo, sela, _record, exported = sent
    _first, *others = [part.bundle for part in exported.parts]
    for path in others[:-1]:
        arrive(sela, path)
    (one,) = together(inbox.waiting(sela))

    assert (one.office, one.number) == ("BO", 1)
    assert len(one.files) == one.here == len(others) - 1
    assert one.away == (1, len(exported.parts))
    assert one.parts == len(exported.parts)


def test_parts_that_wait_are_let_go_together(sent):
    _bo, sela, _record, exported = sent
    for part in exported.parts[1:]:
        arrive(sela, part.bundle)
    (one,) = together(inbox.waiting(sela))
    let_go(sela, one, "it came whole on a stick")

    assert inbox.waiting(sela) == ()


def test_trying_again_an_incomplete_bundle_brings_nothing_twice(sent):
    _bo, sela, _record, exported = sent
    first, *others = [part.bundle for part in exported.parts]
    apply_plan(sela, planning.plan_bundle(sela, first, beside=others[:-1]))
    before = inbox.waiting(sela)

    assert inbox.try_again(sela) == ()
    assert inbox.waiting(sela) == before


def test_a_limit_that_no_mail_has_is_refused(office):
    for limit in (-1, 61):
        with pytest.raises(UserError, match="1 to 60 MB"):
            bundles.weighing.choose_mail_limit(office, limit)


def test_a_seal_revoked_between_parts_keeps_the_rest_out(sent):
    _bo, sela, _record, exported = sent
    first, *others = [part.bundle for part in exported.parts]
    arrive(sela, others[0])
    revoke(sela)
    told = arrive(sela, first)

    assert told.cause == "revoked"
    assert {row.cause for row in inbox.waiting(sela)} == {"parts", "revoked"}
    assert hashlib.sha256(first.read_bytes()).hexdigest() in {row.id for row in inbox.waiting(sela)}


@pytest.mark.case("B18")
def test_parts_whose_records_never_came_say_that_a_later_bundle_brought_them(sent, tmp_path):
    bo, sela, record, exported = sent
    _lost, *others = [part.bundle for part in exported.parts]
    for path in others:
        arrive(sela, path)
    merged(sela, bundles.export_bundle(bo, tmp_path / "post", mail_limit=0).bundle)
    inbox.try_again(sela)
    told = {str(one.waits_for) for one in inbox.waiting(sela)}

    assert files_here(sela, record) == 4
    assert len(told) == 1
    assert "Number 2 came since" in told.pop()
