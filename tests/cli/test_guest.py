"""A guest on the command line, from its set-up to the answer it reads."""

import pytest

from tests.builders import a_source
from tests.cli.conftest import PROJECT

GUEST = "guest"


@pytest.fixture
def known(done, tmp_path):
    """A guest and the Secretariat that know each other's cards."""
    for home, code, role in ((GUEST, "BO-ABC", GUEST), ("sela", "SELA", "secretariat")):
        done("init", "--office", code, "--name", f"Name of {code}", "--role", role, home=home)
        done("card", tmp_path / f"{code}.card.surco", home=home)
    done("trust", tmp_path / "SELA.card.surco", "--yes", home=GUEST)
    done("trust", tmp_path / "BO-ABC.card.surco", "--yes", home="sela")


def test_the_whole_loop_of_a_guest(known, done, write_json, tmp_path):
    given = write_json(dict(a_source(amount_not_fixed="Y").values))
    source = done("new", "source", "--from", given, "--json", home=GUEST).json
    done("ready", source["human_code"], home=GUEST)
    post = tmp_path / "post"
    sent = done("export", post, "--json", home=GUEST).json
    told = done("receive", sent["bundle"], "--apply", "--json", home="sela").json
    answer = done("answer", "BO-ABC", post, "--json", home="sela").json
    read = done("read-answer", answer["bundle"], "--json", home=GUEST).json

    assert (told[0]["office"], told[0]["new"]) == ("BO-ABC", 1)
    assert read["accepted"] == 1
    assert done("show", source["uid"], "--json", home=GUEST).json["status"] == "accepted"


def test_what_is_for_offices_is_refused_in_one_line(known, surco, write_json, tmp_path):
    given = write_json(PROJECT)
    calls = [
        ("new", "initiative", "--from", given),
        ("import", tmp_path / "file.xml"),
        ("print", "profile", tmp_path / "profile.pdf"),
    ]
    said = [surco(*words, home=GUEST) for words in calls]

    assert [one.code for one in said] == [1, 1, 1]
    assert all("offices" in one.err and one.err.count("\n") == 1 for one in said)
