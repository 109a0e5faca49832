"""Which file of a register takes the place of the one that is held, and which never does."""

import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import BundleRejected, BundleWaits, UserError
from desktop_app.exchange.register import Listed, OfficeKey
from desktop_app.exchange.register_file import (
    FARTHEST,
    Held,
    add_seal,
    judge,
    standing_of,
    what_it_says,
)
from tests.builders import outside_program
from tests.exchange.registers import (
    a_register,
    a_root,
    any_public_key,
    held,
    judged,
    public,
    sealed,
)
from tests.exchange.sealing import (
    a_bundle,
    a_signer,
    members,
    mutated,
    packed_again,
    random,
    sealed_anew,
)

ROOTS = ("ROOT-A", "ROOT-B", "ROOT-C")
OTHERS = ("BO", "SELA", "EC")


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def here(folder):
    """Version 5, of which ROOT-A alone is root."""
    return held(folder, 5)


def two_of_three(folder, version=5):
    return held(folder, version, a_root(folder, *ROOTS, threshold=2))


def refused(file, here, **changes):
    with pytest.raises(BundleRejected) as told:
        judged(file, here, **changes)
    return str(told.value)


def parts_of(file, folder):
    path = folder / "r.surco"
    path.write_bytes(file)
    return members(path)


def test_the_next_version_takes_the_place_of_the_one_held(folder, here):
    found = judged(sealed(folder, a_register(folder, 6)), here)

    assert found.register.version == 6


def test_a_version_may_be_left_out_while_root_is_the_same(folder, here):
    assert judged(sealed(folder, a_register(folder, 5 + FARTHEST)), here).register.version == 1005


def test_the_version_that_is_held_changes_nothing(folder, here):
    assert judged(sealed(folder, a_register(folder, 5)), here) is None


def test_who_holds_none_takes_any_version_of_the_root_it_pinned(folder):
    file = sealed(folder, a_register(folder, 4321))

    assert judge(file, a_root(folder, "ROOT-A"), None, "SELA").register.version == 4321


@pytest.mark.case("K5")
def test_an_older_register_is_refused(folder, here):
    assert "older (number 4)" in refused(sealed(folder, a_register(folder, 4)), here)


@pytest.mark.case("K5")
def test_another_register_of_the_same_number_is_refused(folder, here):
    fork = a_register(folder, 5, offices=())

    assert "two different lists" in refused(sealed(folder, fork), here)


@pytest.mark.case("K5")
def test_a_register_far_ahead_is_refused(folder, here):
    assert "far after" in refused(sealed(folder, a_register(folder, 6 + FARTHEST)), here)


@pytest.mark.case("K5")
def test_a_register_below_the_threshold_is_refused(folder):
    here = two_of_three(folder)
    file = sealed(folder, a_register(folder, 6, here.register.root), "ROOT-A")

    assert "1 of the 2 seals" in refused(file, here)


@pytest.mark.case("K5")
def test_a_register_of_another_secretariat_is_refused(folder, here):
    assert "not by our Secretariat" in refused(
        sealed(folder, a_register(folder, 6)), here, publisher="CAF"
    )


@pytest.mark.case("K5")
def test_a_register_that_quietly_names_another_root_is_refused(folder, here):
    other = a_register(folder, 6, a_root(folder, "ROOT-A", "ROOT-D"))

    assert "names others" in refused(sealed(folder, other), here)


@pytest.mark.case("B13", "K5")
@pytest.mark.parametrize("name", OTHERS)
def test_a_register_sealed_by_no_key_of_root_is_refused(folder, here, name):
    assert "not known here" in refused(sealed(folder, a_register(folder, 6), name), here)


