"""Backups from the command line."""

from tests.cli.conftest import PROJECT


def test_a_backup_can_be_made_and_restored(done, write_json, tmp_path):
    done("init", "--office", "BO", "--name", "Office BO")
    done("new", "initiative", "--from", write_json(PROJECT))
    made = done("backup", tmp_path / "stick", "--json").json
    done("new", "initiative", "--from", write_json(PROJECT))

    said = done("restore", made["copy"])

    assert "Older now, or gone from here: 1 records." in said.out
    assert len(done("list", "initiative", "--json").json) == 1
    assert list((tmp_path / "bo").glob("surco-before-restore-*.db"))


def test_a_file_that_is_no_backup_is_refused(done, surco, tmp_path):
    done("init", "--office", "BO", "--name", "Office BO")
    (tmp_path / "letter.db").write_text("Dear colleague")

    said = surco("restore", tmp_path / "letter.db")

    assert (said.code, said.out) == (1, "")
    assert "damaged or is no file of records" in said.err


def test_an_import_is_preceded_by_a_backup(done, tmp_path, write_json):
    done("init", "--office", "BO", "--name", "Office BO")
    iati = tmp_path / "one.xml"
    iati.write_text(
        '<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier>'
        '<reporting-org ref="X" type="10"><narrative>X</narrative></reporting-org>'
        "<title><narrative>Agua</narrative></title></iati-activity></iati-activities>"
    )

    done("import", iati)

    assert len(list((tmp_path / "bo" / "backups").glob("surco-*Z.db"))) == 1


def test_a_place_that_takes_no_backup_is_refused(done, surco, tmp_path):
    done("init", "--office", "BO", "--name", "Office BO")
    (tmp_path / "letter.txt").write_text("Dear colleague")

    said = surco("backup", tmp_path / "letter.txt")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("“letter.txt” in")
