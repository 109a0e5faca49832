"""Decisions that are said to be ours, by command line: left out, and taken later on a word."""

from desktop_app.actions import records
from desktop_app.actions.office import open_office
from desktop_app.records.revision import seal
from tests.actions.conftest import hostile
from tests.cli.conftest import PROJECT


def test_what_stayed_out_is_taken_later_on_a_word(offices, done, write_json, tmp_path):
    given = write_json({**PROJECT, "status": "ready"})
    uid = done("new", "initiative", "--from", given, "--json").json["uid"]
    post = done("export", tmp_path / "post", "--json").json
    done("receive", post["bundle"], "--apply", home="sela")
    with open_office(tmp_path / "bo") as bo:
        record = records.find(bo, uid)
        said = seal(
            record.with_values(sector="S14"),
            parents=record.heads,
            author="SELA",
            at=bo.moment(),
        )
        bundle = hostile(bo, [said], tmp_path / "said")
    done("receive", bundle, "--apply", home="sela")
    told = done("receive", bundle, "--apply", home="sela").out
    [taken] = done("receive", bundle, "--apply", "--vouch", "--json", home="sela").json
    decided = done("show", uid, "--json", home="sela").json["sector"]
    done("undo-merge", taken["merge_id"], home="sela")
    after = done("show", uid, "--json", home="sela").json["sector"]

    assert f"surco receive {bundle} --apply --vouch" in told
    assert (taken["changed"], taken["applied"]) == (1, True)
    assert (decided, after) == ("S14", PROJECT["sector"])
