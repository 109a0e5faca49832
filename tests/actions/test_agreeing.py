"""A list of offices that several holders publish: begun, handed round, taken when enough agreed."""

import shutil

import pytest

from desktop_app.actions import agreeing, keys, publishing, registering, registers
from desktop_app.actions.office import open_office, set_up
from desktop_app.errors import BundleRejected, UserError
from desktop_app.exchange.signing import kid_of
from tests.actions.registers import published


@pytest.fixture
def sticks(tmp_path):
    """Three holders' sticks, and their public parts."""
    files = [tmp_path / f"{name}.key" for name in "abc"]
    return {file: publishing.make_root_key(file) for file in files}


@pytest.fixture
def held(pair, sticks, tmp_path):
    """A Secretariat whose list two of three holders publish; BO has number 1."""
    bo, sela = pair
    names = ("Dirección", "Archivo", "Auditoría")
    registering.set_holders(sela, dict(zip(sticks.values(), names, strict=True)), 2)
    begun = published(sela, tmp_path)
    waiting = agreeing.waiting(sela)
    for stick in list(sticks)[:2]:
        waiting = publishing.agree(sela, agreeing.begun(sela), tmp_path / "round", key=stick)
    registers.read_file(bo, waiting.path)
    assert begun.version == waiting.version == registers.version(sela) == 1
    return list(sticks)


def said(sentences):
    return [str(one) for one in sentences]


@pytest.mark.case("K5")
def test_a_list_goes_from_holder_to_holder_until_enough_agree(pair, held, tmp_path):
    """Another holder, at another computer, sees in words what it changes."""
    bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio")
    first = published(sela, tmp_path, key=held[0])
    assert not first.standing.enough
    other = agreeing.read(bo, first.path)
    back = publishing.agree(bo, other.file, tmp_path / "stick", key=held[2])

    assert said(other.changes) == ["BO is called “Viceministerio” from then on."]
    assert (other.lacking, registers.version(bo), registers.version(sela)) == (1, 1, 1)
    assert [(one.name, one.agreed) for one in other.holders] == [
        ("Archivo", False),
        ("Auditoría", False),
        ("Dirección", True),
    ]
    taken, _waited = agreeing.read(sela, back.path)
    assert (taken.version, agreeing.waiting(sela)) == (2, None)
    assert registers.read_file(bo, back.path).changed


@pytest.mark.case("K5")
def test_agreements_given_apart_are_put_together_at_the_secretariat(pair, held, tmp_path):
    bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio")
    names = {one.public_key: one.name for one in agreeing.holders_of(sela)[0]}
    registering.set_holders(sela, names, 3)
    begun = published(sela, tmp_path, key=held[0])
    apart = [
        publishing.agree(bo, begun.path.read_bytes(), tmp_path / stick.stem, key=stick)
        for stick in held[1:]
    ]
    assert not any(one.standing.enough for one in apart)
    waits = agreeing.read(sela, apart[0].path)
    taken, _waited = agreeing.read(sela, apart[1].path)

    assert waits.lacking == 1
    assert "From then on 3 of 3 holders publish the list together." in said(waits.changes)
    assert taken.version == 2


def test_publishing_once_more_adds_to_the_list_that_waits(pair, held, tmp_path):
    _bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio")
    first = published(sela, tmp_path, key=held[0])
    again = published(sela, tmp_path, key=held[1])

    assert (first.version, again.version, again.standing.enough) == (2, 2, True)


def test_two_lists_that_differ_never_have_one_number(pair, held, tmp_path):
    _bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio")
    published(sela, tmp_path, key=held[0])
    registering.rename(sela, "BO", "Otra cosa")

    assert published(sela, tmp_path, key=held[0]).version == 3


def test_who_holds_nothing_cannot_agree(pair, held, tmp_path):
    bo, sela = pair
    registering.rename(sela, "BO", "Viceministerio")
    begun = published(sela, tmp_path, key=held[0])
    with pytest.raises(UserError, match="does not belong"):
        publishing.agree(bo, begun.path.read_bytes(), tmp_path / "x")


