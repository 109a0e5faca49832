"""The real file: 478 activities of a regional bank, in and round and back."""

import hashlib
import random
from pathlib import Path

import pytest

from tests.builders import shared

FLIPS = 2_000


def caf():
    return shared("iati-lac/CAF-ActivityFile-2025-10-10.xml")


@pytest.fixture
def bank(done):
    done("init", "--office", "CAF", "--name", "CAF", home="caf")


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal"))
    }


def test_every_activity_comes_in_and_again_changes_nothing(bank, done):
    first = done("import", caf(), "--json", home="caf").json
    again = done("import", caf(), "--json", home="caf").json

    assert (first["read"], first["new"], first["refused"]) == (478, 478, 0)
    assert first["unmapped"]["document-link@format"] == 478
    assert (again["same"], again["new"], again["changed"]) == (478, 0, 0)


def test_a_dry_run_writes_nothing(bank, done):
    plan = done("import", caf(), "--dry-run", "--json", home="caf").json

    assert plan["new"] == 478
    assert done("list", "initiative", "--json", home="caf").json == []


def test_an_import_is_undone_as_a_whole_and_comes_back(bank, done):
    name = done("import", caf(), "--json", home="caf").json["import_id"]
    done("undo-import", name, home="caf")
    empty = done("list", "initiative", "--json", home="caf").json
    again = done("import", caf(), "--json", home="caf").json

    assert empty == []
    assert again["new"] == 478


def test_what_has_no_field_is_kept_with_the_record(bank, done):
    done("import", caf(), home="caf")
    record = done("list", "initiative", "--search", "cfa012402", "--json", home="caf").json[0]

    assert record["status"] == "draft"
    assert any("transparencia@caf.com" in str(left) for left in record["extra"]["iati"])


def test_its_organisation_file_gives_the_first_source(bank, done):
    report = done("import", shared("iati-lac/CAF-OrganizationFile.xml"), "--json", home="caf").json
    sources = done("list", "source", "--json", home="caf").json

    assert (report["read"], report["new"]) == (1, 1)
    assert sources[0]["name"]["es"] == "CAF Banco de Desarrollo de América Latina y el Caribe"


def test_the_bank_s_work_goes_round_the_loop(bank, done, surco, tmp_path):
    done("init", "--office", "SELA", "--name", "SELA", "--role", "secretariat", home="sela")
    done("card", tmp_path / "caf.surco", home="caf")
    done("card", tmp_path / "sela.surco", home="sela")
    done("trust", tmp_path / "caf.surco", "--yes", home="sela")
    done("trust", tmp_path / "sela.surco", "--yes", home="caf")
    done("import", caf(), home="caf")
    sent = done("export", tmp_path / "post", "--drafts", "--json", home="caf").json
    proof = done("verify", sent["bundle"], "--json", home="caf").json
    merged = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    again = done("receive", sent["bundle"], "--apply", "--json", home="sela").json[0]
    answer = done("answer", "CAF", tmp_path / "post", "--json", home="sela").json
    read = done("read-answer", answer["bundle"], "--json", home="caf").json
    done("print", "profile", "--language", "pt", tmp_path / "perfil.pdf", home="caf")
    statuses = {
        record["status"] for record in done("list", "initiative", "--json", home="caf").json
    }

    assert (sent["records"], proof["records"], merged["new"]) == (478, 478, 478)
    assert (again["applied"], again["same"]) == (False, 478)
    assert read["returned"] == 0
    assert statuses == {"received"}
    assert (tmp_path / "perfil.pdf").stat().st_size > 20_000


def test_random_bytes_of_the_big_bundle_are_refused_or_without_effect(bank, done, tmp_path):
    from desktop_app.actions.bundles import verify_bundle  # noqa: PLC0415 - beside its use
    from desktop_app.actions.office import open_office  # noqa: PLC0415 - beside its use

    done("import", caf(), home="caf")
    sent = done("export", tmp_path / "post", "--drafts", "--json", home="caf").json
    good = Path(sent["bundle"]).read_bytes()
    chance = random.Random(20261123)  # noqa: S311 - places to flip, not a secret
    before = tree(tmp_path / "caf")
    effects = []
    with open_office(tmp_path / "caf", read_only=True) as office:
        broken = tmp_path / "broken.surco"
        for _ in range(FLIPS):
            data = bytearray(good)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            broken.write_bytes(data)
            proof = verify_bundle(office, broken)
            if proof.ok and proof.fingerprint != sent["check_code"]:
                effects.append(proof)

    assert effects == []
    assert tree(tmp_path / "caf") == before
