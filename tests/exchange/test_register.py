"""The register of offices as a value: its one written form, and what is never read."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange import register_changes as changes
from desktop_app.exchange.card import Card
from desktop_app.exchange.register import keys_of, read_register, register_bytes
from desktop_app.records.plain import canonical
from tests.exchange.registers import a_register, a_root, an_office, public, with_key
from tests.exchange.sealing import MOMENT


@pytest.fixture
def register(tmp_path):
    unit = an_office(tmp_path, "BO-MAE", role="guest")
    office = an_office(tmp_path, scope=("BO-LPB",), delegates=(unit,))
    return a_register(tmp_path, 7, offices=(office, an_office(tmp_path, "CO")))


def altered(register, change):
    plain = json.loads(register_bytes(register))
    change(plain)
    return canonical(plain)


def test_a_register_is_read_as_it_was_written(register):
    assert read_register(register_bytes(register)) == register


def test_the_order_of_its_offices_makes_no_other_register(register):
    turned = replace(register, offices=register.offices[::-1])

    assert register_bytes(turned) == register_bytes(register)


def test_what_a_newer_surco_added_is_let_through(register):
    more = altered(register, lambda plain: plain["offices"][0].update(motto="agua"))

    assert read_register(more) == register


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("root"),
        lambda plain: plain.update(version=-1),
        lambda plain: plain.update(version=True),
        lambda plain: plain["offices"].append(plain["offices"][0]),
        lambda plain: plain["offices"][0].update(code="bo"),
        lambda plain: plain["offices"][0].update(role="secretariat"),
        lambda plain: plain["offices"][0].update(status="asleep"),
        lambda plain: plain["offices"][0]["names"].pop("own"),
        lambda plain: plain["offices"][0]["names"].update(own="x" * 201),
        lambda plain: plain["offices"][0]["delegates"][0].update(code="CO-MAE"),
        lambda plain: plain["offices"][0]["delegates"][0].update(scope=["CO"]),
        lambda plain: plain["offices"][0]["keys"][0].update(kid="0" * 16),
        lambda plain: plain["offices"][0]["keys"][0].update(status="lent"),
        lambda plain: plain["offices"][0]["keys"][0].update(last_good_seq="4"),
        lambda plain: plain["offices"][0]["keys"][0].update(public_key="RW"),
        lambda plain: plain["offices"][0]["keys"][0].update(last_good_to={"bo": 1}),
        lambda plain: plain["root"].update(threshold=0),
        lambda plain: plain["root"].update(threshold=2),
        lambda plain: plain["root"].update(version=0),
        lambda plain: plain["root"]["keys"].append(plain["root"]["keys"][0]),
        lambda plain: plain.update(root=[]),
    ],
)
def test_a_register_out_of_bounds_is_never_read(register, change):
    with pytest.raises(BundleRejected):
        read_register(altered(register, change))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"version":1}', b"{ }", b"\xff"])
def test_what_is_no_register_is_never_read(data):
    with pytest.raises(BundleRejected):
        read_register(data)


@pytest.mark.case("B16")
def test_one_key_under_two_short_names_is_no_root_of_two(tmp_path, register):
    key = public(tmp_path, "ROOT-A")
    again = key[:5] + ("A" if key[5] != "A" else "B") + key[6:]  # the maker chooses its short name
    plain = altered(register, lambda plain: plain["root"].update(keys=sorted([key, again])))

    with pytest.raises(BundleRejected):
        read_register(plain)


@pytest.mark.case("B13")
def test_root_seals_for_no_office(tmp_path, register):
    root = a_root(tmp_path, "BO")

    with pytest.raises(BundleRejected):
        read_register(register_bytes(replace(register, root=root)))


def test_every_seal_is_known_with_its_office_and_how_far_it_counts(tmp_path, register):
    lost = with_key(register, status="revoked", last_good_seq=40, stream="a")
    keys = keys_of(lost)
    bo = keys[changes.kid_of(public(tmp_path, "BO"))]

    assert {key.office for key in keys.values()} == {"SELA", "BO", "BO-MAE", "CO"}
    assert (bo.status, bo.last_good_seq, bo.stream, bo.scope) == ("revoked", 40, "a", ("BO-LPB",))


def test_the_seals_of_an_office_that_is_no_more_count_no_more(tmp_path, register):
    keys = keys_of(changes.closed(register, "CO"))

    assert {key.status for key in keys.values() if key.office == "CO"} == {"retired"}


def a_card(folder, office="PE", key="PE", role="office"):
    return Card(
        office=office,
        name=f"Office of {office}",
        role=role,
        public_key=public(folder, key),
        made_at=MOMENT,
    )


def test_a_card_puts_its_office_into_the_register(tmp_path, register):
    after = changes.enrolled(register, a_card(tmp_path))

    assert after.find("PE").scope == ("PE",)
    assert changes.enrolled(after, a_card(tmp_path)) == after


def test_a_second_computer_is_a_second_seal_of_the_same_office(tmp_path, register):
    after = changes.enrolled(register, a_card(tmp_path, "CO", "PE"))

    assert [key.status for key in after.find("CO").keys] == ["active", "active"]


def test_a_seal_of_one_office_never_becomes_that_of_another(tmp_path, register):
    with pytest.raises(UserError):
        changes.enrolled(register, a_card(tmp_path, "PE", "CO"))
    with pytest.raises(UserError):
        changes.enrolled(register, a_card(tmp_path, "PE", "ROOT-A"))


def test_an_office_placed_below_another_speaks_for_nothing_beyond_it(tmp_path, register):
    with pytest.raises(UserError):
        changes.placed_below(register, "CO", "BO")
    with pytest.raises(UserError):
        changes.scoped(register, "BO-MAE", ("CO",))
    ministry = changes.enrolled(register, a_card(tmp_path, "CO-MIN", "PE", "guest"))
    below = changes.placed_below(ministry, "CO-MIN", "CO")

    assert [unit.code for unit in below.find("CO").delegates] == ["CO-MIN"]
    assert below.above("CO-MIN").code == "CO"


@pytest.mark.parametrize("wanted", ["SELA", "SELA-X", "CO", "CO-MIN"])
def test_an_office_speaks_for_no_other_that_speaks_for_itself(register, wanted):
    with pytest.raises(UserError, match=f"speaks for {wanted}. Leave it out of what BO"):
        changes.scoped(register, "BO", ("BO", wanted))


def test_an_office_speaks_for_parts_of_its_country_and_for_a_guest(tmp_path, register):
    listed = changes.enrolled(register, a_card(tmp_path, "PE", "PE", "guest"))
    after = changes.scoped(listed, "BO", ("BO", "BO-MAE", "PE"))
    below = changes.placed_below(after, "PE", "BO")

    assert changes.scoped(below, "BO", ("BO", "PE")).find("BO").scope == ("BO", "PE")


def test_an_unknown_office_or_seal_is_told_of(register):
    with pytest.raises(UserError, match="PE is not in the list"):
        changes.renamed(register, "PE", "Perú")
    with pytest.raises(UserError, match="It has"):
        changes.revoked(register, "BO", "0" * 16, 4)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(place=st.lists(st.integers(0, 9), min_size=1, max_size=6), value=_json)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_part_replaced_by_anything_is_read_whole_or_refused(register, place, value):
    plain = json.loads(register_bytes(register))
    inside = plain
    for step in place[:-1]:
        names = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        following = inside[names[step % len(names)]] if names else None
        if not isinstance(following, dict | list) or not following:
            break
        inside = following
    names = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    inside[names[place[-1] % len(names)]] = value
    data = canonical(plain)
    try:
        found = read_register(data)
    except BundleRejected:
        return

    assert read_register(register_bytes(found)) == found
