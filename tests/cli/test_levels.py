"""From a ministry by its national office to the Secretariat and back, with the same verbs."""

import pytest

from tests.cli.conftest import PROJECT


@pytest.fixture
def levels(done, tmp_path):
    for home, code, role in (
        ("min", "BO-MIN", "office"),
        ("bo", "BO", "office"),
        ("sela", "SELA", "secretariat"),
    ):
        done("init", "--office", code, "--name", f"Office {code}", "--role", role, home=home)
        done("card", tmp_path / f"{code}.card.surco", home=home)
    for home, code in (("min", "BO"), ("bo", "BO-MIN"), ("bo", "SELA"), ("sela", "BO")):
        done("trust", tmp_path / f"{code}.card.surco", "--yes", home=home)


def test_a_record_goes_up_two_levels_and_its_acceptance_comes_down(
    levels, done, surco, write_json, tmp_path
):
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json", home="min").json[
        "human_code"
    ]
    done("ready", code, home="min")
    up = done("export", tmp_path / "up", "--json", home="min").json["bundle"]
    wrong = surco("read-answer", up, home="sela")
    [merged] = done("receive", up, "--apply", "--json", home="bo").json
    post = done("export", tmp_path / "post", "--json", home="bo").json["bundle"]
    done("receive", post, "--apply", home="sela")
    told = done("show", code, home="sela").out
    came = done("show", code, "--json", home="sela").json["came_by"]
    back = done("answer", "BO", tmp_path / "back", "--json", home="sela").json["bundle"]
    done("read-answer", back, home="bo")
    down = done("answer", "BO-MIN", tmp_path / "down", "--json", home="bo").json["bundle"]
    done("read-answer", down, home="min")

    assert wrong.code == 1
    assert (merged["office"], merged["new"], merged["applied"]) == ("BO-MIN", 1, True)
    assert [one["office"] for one in came] == ["BO"]
    assert [(one["office"], one["sequence"]) for one in came[0]["origins"]] == [("BO-MIN", 1)]
    assert "Before that in bundle 1 of BO-MIN" in told
    assert done("show", code, "--json", home="min").json["status"] == "accepted"


@pytest.mark.case("B24")
def test_a_bundle_for_another_office_is_refused_in_one_sentence(
    levels, done, surco, write_json, tmp_path
):
    done("trust", tmp_path / "BO-MIN.card.surco", "--yes", home="sela")
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json", home="min").json[
        "human_code"
    ]
    done("ready", code, home="min")
    up = done("export", tmp_path / "up", "--json", home="min").json["bundle"]
    said = surco("receive", up, "--apply", home="sela")

    assert said.code == 1
    assert "This file is for BO and not for SELA: send it on to BO; nothing was read." in said.err
    assert done("list", "initiative", "--json", home="sela").json == []


def test_a_bundle_goes_only_to_somebody_whose_card_was_taken(levels, surco, tmp_path):
    said = surco("export", tmp_path / "up", "--to", "SELA", home="min")

    assert said.code == 1
    assert "No bundle goes to “SELA” from here." in said.err
