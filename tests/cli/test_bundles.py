"""What was sent and received, and what each bundle held, by command line."""

from tests.cli.conftest import PROJECT


def exchanged(done, write_json, tmp_path):
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    done("ready", record["human_code"])
    sent = done("export", tmp_path / "post", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json
    done("read-answer", answer["bundle"])
    return record, sent


def test_a_bundle_says_which_records_it_held_and_what_came_of_them(
    offices, done, write_json, tmp_path
):
    record, sent = exchanged(done, write_json, tmp_path)
    here = done("bundles", sent["check_code"][:11], "--json").json
    there = done("bundles", sent["check_code"][:11], "--json", home="sela").json

    assert [(one["direction"], one["number"], one["parts"]) for one in here] == [("out", 1, 1)]
    assert [(one["uid"], one["came_of_it"]) for one in here[0]["held"]] == [
        (record["uid"], "accepted")
    ]
    assert [(one["title"], one["came_of_it"]) for one in there[0]["held"]] == [
        ("Gestión hídrica en el Altiplano", "new")
    ]


def test_the_list_has_what_went_and_what_came_the_newest_first(offices, done, write_json, tmp_path):
    exchanged(done, write_json, tmp_path)
    rows = done("bundles", "--json").json
    said = done("bundles", "1").out

    assert [(row["direction"], row["kind"]) for row in rows] == [
        ("in", "answer"),
        ("out", "submission"),
    ]
    assert "Gestión hídrica en el Altiplano" in said
    assert "Check code" in said


def test_a_bundle_that_never_passed_here_is_told_of(offices, surco):
    said = surco("bundles", "41")

    assert said.code == 1
    assert "No bundle “41”" in said.err
