"""Who publishes the list of offices, how that changes, and what a stolen seal cannot do."""

from dataclasses import replace

import pytest

from desktop_app.actions import answers, inbox, keys, publishing, registering, registers
from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.exchange.signing import make_key
from desktop_app.store import registers as stored
from desktop_app.store import trust
from tests.actions.conftest import merged, ready, sent
from tests.actions.registers import (
    answered,
    finished,
    forged_answer,
    kid_of,
    new_seal,
    published,
    rooted,
)


def test_a_new_seal_of_the_secretariat_is_known_by_the_list_in_its_first_answer(pair, tmp_path):
    """The seal of its computer is another one; root, on a stick, is not."""
    bo, sela = pair
    root = rooted(bo, sela, tmp_path)
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    old = kid_of(sela)
    new_seal(sela)
    registering.revoke(sela, "SELA", old)
    published(sela, tmp_path, key=root)
    read = answers.read_answer(bo, answered(sela, tmp_path))

    assert [str(note) for note in read.notes] == ["New list of offices: number 3."]
    assert bo.trusted()[old].status == "revoked"


def test_a_new_seal_of_the_secretariat_is_a_change_that_its_root_publishes(pair, tmp_path):
    _bo, sela = pair
    published(sela, tmp_path)
    assert not registering.has_changes(sela)
    new_seal(sela)

    assert registering.has_changes(sela)
    with pytest.raises(UserError, match="register root --anew"):
        published(sela, tmp_path)
    registering.set_root(sela, (), 1, anew=True)
    assert published(sela, tmp_path).version == 2
    assert not registering.has_changes(sela)


def test_the_seal_in_use_is_not_stopped_by_its_own_computer(pair):
    _bo, sela = pair
    for stop in (registering.revoke, registering.retire):
        with pytest.raises(UserError, match="at this very computer"):
            stop(sela, "SELA", kid_of(sela))


@pytest.mark.case("B13")
def test_an_answer_of_a_stolen_seal_is_void_once_the_list_says_so(pair, tmp_path):
    bo, sela = pair
    root = rooted(bo, sela, tmp_path)
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    true = answered(sela, tmp_path)
    old, thief = kid_of(sela), sela.key_path.read_bytes()
    new_seal(sela)
    registering.revoke(sela, "SELA", old)
    registers.read_file(bo, published(sela, tmp_path, key=root).path)
    assert answers.read_answer(bo, true).accepted == 1
    stolen = tmp_path / "thief.key"
    stolen.write_bytes(thief)
    forged = forged_answer(sela, stolen, tmp_path / "forged.surco")

    with pytest.raises(BundleWaits, match="does not count"):
        answers.read_answer(bo, forged)


@pytest.mark.case("K4")
def test_an_office_that_missed_changes_of_root_gets_them_all_with_an_answer(pair, tmp_path):
    bo, sela = pair
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    published(sela, tmp_path)
    sticks = [make_key(tmp_path / name) for name in ("a.key", "b.key")]
    registering.set_root(sela, (sticks[0],), 1)
    finished(sela, tmp_path, None, "a.key")
    registering.set_root(sela, (sticks[1],), 1)
    last = finished(sela, tmp_path, "a.key", "b.key")
    registering.rename(sela, "BO", "Otra")
    published(sela, tmp_path, key=tmp_path / "b.key")

    with pytest.raises(BundleWaits), inbox.keeping_what_waits(bo, last):
        registers.read_file(bo, last)
    assert inbox.try_again(bo) == ()
    read = answers.read_answer(bo, answered(sela, tmp_path))
    assert [str(note) for note in read.notes] == [
        f"New list of offices: number {number}." for number in (2, 3, 4)
    ]
    assert [one.sequence for one in inbox.try_again(bo)] == [3]  # overtaken, it waits no more


@pytest.mark.case("K5")
def test_a_list_counts_once_enough_of_those_who_publish_it_have_sealed_it(pair, tmp_path):
    bo, sela = pair
    sticks = [make_key(tmp_path / name) for name in ("a.key", "b.key", "c.key")]
    registering.set_root(sela, tuple(sticks), 2)
    begun = published(sela, tmp_path)

    assert (begun.version, begun.standing.enough) == (1, False)
    assert registers.version(sela) == 0
    out = tmp_path / "more.surco"
    publishing.sign(sela, begun.path, out, key=tmp_path / "a.key")
    with pytest.raises(BundleRejected, match="1 of the 2 seals"):
        registers.read_file(bo, out)
    whole = publishing.sign(sela, out, out, key=tmp_path / "c.key")
    assert whole.standing.enough
    assert registers.read_file(sela, out).changed
    assert registers.read_file(bo, out).changed
    assert not registering.has_changes(sela)


def test_a_secretariat_of_which_root_is_lost_begins_anew_by_a_new_card(pair, tmp_path):
    bo, sela = pair
    rooted(bo, sela, tmp_path)
    ready(bo)
    (tmp_path / "root.key").unlink()
    fresh = make_key(tmp_path / "fresh.key")
    registering.set_root(sela, (fresh,), 1, anew=True)
    out = published(sela, tmp_path, key=tmp_path / "fresh.key")
    with pytest.raises(BundleRejected):
        registers.read_file(bo, out.path)
    card = keys.make_card(sela, tmp_path / "new.surco")
    keys.trust_card(bo, keys.read_card(tmp_path / "new.surco"))

    assert out.version == 3
    assert card.root.keys == (fresh,)
    assert registers.read_file(bo, out.path).changed


def test_the_digits_of_a_card_bind_who_publishes_the_list(pair, tmp_path):
    bo, sela = pair
    before = keys.read_card(tmp_path / "SELA.surco")
    rooted(bo, sela, tmp_path)
    after = keys.make_card(sela, tmp_path / "again.surco")

    assert before.root is None
    assert after.root is not None
    assert before.fingerprint != after.fingerprint
    assert replace(after, root=None).fingerprint == before.fingerprint


def test_the_card_of_the_same_root_keeps_the_list(pair, tmp_path):
    bo, sela = pair
    registers.read_file(bo, published(sela, tmp_path).path)
    keys.trust_card(bo, keys.read_card(tmp_path / "SELA.surco"))

    assert registers.version(bo) == 1


def test_a_seal_that_a_later_list_leaves_out_is_taken_no_more(pair, tmp_path):
    from desktop_app.exchange.register_file import seal_register  # noqa: PLC0415 - one use

    bo, sela = pair
    registers.read_file(bo, published(sela, tmp_path).path)
    with sela.signer() as signer:
        now = registers.current(sela).register
        without = replace(now, version=2, secretariat=replace(now.secretariat, keys=()))
        file = seal_register(without, signer, made_at=sela.moment(), app="x", prev="")
    registers.take(bo, file)

    assert [one.status for one in trust.trusted(bo.store)] == ["revoked"]


def test_a_restored_secretariat_never_gives_a_number_twice(pair, tmp_path):
    bo, sela = pair
    registers.read_file(bo, published(sela, tmp_path).path)
    ready(bo)
    merged(sela, sent(bo, tmp_path / "post"))
    stored.forget_registers(sela.store)
    registering.rename(sela, "BO", "Otra")

    assert published(sela, tmp_path).version == 2
