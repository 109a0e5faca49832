"""Each verb by itself: what it does, what it refuses, with which exit code."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import PROJECT
from tests.reports.reading import words_of


@pytest.fixture
def office(done):
    done("init", "--office", "BO", "--name", "Oficina de ejemplo")


def test_a_second_init_in_one_folder_is_refused(office, surco):
    said = surco("init", "--office", "CO", "--name", "Otra")

    assert said.code == 1
    assert said.err.count("\n") == 1


def test_an_unknown_office_code_is_refused(surco):
    said = surco("init", "--office", "ZZZ", "--name", "Nadie")

    assert said.code == 1
    assert "ZZZ" in said.err


def test_a_verb_without_an_office_says_how_to_begin(surco):
    said = surco("list", "initiative")

    assert said.code == 1
    assert "surco init" in said.err


@pytest.mark.parametrize("words", [["nonsense"], ["new"], ["list", "nonsense"], ["print", "fiche"]])
def test_wrong_usage_ends_with_two(office, surco, words):
    assert surco(*words).code == 2


def test_a_new_record_comes_back_with_its_envelope(office, done, write_json):
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json

    assert record["human_code"].startswith("BO-")
    assert record["office"] == "BO"
    assert record["status"] == "draft"
    assert record["conflicts"] == []
    assert record["title"]["pt"] == "Gestão hídrica"


def test_a_list_of_records_is_entered_as_a_whole_or_not_at_all(office, done, surco, write_json):
    good_and_bad = [{"title": "Uno bueno"}, {"title": "Uno malo", "planned_start": "ayer"}]
    said = surco("new", "initiative", "--from", write_json(good_and_bad))

    assert said.code == 1
    assert "planned_start" in said.err
    assert done("list", "initiative", "--json").json == []


def test_an_unknown_field_is_named_with_those_there_are(office, surco, write_json):
    said = surco("new", "contact", "--from", write_json({"nombre": "Mesa"}))

    assert said.code == 1
    assert "nombre" in said.err
    assert "name" in said.err


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '"x"',
        "[1]",
        '{"planned_start": 1e999}',
        '{"title": NaN}',
        '{"title": {"es": {}}}',
    ],
)
def test_a_bad_file_is_refused_in_one_line(office, surco, tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_text(content)
    said = surco("new", "initiative", "--from", path)

    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_an_edit_is_a_merge_patch(office, done, write_json):
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]
    patch = {"title": {"pt": None, "fr": "Gestion des eaux"}, "sector_2": "S26", "form": None}
    record = done("edit", code, "--from", write_json(patch), "--json").json

    assert record["title"] == {
        "original": "es",
        "es": "Gestión hídrica en el Altiplano",
        "fr": "Gestion des eaux",
    }
    assert record["sector_2"] == "S26"
    assert "form" not in record


def test_ready_refuses_an_unfinished_record_and_says_what_is_open(office, done, surco, write_json):
    code = done("new", "initiative", "--from", write_json({"title": "A medias"}), "--json").json[
        "human_code"
    ]
    said = surco("ready", code)

    assert said.code == 1
    assert "A medias" in said.err
    assert done("show", code, "--json").json["status"] == "draft"


def test_a_record_given_as_ready_is_ready(office, done, write_json):
    record = done(
        "new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}), "--json"
    ).json

    assert record["status"] == "ready"


def test_delete_asks_for_a_reason(office, done, surco, write_json):
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]

    assert surco("delete", code).code == 2
    assert surco("delete", code, "--reason", " ").code == 1


def test_a_withdrawn_record_leaves_the_list_and_stays_readable(office, done, write_json):
    code = done("new", "initiative", "--from", write_json(PROJECT), "--json").json["human_code"]
    done("delete", code, "--reason", "Entered twice")

    assert done("list", "initiative", "--json").json == []
    assert done("show", code, "--json").json["deleted"] == "Entered twice"


def test_a_list_is_written_as_a_table(office, done, write_json, tmp_path):
    done("new", "initiative", "--from", write_json({"title": "Gestión hídrica"}))
    path = tmp_path / "list.csv"

    said = done("list", "initiative", "--csv", path)

    assert f"Records in {path}: 1" in said.out
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("Gestión hídrica,")


def test_a_list_is_searched_without_minding_accents(office, done, write_json):
    for title in ("Gestión hídrica", "Café de altura"):
        done("new", "initiative", "--from", write_json({"title": title}))
    found = done("list", "initiative", "--search", "hidric", "--json").json

    assert [record["title"]["en"] for record in found] == ["Gestión hídrica"]


def test_check_counts_what_is_open(office, done, write_json):
    done("new", "initiative", "--from", write_json({"title": "A medias"}))
    health = done("check", "--json").json

    assert health["integrity"] == "ok"
    assert health["findings"]["missing"] > 5
    assert set(health["findings"]) == {"error", "warning", "missing"}


def test_a_card_is_taken_only_after_the_digits_were_confirmed(
    office, done, surco, tmp_path, monkeypatch
):
    done("init", "--office", "SELA", "--name", "S", "--role", "secretariat", home="sela")
    done("card", tmp_path / "card.surco")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    before = surco("trust", tmp_path / "card.surco", home="sela")
    after = done("trust", tmp_path / "card.surco", "--yes", home="sela")

    assert before.code == 1
    assert len([word for word in after.out.split() if word.isdigit() and len(word) == 5]) == 8
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_protected_seal_asks_for_its_passphrase(done, surco, write_json, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("año ñandú 2026\n", encoding="utf-8")
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("otra\n", encoding="utf-8")
    done("init", "--office", "BO", "--name", "B", "--passphrase-file", words)
    done("new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}))

    assert surco("export", tmp_path / "post").code == 1
    assert surco("export", tmp_path / "post", "--passphrase-file", wrong).code == 1
    assert surco("export", tmp_path / "post", "--passphrase-file", words).code == 0


def test_an_export_leaves_bundle_summary_and_mail(office, done, write_json, tmp_path):
    done("new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}))
    sent = done("export", tmp_path / "post", "--language", "fr", "--json").json

    assert sorted(path.suffix for path in (tmp_path / "post").iterdir()) == [
        ".eml",
        ".pdf",
        ".surco",
    ]
    assert set(sent) >= {"bundle", "pdf", "mail", "sequence", "records", "bytes", "check_code"}
    assert len(sent["check_code"].split()) == 8


def test_an_office_proves_its_own_bundle(office, done, write_json, tmp_path):
    done("new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}))
    sent = done("export", tmp_path / "post", "--json").json
    proof = done("verify", sent["bundle"], "--json").json

    assert proof["ok"] is True
    assert (proof["office"], proof["sequence"], proof["records"]) == ("BO", 1, 1)
    assert proof["fingerprint"] == sent["check_code"]
    assert proof["public_key"].startswith("RW")
    assert proof["reason"] == ""


def test_a_changed_bundle_is_refused_with_its_reason(office, done, surco, write_json, tmp_path):
    done("new", "initiative", "--from", write_json({**PROJECT, "status": "ready"}))
    sent = done("export", tmp_path / "post", "--json").json
    data = bytearray(Path(sent["bundle"]).read_bytes())
    data[len(data) // 2] ^= 1
    broken = tmp_path / "broken.surco"
    broken.write_bytes(data)
    said = surco("verify", broken, "--json")

    assert said.code == 1
    assert said.json["ok"] is False
    assert said.json["reason"]


@pytest.mark.parametrize("language", ["es", "en", "pt", "fr"])
def test_papers_are_printed_in_each_language(office, done, write_json, tmp_path, language):
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    source = done(
        "new", "source", "--from", write_json({"name": "Fondo de ejemplo"}), "--json"
    ).json
    done("print", "profile", "--language", language, tmp_path / "p.pdf")
    done("print", "fiche", record["human_code"], "--language", language, tmp_path / "f.pdf")
    done("print", "source", source["human_code"], "--language", language, tmp_path / "s.pdf")

    assert all((tmp_path / f"{name}.pdf").read_bytes()[:4] == b"%PDF" for name in "pfs")


def test_sheets_and_the_directory_are_printed(office, done, surco, write_json, tmp_path):
    practice = done(
        "new", "practice", "--from", write_json({"title": "Comités de cuenca"}), "--json"
    ).json
    done("print", "practice", practice["human_code"], tmp_path / "p.pdf")
    done("print", "offers", tmp_path / "o.pdf")
    done("print", "offers", "--public", tmp_path / "q.pdf")
    done("print", "directory", tmp_path / "d.pdf")

    assert all((tmp_path / f"{name}.pdf").read_bytes()[:4] == b"%PDF" for name in "poqd")
    assert surco("print", "practice", "--public", "X", tmp_path / "n.pdf").code == 1


def test_errors_are_said_in_the_language_asked_for(surco):
    assert surco("list", "initiative", language="es").err != surco("list", "initiative").err


def test_a_damaged_store_is_named_not_traced(office, surco, tmp_path):
    (tmp_path / "bo" / "surco.db").write_bytes(b"not a database" * 100)
    said = surco("list", "initiative", "--json")

    assert said.code == 1
    assert said.err.count("\n") == 1


def test_json_keeps_letters_as_they_are(office, done, write_json):
    said = done("new", "initiative", "--from", write_json({"title": "Ñandú y œuvre"}), "--json")

    assert "Ñandú y œuvre" in said.out
    assert json.loads(said.out)


def test_a_list_is_written_to_a_workbook(office, done, surco, write_json, tmp_path):
    done("new", "initiative", "--from", write_json(PROJECT))
    done("list", "initiative", "--xlsx", tmp_path / "list.xlsx")

    assert (tmp_path / "list.xlsx").read_bytes()[:2] == b"PK"
    assert surco("list", "initiative", "--xlsx", tmp_path / "list.txt").code == 1


def test_a_profile_is_printed_in_two_languages(office, surco, tmp_path):
    said = surco(
        "print", "profile", "--language", "es", "--second-language", "fr", tmp_path / "p.pdf"
    )

    assert said.code == 0
    assert "Perfil de país / Profil de pays" in words_of(tmp_path / "p.pdf")


def test_a_document_without_tables_makes_no_workbook(office, surco, done, write_json, tmp_path):
    record = done("new", "initiative", "--from", write_json(PROJECT), "--json").json
    file = tmp_path / "f.pdf"
    said = surco("print", "fiche", record["human_code"], "--xlsx", tmp_path / "f.xlsx", file)

    assert said.code == 1
    assert "has no tables for a workbook" in said.err
    assert not file.exists()


def test_the_blank_form_of_a_kind_is_printed_in_two_languages(office, done, surco, tmp_path):
    form = tmp_path / "form.pdf"
    done("print", "form", "meeting", "--language", "pt", "--second-language", "es", form)

    assert form.read_bytes()[:4] == b"%PDF"
    assert "initiative" in surco("print", "form", "projekt", form).err
    assert surco("print", "form", form).code == 2


def test_a_person_is_erased_by_code_and_reason(office, done, surco, write_json):
    person = done("new", "contact", "--from", write_json({"name": "Nadie"}), "--json").json
    done("purge", person["human_code"], "--reason", "Withdrew the consent")
    there = done("show", person["human_code"], "--json").json

    assert there["status"] == "withdrawn"
    assert "name" not in there
    assert surco("purge", person["human_code"], "--reason", "again").code == 1


@pytest.mark.case("X12")
def test_taking_a_card_whose_name_mixes_alphabets_gives_a_hint(office, done, tmp_path):
    posing = ["--name", "\u041cinisterio", "--role", "secretariat"]
    done("init", "--office", "SELA", *posing, home="sela")
    done("card", tmp_path / "sela.surco", home="sela")
    said = done("trust", tmp_path / "sela.surco", "--yes")

    assert "“\u041cinisterio” holds letters of another alphabet" in said.out
