"""An office that lost all of it has its records back by command line."""

import pytest

from tests.cli.conftest import PROJECT


@pytest.mark.case("S27", "K2")
def test_what_is_held_of_an_office_is_sent_back_looked_at_and_merged(
    offices, done, write_json, tmp_path
):
    given = write_json({**PROJECT, "status": "ready"})
    record = done("new", "initiative", "--from", given, "--json").json
    post = done("export", tmp_path / "post", "--json").json
    done("receive", post["bundle"], "--apply", home="sela")
    [pack] = done("give-back", "BO", tmp_path / "pack", "--json", home="sela").json
    done("init", "--office", "BO", "--name", "Oficina", home="new")
    done("card", tmp_path / "sela.surco", home="sela")
    done("trust", tmp_path / "sela.surco", "--yes", home="new")
    [seen] = done("receive", pack["bundle"], "--json", home="new").json
    [taken] = done("receive", pack["bundle"], "--apply", "--json", home="new").json
    back = done("show", record["uid"], "--json", home="new").json

    assert (seen["new"], seen["applied"]) == (1, False)
    assert (taken["new"], taken["applied"]) == (1, True)
    assert (back["status"], back["human_code"]) == ("accepted", record["human_code"])
    assert back["came_by"][0]["office"] == "SELA"
