"""What `export --dry-run` tells of what would leave, and leaving answers out."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.conftest import PROJECT

PERSON = {
    "name": "Mesa de cooperación",
    "organisation_name": "Ministerio de prueba",
    "country": "BO",
    "email": "cooperacion@example.org",
    "phone": "+591 2 1234567",
    "consent": "2026-01",
}


@pytest.fixture
def ready(offices, done, write_json):
    for kind, given in (("initiative", PROJECT), ("contact", PERSON)):
        code = done("new", kind, "--from", write_json(given), "--json").json["human_code"]
        done("ready", code)
    return code


def test_a_dry_run_tells_all_that_would_leave_and_writes_nothing(ready, done, tmp_path):
    told = done("export", "--dry-run", "--json").json

    assert [one["kind"] for one in told["records"]] == ["initiative", "contact"]
    assert told["persons"] == [
        {
            "uid": told["persons"][0]["uid"],
            "name": "Mesa de cooperación",
            "position": "",
            "email": "cooperacion@example.org",
            "phone": "+591 2 1234567",
        }
    ]
    assert told["files"] == told["stays"] == []
    assert done("export", tmp_path / "post", "--json").json["sequence"] == 1


def test_a_dry_run_in_words_names_persons_and_marks_what_tells_of_them(ready, done):
    told = done("export", "--dry-run").out

    assert " * Telephone: +591 2 1234567" in told
    assert "Mesa de cooperación, cooperacion@example.org, +591 2 1234567" in told


def test_what_is_left_out_is_told_as_staying(ready, done):
    done("leave-out", ready, "phone", "email")
    told = done("export", "--dry-run").out

    assert "   stays here: Telephone" in told
    assert "1234567" not in told


def test_the_list_of_what_leaves_is_printed(ready, done, tmp_path):
    done("print", "leaving", tmp_path / "list.pdf")

    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_export_without_a_folder_is_a_wrong_call(ready, surco):
    assert surco("export").code == 2


def test_a_bundle_and_a_card_are_written_as_text_too(ready, done, tmp_path):
    sent = done("export", tmp_path / "post", "--as-text", "--json").json
    done("card", tmp_path / "card.surco", "--as-text")

    assert done("receive", sent["texts"][0], "--json", home="sela").json[0]["new"] == 2
    assert "BEGIN SURCO FILE" in (tmp_path / "card.txt").read_text(encoding="utf-8")


def test_files_are_copied_to_a_stick(ready, done, tmp_path):
    sent = done("export", tmp_path / "post", "--json").json
    (tmp_path / "stick").mkdir()

    told = done("copy", sent["bundle"], sent["pdf"], tmp_path / "stick").out

    assert told.count("Copied and read back") == 2


def test_several_bundles_in_one_mail_are_received_one_by_one(ready, done, tmp_path, write_json):
    first = done("export", tmp_path / "post", "--json").json
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]
    done("ready", code)
    second = done("export", tmp_path / "post", "--json").json
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "mesa@example.org", "Bundles"
    letter.set_content("Good morning")
    for sent in (first, second):
        content = Path(sent["bundle"]).read_bytes()
        letter.add_attachment(content, maintype="application", subtype="zip", filename="b.zip")
    mail = tmp_path / "mail.eml"
    mail.write_bytes(letter.as_bytes())

    told = done("receive", mail, "--apply", "--json", home="sela").json

    assert [one["sequence"] for one in told] == [1, 2]
    assert all(one["applied"] for one in told)
