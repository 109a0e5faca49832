"""The whole loop by command line: record, seal, prove, merge, answer, read."""

import shutil

import pytest

from desktop_app.actions.printing import DOCUMENTS
from tests.cli.conftest import PROJECT


def ready_project(done, write_json, **changed):
    record = done("new", "initiative", "--from", write_json({**PROJECT, **changed}), "--json").json
    done("ready", record["human_code"])
    return record


def test_a_ready_record_goes_merges_and_comes_back_accepted(offices, done, write_json, tmp_path):
    record = ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    received = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json
    done("read-answer", answer["bundle"])

    assert (received["new"], received["applied"], received["office"]) == (1, True, "BO")
    assert done("show", record["uid"], "--json").json["status"] == "accepted"
    assert done("show", record["uid"], "--json", home="sela").json["title"] == record["title"]


def test_the_states_are_ready_sent_and_accepted_in_turn(offices, done, write_json, tmp_path):
    record = ready_project(done, write_json)
    before = done("show", record["uid"], "--json").json["status"]
    done("export", tmp_path / "post")

    assert before == "ready"
    assert done("show", record["uid"], "--json").json["status"] == "sent"


def test_the_same_bundle_twice_leaves_nothing_to_do(offices, done, write_json, tmp_path):
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    first = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    again = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]

    assert again["applied"] is False
    assert (again["same"], again["new"], again["changed"]) == (1, 0, 0)
    assert again["merge_id"] == first["merge_id"]


def test_what_was_not_acknowledged_goes_again(offices, done, write_json, tmp_path):
    ready_project(done, write_json)
    done("export", tmp_path / "lost")
    ready_project(done, write_json, title="Otro proyecto de riego")
    sent = done("export", tmp_path / "post", "--json").json
    received = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]

    assert (sent["sequence"], sent["records"]) == (2, 2)
    assert received["new"] == 2
    assert "number 1" in " ".join(received["notes"])


def test_an_undone_merge_is_as_if_the_bundle_never_came(offices, done, write_json, tmp_path):
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    merged = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    done("undo-merge", merged["merge_id"], home="sela")
    empty = done("list", "initiative", "--json", home="sela").json
    again = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]

    assert empty == []
    assert (again["new"], again["applied"]) == (1, True)


@pytest.fixture
def two_copies(offices, done, write_json, tmp_path):
    """Let two copies of one office change one answer each, and the Secretariat merge both."""

    def change(*answers):
        record = ready_project(done, write_json)
        sent = done("export", tmp_path / "post", "--json").json
        done("receive", sent["bundle"], "--apply", home="sela")
        shutil.copytree(tmp_path / "bo", tmp_path / "bo2")
        for home, (name, value) in zip(("bo", "bo2"), answers, strict=True):
            done("edit", record["uid"], "--from", write_json({name: value}), home=home)
            done("ready", record["uid"], home=home)
            bundle = done("export", tmp_path / f"post-{home}", "--json", home=home).json["bundle"]
            told = done("receive", bundle, "--apply", "--json", home="sela").json[0]
        return told, done("show", record["uid"], "--json", home="sela").json

    return change


@pytest.mark.case("M7")
def test_different_fields_changed_on_two_copies_merge(two_copies):
    told, record = two_copies(("sector", "S14"), ("planned_end", "2025-06"))

    assert (told["changed"], told["conflict"]) == (1, 0)
    assert (record["sector"], record["planned_end"]) == ("S14", "2025-06")
    assert any("two copies" in note for note in told["notes"])


@pytest.mark.case("M5")
def test_one_field_changed_on_two_copies_keeps_both_values(two_copies):
    told, record = two_copies(("sector", "S14"), ("sector", "S26"))
    values = {one["value"] for one in record["conflicts"][0]["values"]}

    assert told["conflict"] == 1
    assert values == {"S14", "S26"}
    assert record["conflicts"][0]["field"] == "sector"


def test_reports_of_two_offices_stay_apart(offices, done, write_json, tmp_path):
    for home in ("bo", "co"):
        record = done("new", "initiative", "--from", write_json(PROJECT), "--json", home=home).json
        done("ready", record["uid"], home=home)
        sent = done("export", tmp_path / home / "post", "--json", home=home).json
        done("receive", sent["bundle"], "--apply", home="sela")
    merged = done("list", "initiative", "--json", home="sela").json

    assert sorted(record["office"] for record in merged) == ["BO", "CO"]


def test_a_withdrawn_record_is_told_of(offices, done, write_json, tmp_path):
    record = ready_project(done, write_json)
    first = done("export", tmp_path / "post", "--json").json
    done("receive", first["bundle"], "--apply", home="sela")
    done("delete", record["human_code"], "--reason", "Entered twice")
    sent = done("export", tmp_path / "post", "--json").json
    told = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    there = done("show", record["uid"], "--json", home="sela").json

    assert told["deleted"] == 1
    assert (there["status"], there["deleted"]) == ("withdrawn", "Entered twice")


def test_an_unfinished_record_goes_only_when_asked_and_is_marked(
    offices, done, surco, write_json, tmp_path
):
    record = done("new", "initiative", "--from", write_json({"title": "A medias"}), "--json").json
    without = surco("export", tmp_path / "post")
    sent = done("export", tmp_path / "post", "--drafts", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    there = done("show", record["uid"], "--json", home="sela").json

    assert without.code == 1
    assert there["draft"] is True


@pytest.mark.case("B13")
def test_a_stranger_s_bundle_is_refused_and_nothing_is_written(
    offices, done, surco, write_json, tmp_path
):
    done("init", "--office", "PE", "--name", "Stranger", home="pe")
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json", home="pe").json
    done("ready", record["uid"], home="pe")
    sent = done("export", tmp_path / "post", "--json", home="pe").json
    told = surco("receive", sent["bundle"], "--apply", "--json", home="sela")

    assert told.code == 1
    assert told.json[0]["applied"] is False
    assert told.json[0]["reason"]
    assert done("list", "initiative", "--json", home="sela").json == []


def test_an_answer_read_twice_changes_nothing(offices, done, write_json, tmp_path):
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json
    done("read-answer", answer["bundle"])
    before = done("list", "initiative", "--json").json
    again = done("read-answer", answer["bundle"], "--json").json

    assert again["already"] is True
    assert done("list", "initiative", "--json").json == before


@pytest.mark.case("B24")
def test_an_answer_for_another_office_is_refused(offices, done, surco, write_json, tmp_path):
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json

    assert surco("read-answer", answer["bundle"], home="co").code == 1


def test_after_an_answer_there_is_nothing_left_to_send(offices, done, surco, write_json, tmp_path):
    ready_project(done, write_json)
    sent = done("export", tmp_path / "post", "--json").json
    done("receive", sent["bundle"], "--apply", home="sela")
    answer = done("answer", "BO", tmp_path / "post", "--json", home="sela").json
    done("read-answer", answer["bundle"])

    assert surco("export", tmp_path / "post").code == 1


def test_the_example_prints_one_of_every_document(surco, tmp_path):
    said = surco("demo", tmp_path / "example")
    papers = sorted((tmp_path / "example" / "paper").glob("*.pdf"))

    assert said.code == 0
    assert {path.name.partition("-")[0] for path in papers} == set(DOCUMENTS)
    assert all(str(path) in said.out for path in papers)
