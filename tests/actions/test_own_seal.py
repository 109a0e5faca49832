"""The seal of the Secretariat itself: renewed by hand-over, and stolen."""

import shutil
from dataclasses import replace

import pytest

from desktop_app.actions import (
    answers,
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
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.exchange.register_file import seal_register
from desktop_app.exchange.signing import make_key
from desktop_app.records.revision import seal
from desktop_app.store import records as stored
from desktop_app.store import revisions
from tests.actions.conftest import ready, sent
from tests.actions.registers import kid_of, published


@pytest.fixture
def three(tmp_path):
    """Two offices and the Secretariat with each other's cards, and its first list at both."""
    offices = [set_up(tmp_path / code.lower(), code=code, name=code) for code in ("BO", "EC")]
    sela = set_up(tmp_path / "sela", code="SELA", name="SELA", role="secretariat")
    for one in (*offices, sela):
        keys.make_card(one, tmp_path / f"{one.code}.surco")
    for one in offices:
        keys.trust_card(one, keys.read_card(tmp_path / "SELA.surco"))
        keys.trust_card(sela, keys.read_card(tmp_path / f"{one.code}.surco"))
    yield (*offices, sela)
    for one in (*offices, sela):
        one.close()


def listed(three, tmp_path, **how):
    """Publish the list and take it at both offices."""
    bo, ec, sela = three
    done = published(sela, tmp_path, **how)
    for office in (bo, ec):
        registers.read_file(office, done.path)
    return done


def rooted(three, tmp_path):
    """Let a seal on a stick publish the list; return its file."""
    bo, ec, sela = three
    listed(three, tmp_path)
    stick = tmp_path / "root.key"
    registering.set_root(sela, (make_key(stick),), 1)
    begun = published(sela, tmp_path)
    publishing.sign(sela, begun.path, tmp_path / "rooted.surco", key=stick)
    for office in (sela, bo, ec):
        registers.read_file(office, tmp_path / "rooted.surco")
    return stick


def exchanged(office, sela, tmp_path, title="Proyecto de riego"):
    """Send a record, have it merged, and return the answer, unread."""
    ready(office, title=title)
    bundle = sent(office, tmp_path / f"post-{office.code}")
    merging.apply_plan(sela, planning.plan_bundle(sela, bundle))
    return answers.make_answer(sela, office.code, tmp_path / "answers").bundle


def thief_of(sela, tmp_path):
    """Return a copy of the Secretariat as it was: its computer was stolen."""
    shutil.copytree(sela.home, tmp_path / "thief")
    return open_office(tmp_path / "thief")


def waits(office, path, match=""):
    with pytest.raises(BundleWaits, match=match):
        answers.read_answer(office, path)


@pytest.mark.case("K6")
@pytest.mark.case("K4")
def test_a_renewed_seal_of_the_secretariat_is_followed_by_the_list_without_any_digits(
    three, tmp_path
):
    """One office gets the list as a file, the other with its answer, and mail crosses."""
    bo, ec, sela = three
    listed(three, tmp_path)
    before = kid_of(sela)
    crossing = exchanged(bo, sela, tmp_path)  # sealed with the one before, read last
    after = renewing.renew(sela).kid
    still = exchanged(ec, sela, tmp_path)
    assert answers.read_answer(ec, still).accepted == 1
    done = published(sela, tmp_path)
    registers.read_file(bo, done.path)
    late = exchanged(ec, sela, tmp_path, "Otro proyecto de riego")

    assert kid_of(sela) == after != before
    assert bo.trusted()[after].status == "active"
    assert after not in ec.trusted()
    assert str(answers.read_answer(ec, late).notes[0]) == "New list of offices: number 2."
    assert ec.trusted()[after].status == "active"
    assert answers.read_answer(bo, crossing).accepted == 1
    registers.read_file(bo, published(sela, tmp_path).path)
    assert bo.trusted()[before].status == "retired"
    assert registers.current(bo).register.root.version == 2


@pytest.mark.case("B13")
def test_a_replaced_seal_of_the_secretariat_answers_nothing_after_its_last_number(three, tmp_path):
    bo, _ec, sela = three
    listed(three, tmp_path)
    good = exchanged(bo, sela, tmp_path)
    renewing.renew(sela)
    with thief_of(sela, tmp_path) as thief:
        listed(three, tmp_path)
        registers.read_file(bo, published(sela, tmp_path).path)
        again = exchanged(bo, thief, tmp_path, "Un tercer proyecto de riego")

    assert answers.read_answer(bo, good).accepted == 1
    waits(bo, again, "no longer in use|does not count")


def test_a_replaced_card_of_the_secretariat_brings_the_old_seal_not_back(three, tmp_path):
    bo, _ec, sela = three
    listed(three, tmp_path)
    renewing.renew(sela)
    published(sela, tmp_path)
    published(sela, tmp_path)
    registers.take_all(bo, registers.to_carry(sela))

    with pytest.raises(UserError, match="replaced since"):
        keys.trust_card(bo, keys.read_card(tmp_path / "SELA.surco"))


def test_a_seal_whose_file_is_gone_holds_the_list_not_up(three, tmp_path):
    _bo, _ec, sela = three
    listed(three, tmp_path)
    before = kid_of(sela)
    renewing.renew(sela)
    (sela.home / sela.setting("next_seal_file")).unlink()
    registering.rename(sela, "BO", "Otra")

    assert published(sela, tmp_path).standing.enough
    assert kid_of(sela) == before


def test_an_answer_vouches_for_no_new_seal_of_the_secretariat(three, tmp_path):
    """Else a thief's own seal would outlive the stolen one."""
    bo, _ec, sela = three
    listed(three, tmp_path)
    with thief_of(sela, tmp_path) as thief:
        his = renewing.renew(thief).kid
        forged = exchanged(bo, thief, tmp_path)
        answers.read_answer(bo, forged)

    assert his not in bo.trusted()
    assert [one.role for one in bo.trusted().values()].count("secretariat") == 1


def forged_list(thief, folder):
    """Seal a list that names the thief's own seal, with what the thief has."""
    folder.mkdir(exist_ok=True)
    now = registering.draft(thief)
    number = registers.version(thief) + 5
    with thief.signer() as signer:
        file = seal_register(
            replace(now, version=number), signer, made_at=thief.moment(), app="x", prev=""
        )
    path = folder / "forged-list.surco"
    path.write_bytes(file)
    return path


@pytest.mark.case("B13")
@pytest.mark.case("K5")
def test_of_a_stolen_seal_that_does_not_publish_the_list_tells_and_no_digits_are_compared(
    three, tmp_path
):
    """Before an office has the list, a forged answer is believed: the list takes it back."""
    bo, ec, sela = three
    stick = rooted(three, tmp_path)
    good = exchanged(bo, sela, tmp_path)
    answers.read_answer(bo, good)
    thief = thief_of(sela, tmp_path)
    old = kid_of(sela)
    seals.new_seal(sela)
    assert registering.lose_own(sela, old) is False
    done = published(sela, tmp_path, key=stick)
    registers.read_file(bo, done.path)
    forged = exchanged(bo, thief, tmp_path / "thief-bo", "Un proyecto que nadie recibió")
    false = exchanged(ec, thief, tmp_path / "thief-ec", "Otro que nadie recibió")
    lists = forged_list(thief, tmp_path / "x")
    thief.close()

    waits(bo, forged, "does not count")
    assert answers.read_answer(ec, false).accepted == 1
    for office in (bo, ec):
        with pytest.raises((BundleRejected, BundleWaits)):
            registers.read_file(office, lists)
    taken = registers.read_file(ec, done.path)
    assert "does not count" in str(taken.notes[0])
    assert [
        one.status
        for one in stored.load_many(
            ec.store, [one.uid for one in revisions.unacknowledged(ec.store, "EC")]
        )
    ] == ["sent"]
    answers.read_answer(ec, exchanged(ec, sela, tmp_path, "Un segundo proyecto"))
    assert revisions.unacknowledged(ec.store, "EC") == []


def test_a_decision_in_a_false_answer_is_taken_out_and_what_was_typed_since_stays(three, tmp_path):
    bo, _ec, sela = three
    stick = rooted(three, tmp_path)
    answer = exchanged(bo, sela, tmp_path)
    (line,) = revisions.unacknowledged(bo.store, "BO")
    answers.read_answer(bo, answer)
    record = records.find(bo, line.uid)
    with thief_of(sela, tmp_path) as thief:
        line = seal(
            record.with_values(sector="S26"),
            parents=record.heads,
            author="SELA",
            at=thief.moment(),
        )
        revisions.add(thief.store, [line])
        false = answers.make_answer(thief, "BO", tmp_path / "false").bundle
    answers.read_answer(bo, false)
    assert records.find(bo, record.uid)["sector"] == "S26"
    records.edit_record(bo, record.uid, {"title": {"es": "Tecleado después", "original": "es"}})
    old = kid_of(sela)
    seals.new_seal(sela)
    registering.lose_own(sela, old)
    registers.read_file(bo, published(sela, tmp_path, key=stick).path)
    left = records.find(bo, record.uid)

    assert left["sector"] == record["sector"]
    assert left["title"]["es"] == "Tecleado después"
    assert left.heads == record.heads


@pytest.mark.case("K5")
@pytest.mark.case("B13")
def test_of_a_stolen_seal_that_publishes_alone_each_office_compares_the_new_card(three, tmp_path):
    """Until then it is believed there: nobody else can say that it was stolen."""
    bo, ec, sela = three
    listed(three, tmp_path)
    thief = thief_of(sela, tmp_path)
    old = kid_of(sela)
    seals.new_seal(sela)
    assert registering.lose_own(sela, old) is True
    done = published(sela, tmp_path)
    with pytest.raises((BundleRejected, BundleWaits)):
        registers.read_file(bo, done.path)
    keys.make_card(sela, tmp_path / "new.surco")
    keys.trust_card(bo, keys.read_card(tmp_path / "new.surco"))
    assert registers.read_file(bo, done.path).changed
    forged = exchanged(bo, thief, tmp_path / "thief-bo", "Un proyecto que nadie recibió")
    false = exchanged(ec, thief, tmp_path / "thief-ec", "Otro que nadie recibió")
    lists = forged_list(thief, tmp_path / "x")
    thief.close()

    waits(bo, forged, "does not count")
    with pytest.raises((BundleRejected, BundleWaits)):
        registers.read_file(bo, lists)
    assert registers.read_file(ec, lists).changed  # not told yet: the thief is believed
    answers.read_answer(ec, false)
    keys.trust_card(ec, keys.read_card(tmp_path / "new.surco"))
    taken, _tried = inbox.read_list(ec, done.path)
    assert len(taken.notes) == 1
    assert len(revisions.unacknowledged(ec.store, "EC")) == 1
    with pytest.raises((BundleRejected, BundleWaits)):
        registers.read_file(ec, lists)


def test_a_stolen_seal_that_never_published_counts_no_more_once_the_new_card_is_taken(
    three, tmp_path
):
    bo, _ec, sela = three
    thief = thief_of(sela, tmp_path)
    old = kid_of(sela)
    seals.new_seal(sela)
    assert registering.lose_own(sela, old) is True
    keys.make_card(sela, tmp_path / "new.surco")
    keys.trust_card(bo, keys.read_card(tmp_path / "new.surco"))
    forged = exchanged(bo, thief, tmp_path, "Un proyecto que nadie recibió")
    thief.close()

    with pytest.raises((BundleRejected, BundleWaits)):
        answers.read_answer(bo, forged)
    assert registers.read_file(bo, published(sela, tmp_path).path).changed
    assert bo.trusted()[old].status == "revoked"