@given(
    seals=st.lists(st.sampled_from(ROOTS), min_size=1, max_size=3, unique=True),
    threshold=st.integers(1, 3),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.case("K5", "B16")
def test_as_many_different_keys_as_are_asked_for_and_not_one_less(folder, seals, threshold):
    root = a_root(folder, *ROOTS, threshold=threshold)
    here = Held(id="", register=a_register(folder, 5, root))
    file = sealed(folder, a_register(folder, 6, root), *seals)
    enough = len(seals) >= threshold

    assert standing_of(file, root).enough is enough
    try:
        found = judged(file, here)
    except BundleRejected:
        found = None
    assert (found is not None) is enough


@pytest.mark.case("B16")
def test_a_seal_put_twice_counts_once(folder):
    here = two_of_three(folder)
    file = sealed(folder, a_register(folder, 6, here.register.root), "ROOT-A")
    parts = parts_of(file, folder)
    seal = parts["manifest.json.minisig"]
    kids = {name: kid for kid, name in _kids(folder).items()}
    for name in ("ROOT-A", "ROOT-B", "ROOT-C"):
        doubled = packed_again({**parts, f"manifest.json.{kids[name]}.minisig": seal})

        with pytest.raises(BundleRejected):
            judged(doubled, here)


@pytest.mark.case("B16")
def test_sealing_twice_with_one_key_adds_nothing(folder):
    here = two_of_three(folder)
    file = sealed(folder, a_register(folder, 6, here.register.root), "ROOT-A")
    with a_signer(folder, "ROOT-A") as signer:
        again = add_seal(file, signer, here.register.root)

    assert again == file


def test_who_is_not_of_root_cannot_add_a_seal(folder, here):
    file = sealed(folder, a_register(folder, 6))
    with a_signer(folder, "BO") as signer, pytest.raises(UserError, match="does not belong"):
        add_seal(file, signer, here.register.root)


def test_seals_that_others_add_are_let_be(folder, here):
    file = sealed(folder, a_register(folder, 6))
    parts = parts_of(file, folder)
    more = packed_again({**parts, f"manifest.json.{'0' * 16}.minisig": b"x"})

    assert judged(more, here).register.version == 6


@pytest.mark.case("K4")
def test_a_change_of_root_needs_both_the_old_and_the_new_one(folder, here):
    root = a_root(folder, "ROOT-B", "ROOT-C", threshold=2, version=2)
    register, known = a_register(folder, 6, root), here.register.root
    by_old = sealed(folder, register, "ROOT-A")
    by_both = sealed(folder, register, "ROOT-A", "ROOT-B", "ROOT-C", known=known)
    by_some = sealed(folder, register, "ROOT-A", "ROOT-B", known=known)
    by_new = sealed(folder, register, "ROOT-B", "ROOT-C")

    assert "0 of the 2 seals" in refused(by_old, here)
    assert "1 of the 2 seals" in refused(by_some, here)
    assert "not known here" in refused(by_new, here)
    assert judged(by_both, here).register.root == root


@pytest.mark.case("K4")
def test_who_missed_a_change_of_root_waits_for_it_and_never_skips(folder, here):
    second = a_root(folder, "ROOT-A", "ROOT-B", threshold=2, version=2)
    third = a_root(folder, "ROOT-B", "ROOT-C", threshold=2, version=3)
    first_step = sealed(folder, a_register(folder, 6, second), "ROOT-A", "ROOT-B")
    second_step = sealed(
        folder, a_register(folder, 7, third), "ROOT-B", "ROOT-A", "ROOT-C", known=second
    )
    from_a = sealed(
        folder, a_register(folder, 7, third), "ROOT-A", "ROOT-B", "ROOT-C", known=second
    )

    for early in (second_step, from_a):
        with pytest.raises(BundleWaits) as told:
            judged(early, here)
        assert told.value.cause == "earlier-register"
    then = judged(first_step, here)
    assert judged(second_step, then).register.root == third


@pytest.mark.case("K4", "K5")
def test_an_old_root_never_comes_back(folder):
    second = a_root(folder, "ROOT-B", version=2)
    here = held(folder, 6, second)
    file = sealed(folder, a_register(folder, 7, a_root(folder, "ROOT-B", version=1)), "ROOT-B")

    assert "names others" in refused(file, here)


@pytest.mark.case("B15")
def test_a_bundle_of_records_sealed_by_root_is_no_register(folder):
    here = held(folder, 5, a_root(folder, "EC"))
    path, _ = a_bundle(folder)
    with a_signer(folder, "EC") as signer:
        parts = parts_of(sealed(folder, a_register(folder, 6, here.register.root), "EC"), folder)
        as_records = parts["manifest.json"].replace(b'"kind":"register"', b'"kind":"submission"')
        seal = signer.sign(as_records, parts["manifest.json.minisig"].decode().split("\n")[2][17:])
    false = packed_again({**parts, "manifest.json": as_records, "manifest.json.minisig": seal})

    assert "damaged" in refused(false, here)
    with pytest.raises(BundleRejected):
        judged(path.read_bytes(), here)


@pytest.mark.case("B15")
def test_a_register_sealed_as_a_bundle_of_another_kind_is_refused(folder):
    here = held(folder, 5, a_root(folder, "EC"))
    path = folder / "kind.surco"
    path.write_bytes(sealed(folder, a_register(folder, 6, here.register.root), "EC"))
    from tests.exchange import sealing  # noqa: PLC0415 - its key is put in the place of BO's

    (folder / "BO.key").write_bytes(sealing.key_file("EC"))
    sealed_anew(path, folder, kind="answer")

    assert "not the list of offices" in refused(path.read_bytes(), here)


def test_a_register_whose_number_differs_from_its_manifest_is_refused(folder):
    here = held(folder, 5, a_root(folder, "EC"))
    path = folder / "number.surco"
    path.write_bytes(sealed(folder, a_register(folder, 4, here.register.root), "EC"))
    from tests.exchange import sealing  # noqa: PLC0415 - its key is put in the place of BO's

    (folder / "BO.key").write_bytes(sealing.key_file("EC"))
    sealed_anew(path, folder, seq=6)

    assert "damaged" in refused(path.read_bytes(), here)


def test_every_random_damage_is_refused_or_changes_nothing(folder, here):
    whole = sealed(folder, a_register(folder, 6))
    true = judged(whole, here)
    for seed in range(400):
        damaged = mutated(whole, random.Random(seed))
        try:
            found = judged(damaged, here)
        except BundleRejected:
            continue

        assert found == true, seed


def test_the_register_of_sixty_offices_with_two_computers_each_goes_with_any_answer(folder):
    offices = tuple(
        Listed(
            code=f"X{number:02d}",
            role="office",
            names={"own": "Ministerio de Relaciones Exteriores y Cooperación Internacional"},
            keys=tuple(OfficeKey(public_key=any_public_key()) for _ in range(2)),
        )
        for number in range(60)
    )
    file = sealed(folder, a_register(folder, offices=offices))

    assert len(file) < 20_000
    assert len(what_it_says(file).register.offices) == 60


def test_the_stock_program_proves_every_seal_of_an_unpacked_register(folder):
    stock = outside_program("minisign")
    root = a_root(folder, "ROOT-A", "ROOT-B", threshold=2)
    parts = parts_of(sealed(folder, a_register(folder, 6, root), "ROOT-A", "ROOT-B"), folder)
    (folder / "manifest.json").write_bytes(parts["manifest.json"])
    [further] = [name for name in parts if name.count(".") == 3]
    for name, key in (
        ("manifest.json.minisig", public(folder, "ROOT-A")),
        (further, public(folder, "ROOT-B")),
    ):
        (folder / name).write_bytes(parts[name])
        told = subprocess.run(
            [stock, "-V", "-P", key, "-m", folder / "manifest.json", "-x", folder / name],
            capture_output=True,
            text=True,
            check=True,
        )

        assert "kind=register office=SELA seq=6" in told.stdout


def _kids(folder):
    root = a_root(folder, *ROOTS)
    return {kid: ROOTS[root.keys.index(key)] for kid, key in root.by_kid.items()}