@pytest.mark.case("K4")
def test_a_holder_is_replaced_by_agreement_of_those_before_and_after(pair, held, tmp_path):
    bo, sela = pair
    fresh = publishing.make_root_key(tmp_path / "d.key")
    holders, wanted = agreeing.holders_of(sela)
    names = {one.public_key: one.name for one in holders if one.name != "Archivo"}
    registering.set_holders(sela, {**names, fresh: "Tesorería"}, wanted)
    begun = published(sela, tmp_path, key=held[0])
    waits = agreeing.look(sela, begun.path.read_bytes())
    done = publishing.agree(sela, waits.file, tmp_path / "round", key=held[2])

    assert said(waits.changes)[0].startswith("New holder of the list: Tesorería (")
    assert done.standing.enough
    assert registers.read_file(bo, done.path).changed
    assert {one.name for one in agreeing.holders_of(bo)[0]} == {
        "Dirección",
        "Auditoría",
        "Tesorería",
    }


def test_naming_holders_anew_changes_not_who_publishes(pair, held, tmp_path):
    _bo, sela = pair
    holders, wanted = agreeing.holders_of(sela)
    registering.set_holders(sela, {one.public_key: "Titular" for one in holders}, wanted)

    assert registering.draft(sela).root == registers.current(sela).register.root
    assert [one.name for one in agreeing.holders_of(sela)[0]] == ["Titular"] * 3


def test_a_holder_is_known_by_the_file_beside_the_seal_on_the_stick(tmp_path):
    public = publishing.make_root_key(tmp_path / "stick.key")

    assert publishing.holder_in(tmp_path / "stick.pub") == public
    assert len(publishing.digits_of(public).replace("-", " ").split()) == 8
    with pytest.raises(UserError, match="was made with"):
        publishing.holder_in(tmp_path / "stick.key")


@pytest.fixture
def unit(pair, tmp_path):
    """A ministry with its card at the Secretariat."""
    _bo, sela = pair
    with set_up(tmp_path / "min", code="BO-MIN", name="Ministerio") as office:
        keys.make_card(office, tmp_path / "min.surco")
        keys.trust_card(sela, keys.read_card(tmp_path / "min.surco"))
        yield office


def test_an_office_is_placed_below_another_and_apart_again(pair, unit, tmp_path):
    _bo, sela = pair
    registering.place(sela, "BO-MIN", ("BO-MIN",), "BO")
    below = registering.draft(sela).above("BO-MIN")
    published(sela, tmp_path)
    registering.place(sela, "BO-MIN", ("BO-MIN", "AR"), "")
    words = agreeing.look(sela, published(sela, tmp_path).path.read_bytes())

    assert below.code == "BO"
    assert registering.draft(sela).above("BO-MIN") is None
    assert registering.draft(sela).find("BO-MIN").scope == ("AR", "BO-MIN")
    assert words.changes == ()


def test_who_stands_below_an_office_speaks_for_no_more_than_it(pair, unit):
    _bo, sela = pair
    before = registering.draft(sela)
    with pytest.raises(UserError, match="does not speak for all"):
        registering.place(sela, "BO-MIN", ("BO-MIN", "AR"), "BO")

    assert registering.draft(sela) == before
    assert kid_of(unit.setting("public_key")) in {key.kid for key in before.find("BO-MIN").keys}


def test_another_list_takes_not_the_place_of_the_one_that_waits(pair, held, tmp_path):
    _bo, sela = pair
    shutil.copytree(sela.home, tmp_path / "copy")
    registering.rename(sela, "BO", "Viceministerio")
    published(sela, tmp_path, key=held[0])
    with open_office(tmp_path / "copy") as copy:
        registering.rename(copy, "BO", "Otra cosa")
        other = published(copy, tmp_path / "other", key=held[1])

    with pytest.raises(BundleRejected, match="another list than number 2"):
        agreeing.read(sela, other.path)
    waits = agreeing.waiting(sela)
    assert said(waits.changes) == ["BO is called “Viceministerio” from then on."]
    assert [one.name for one in waits.holders if one.agreed] == ["Dirección"]


def test_a_list_that_gives_holders_other_names_says_so_and_shows_those_known_here(
    pair, held, tmp_path
):
    bo, sela = pair
    holders, wanted = agreeing.holders_of(sela)
    swapped = {"Archivo": "Auditoría", "Auditoría": "Archivo"}
    named = {one.public_key: swapped.get(one.name, one.name) for one in holders}
    registering.set_holders(sela, named, wanted)
    shown = agreeing.read(bo, published(sela, tmp_path, key=held[0]).path)

    assert sorted(line.split(" (")[0] for line in said(shown.changes)) == [
        "The holder Archivo",
        "The holder Auditoría",
    ]
    assert {one.kid: one.name for one in shown.holders} == {one.kid: one.name for one in holders}
