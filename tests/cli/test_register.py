"""The list of offices from the command line, with three homes as three computers."""

import pytest

from desktop_app.actions import publishing
from desktop_app.actions.office import open_office
from tests.cli.conftest import PROJECT
from tests.store.dying import dying_at_every_step


@pytest.fixture
def listed(offices, done, tmp_path):
    """The list, published; return the folder of its files."""
    done("register", "publish", tmp_path / "list", home="sela")
    return tmp_path / "list"


def file_of(folder, number):
    return folder / f"surco-SELA-offices-{number:06d}.surco"


def seals(done, home="sela"):
    shown = done("register", "show", "--json", home=home).json
    return {one["office"]: one for one in shown["computers"]}


def answered(done, tmp_path, write_json):
    done("new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}))
    bundle = done("export", tmp_path / "post", "--json").json["bundle"]
    done("receive", bundle, "--apply", home="sela")
    answer = done("answer", "BO", tmp_path / "answers", "--json", home="sela").json["bundle"]
    return done("read-answer", answer)


def test_before_the_first_list_those_are_shown_whose_cards_were_taken(offices, done):
    told = done("register", "show", home="sela").out

    assert "No list of offices yet" in told
    assert "not published yet" in told
    assert set(seals(done)) == {"SELA", "BO", "CO"}
    assert set(seals(done, "bo")) == {"SELA"}


def test_the_list_reaches_an_office_as_a_file_and_another_with_its_answer(
    listed, done, tmp_path, write_json
):
    as_file = done("register", "read", file_of(listed, 1), home="co")
    by_mail = answered(done, tmp_path, write_json)

    assert "New list of offices: number 1." in as_file.out
    assert "New list of offices: number 1." in by_mail.out
    assert set(seals(done, "bo")) == {"SELA", "BO", "CO"}
    assert "is here" in done("register", "read", file_of(listed, 1), home="co").out


def test_the_last_bundle_of_every_seal_is_shown(listed, done, tmp_path, write_json):
    answered(done, tmp_path, write_json)

    assert [seals(done)[code]["number"] for code in ("BO", "CO")] == [1, 0]


def test_a_lost_computer_is_stopped_and_comes_back_when_it_is_found(
    listed, done, surco, tmp_path, write_json
):
    answered(done, tmp_path, write_json)
    seal = seals(done)["BO"]["kid"]
    done("register", "revoke", "BO", seal, "--last-good", "1", home="sela")
    assert seals(done)["BO"]["status"] == "revoked"
    done("edit", "BO-2026-0001", "--from", write_json({"sector": "S14"}))
    done("ready", "BO-2026-0001")
    bundle = done("export", tmp_path / "post", "--json").json["bundle"]
    refused = surco("receive", bundle, "--apply", home="sela")
    assert (refused.code, "by a computer that was lost" in refused.err) == (1, True)

    found = done("register", "enrol", "BO", seal.lower(), home="sela")

    assert "Number 2 of BO waited here and was taken now" in found.out


def test_what_came_after_the_last_good_number_is_named(listed, done, tmp_path, write_json):
    answered(done, tmp_path, write_json)
    told = done(
        "register", "revoke", "BO", seals(done)["BO"]["kid"], "--last-good", "0", home="sela"
    )

    assert "Number 1 came on" in told.out
    assert "merged before" in told.out


def test_without_a_number_nothing_is_stopped(listed, surco, done):
    told = surco("register", "revoke", "BO", seals(done)["BO"]["kid"], home="sela")

    assert (told.code, "--last-good" in told.err) == (1, True)
    assert seals(done)["BO"]["status"] == "active"


def test_names_scopes_places_and_rules_travel_with_the_list(listed, done, surco, tmp_path):
    done("init", "--office", "BO-MAE", "--name", "Ministerio", "--role", "guest", home="mae")
    done("card", tmp_path / "mae.surco", home="mae")
    done("trust", tmp_path / "mae.surco", "--yes", home="sela")
    done("register", "below", "BO-MAE", "BO", home="sela")
    done("register", "rename", "BO", "Viceministerio", home="sela")
    done("register", "scope", "CO", "VE", home="sela")
    done("register", "policy", "--encryption", "required", home="sela")
    done("register", "retire", "CO", seals(done)["CO"]["kid"], home="sela")
    done("register", "publish", listed, home="sela")
    done("register", "read", file_of(listed, 2))
    there = seals(done, "bo")

    assert there["BO"]["name"] == "Viceministerio"
    assert there["BO-MAE"]["below"] == "BO"
    assert there["CO"]["status"] == "retired"
    assert done("register", "policy").out == "required\n"
    assert surco("register", "rename", "BO", "Otra").code == 1


def test_two_of_three_seals_on_sticks_publish_the_list(listed, done, surco, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("agua clara\n")
    made = [
        done("register", "make-seal", tmp_path / f"{name}.key", home="sela").out.split()[-1]
        for name in "ab"
    ]
    made += done(
        "register", "make-seal", tmp_path / "c.key", "--passphrase-file", words, home="sela"
    ).out.split()[-1:]
    done("register", "root", *made, "--threshold", "2", home="sela")
    begun = done("register", "publish", listed, home="sela")
    assert "It has 1 of 3 seals" in begun.out
    sign = ("register", "sign", file_of(listed, 2), tmp_path / "2.surco", "--seal")
    done(*sign, tmp_path / "a.key", home="sela")
    assert "still add their seal: 1" in surco("register", "read", tmp_path / "2.surco").err
    sign = ("register", "sign", tmp_path / "2.surco", tmp_path / "2.surco", "--seal")
    assert surco(*sign, tmp_path / "c.key", home="sela").code == 1  # its passphrase is not given
    done(*sign, tmp_path / "c.key", "--passphrase-file", words, home="sela")
    for home in ("sela", "bo"):
        assert "number 2" in done("register", "read", tmp_path / "2.surco", home=home).out

    assert "takes 2 of 3 seals" in done("register", "show").out


def test_a_root_that_was_lost_is_replaced_by_a_new_card(listed, done, surco, tmp_path):
    done("register", "read", file_of(listed, 1))
    [fresh] = done("register", "make-seal", tmp_path / "f.key", home="sela").out.split()[-1:]
    done("register", "root", fresh, "--anew", home="sela")
    done("register", "publish", listed, "--seal", tmp_path / "f.key", home="sela")
    assert surco("register", "read", file_of(listed, 2)).code == 1
    done("card", tmp_path / "new.surco", home="sela")
    done("trust", tmp_path / "new.surco", "--yes")

    assert "number 2" in done("register", "read", file_of(listed, 2)).out


def test_publishing_killed_at_any_step_never_gives_a_number_two_contents(listed, done, tmp_path):
    done("register", "rename", "BO", "Otra", home="sela")
    home, folder = tmp_path / "sela", tmp_path / "killed"

    def publish():
        with open_office(home) as office:
            publishing.publish(office, folder)

    for number in dying_at_every_step(publish):
        files = [path.read_bytes() for path in sorted(folder.glob("*.surco"))]
        with open_office(home, read_only=True) as office:
            kept = [row.file for row in publishing.stored.registers(office.store)]
        assert set(files) <= set(kept), number

    assert file_of(folder, 2).exists()
    assert done("register", "read", file_of(folder, 2), home="bo").code == 0
