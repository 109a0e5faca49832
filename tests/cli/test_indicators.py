from openpyxl import load_workbook

from tests.cli.conftest import PROJECT


def recorded(done, write_json):
    done("init", "--office", "BO", "--name", "Oficina")
    done("new", "initiative", "--from", write_json([PROJECT] * 5))


def test_the_figures_are_printed_as_tables(done, write_json):
    recorded(done, write_json)
    said = done("indicators").out

    assert "I6  Sectors" in said
    assert "Told by 5 of 5." in said
    line = next(line for line in said.splitlines() if "Water supply" in line)
    assert line.split()[-7:-5] == ["5", "100.0%"]
    assert "Nothing to tell of: " in said


def test_the_figures_are_given_as_json(done, write_json):
    recorded(done, write_json)
    told = {one["id"]: one for one in done("indicators", "--json").json}
    sectors = told["I6"]

    assert (sectors["n"], sectors["of"], sectors["coverage"]) == (5, 5, "1")
    assert sectors["head"][0] == {"title": "Sector", "codes": "sector"}
    assert sectors["head"][2] == {"name": "share", "title": "Share", "unit": "share"}
    assert sectors["rows"][0]["key"] == ["S04"]
    assert sectors["rows"][0]["values"][:2] == [5, "1"]
    assert len(sectors["rows"][0]["uids"][0]) == 5
    assert sectors["lists"].keys() == {"sector"}
    assert told["I12"]["totals"][0]["values"] == [None] * 5


def test_a_year_narrows_the_figures(done, write_json):
    recorded(done, write_json)
    told = {one["id"]: one for one in done("indicators", "--year", "2020", "--json").json}

    assert told["I1-universe"]["period"] == {"since": "2020-01-01", "until": "2020-12-31"}
    assert told["I1-universe"]["rows"][0]["values"] == [0]


def test_the_figures_are_written_as_a_workbook(done, write_json, tmp_path):
    recorded(done, write_json)
    path = tmp_path / "figures.xlsx"
    said = done("indicators", "--xlsx", path)

    assert str(path) in said.out
    assert load_workbook(path).sheetnames[1].startswith("I1-universe")


def test_the_profile_has_the_same_workbook(done, write_json, tmp_path):
    recorded(done, write_json)
    done("print", "profile", "--xlsx", tmp_path / "twin.xlsx", tmp_path / "profile.pdf")

    book = load_workbook(tmp_path / "twin.xlsx")
    listed = [[cell.value for cell in row] for row in book.worksheets[-1].rows]

    assert (tmp_path / "profile.pdf").exists()
    assert book.sheetnames[1].startswith("I1-universe")
    assert book.sheetnames[-1] == "List of initiatives"
    assert len(listed) == 1 + 5
    assert listed[0][:2] == ["Code", "Title"]
    assert listed[1][0] == "BO-2026-0001"


def test_the_workbook_of_a_public_profile_holds_what_everybody_may_see(done, write_json, tmp_path):
    done("init", "--office", "BO", "--name", "Oficina")
    open_to_all = {**PROJECT, "access": "PUB"}
    codes = done("new", "initiative", "--from", write_json([PROJECT, open_to_all]), "--json").json
    done("ready", *(one["human_code"] for one in codes))
    done("print", "profile", "--public", "--xlsx", tmp_path / "twin.xlsx", tmp_path / "profile.pdf")
    listed = list(load_workbook(tmp_path / "twin.xlsx").worksheets[-1].values)

    assert [row[0] for row in listed] == ["Code", "BO-2026-0002"]


def test_a_workbook_of_another_name_is_refused(surco, done, write_json, tmp_path):
    recorded(done, write_json)
    said = surco("indicators", "--xlsx", tmp_path / "figures.csv")

    assert said.code == 1
    assert ".xlsx" in said.err


def test_an_office_that_is_not_here_is_refused(surco, done, write_json):
    recorded(done, write_json)

    assert surco("indicators", "--office", "XX").code == 1


def test_a_year_that_is_none_is_wrong_usage(surco):
    assert surco("indicators", "--year", "soon").code == 2
