"""Folders and files with names that trip programs up: all of the work goes on, or it is said."""

import subprocess
import sys

import pytest

from desktop_app.actions import (
    answers,
    attaching,
    bundles,
    keeping,
    keys,
    merging,
    planning,
    printing,
    records,
    tables,
)
from desktop_app.actions.checking import check_store
from desktop_app.actions.office import open_office, set_up
from desktop_app.actions.printable import Edition
from desktop_app.actions.restoring import restore
from desktop_app.errors import UserError
from desktop_app.language import Language
from desktop_app.store import filing
from tests.actions.conftest import ready
from tests.builders import PROJECT
from tests.filemaking import PDF
from tests.reports.reading import text_of

SPANISH = Language("es", "BO")
FOLDERS = {
    "signs": "envíos #3 100% %20 %s ¿dónde? a&b;c=1",
    "accents": "Cooperación ñandú, Cooperacio\u0301n taken apart",
    "pictures": "📁 registro 🇧🇴",
    "quotes": ' it\'s "here" `x` $HOME ',
    "deep": "/".join(["carpeta dentro de otra"] * 3),
}


@pytest.fixture(params=FOLDERS.values(), ids=FOLDERS)
def folder(request, tmp_path):
    made = tmp_path / request.param
    made.mkdir(parents=True)
    return made


@pytest.mark.case("X11")
def test_all_of_the_work_goes_on_in_a_folder_with_an_odd_name(folder):
    paper, post = folder / "papel", folder / "correo"
    paper.mkdir()
    with (
        set_up(folder / "bo", code="BO", name="Oficina") as bo,
        set_up(folder / "sela", code="SELA", name="SELA", role="secretariat") as sela,
    ):
        for one, other in ((bo, sela), (sela, bo)):
            keys.make_card(one, folder / f"{one.code}.surco")
            keys.trust_card(other, keys.read_card(folder / f"{one.code}.surco"))
        (folder / "acta.pdf").write_bytes(PDF)
        added = attaching.attach(bo, folder / "acta.pdf")
        record = ready(bo, documents=[{"name": "acta", "file": added}])
        sent = bundles.export_bundle(bo, post)
        merging.apply_plan(sela, planning.plan_bundle(sela, sent.bundle))
        answers.read_answer(bo, answers.make_answer(sela, "BO", post).bundle)
        printing.print_profile(bo, "BO", paper / "perfil.pdf", Edition(language=SPANISH))
        for name in ("lista.csv", "lista.xlsx"):
            tables.export_list(bo, paper / name, "initiative", language=SPANISH)
        made = keeping.back_up(bo, always=True)
        damage = check_store(bo).integrity, check_store(sela).integrity
        there = attaching.content_of(sela, records.find(sela, record.uid)["documents"][0]["file"])
    with open_office(folder / "bo", read_only=True) as bo:
        status = records.find(bo, record.uid).status

    assert damage == ("ok", "ok")
    assert there == PDF
    assert (status, made.backup.path.is_relative_to(folder / "bo")) == ("accepted", True)
    assert record.local("title", "es") in text_of(paper / "perfil.pdf").replace("\n", " ")


@pytest.mark.case("X11")
@pytest.mark.parametrize("name", ["signs", "quotes"])
def test_the_command_line_works_in_a_folder_with_an_odd_name(tmp_path, name):
    home = tmp_path / FOLDERS[name] / "bo"
    home.parent.mkdir()
    line = [sys.executable, "-m", "desktop_app", "--home", home]
    for words in (["init", "--office", "BO", "--name", "Oficina"], ["card", home / "c"]):
        subprocess.run([*line, *words], cwd=PROJECT, check=True, capture_output=True)

    assert (home / "c").stat().st_size > 500


@pytest.mark.case("X11")
def test_a_path_longer_than_some_systems_take_is_refused_before_an_office_is_made(tmp_path):
    home = tmp_path / ("a" * 130) / ("b" * 130)
    with pytest.raises(UserError, match="too long"):
        set_up(home, code="BO", name="Oficina")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.case("X11")
@pytest.mark.parametrize("name", ["x" * 300, "ñ" * 200], ids=["long", "long in bytes"])
def test_a_name_that_the_disk_does_not_take_is_told_of_in_a_sentence(pair, tmp_path, name):
    bo, sela = pair
    record = ready(bo)
    deeds = {
        "bundle": lambda: bundles.export_bundle(bo, tmp_path / name),
        "card": lambda: keys.make_card(bo, tmp_path / name),
        "paper": lambda: printing.print_profile(
            bo, "BO", tmp_path / name, Edition(language=SPANISH)
        ),
        "table": lambda: tables.export_list(bo, tmp_path / name, "initiative", language=SPANISH),
        "file": lambda: attaching.attach(bo, tmp_path / name),
        "plan": lambda: planning.plan_bundle(sela, tmp_path / name),
        "office": lambda: set_up(tmp_path / name, code="CO", name="Otra"),
        "restored": lambda: restore(tmp_path / "co", tmp_path / name),
    }
    told = {}
    for deed, do in deeds.items():
        try:
            do()
        except UserError as refused:
            told[deed] = str(refused)

    assert told.keys() == deeds.keys()
    assert records.find(bo, record.uid).status == "ready"


@pytest.mark.case("X10")
@pytest.mark.parametrize(
    "name", ["..\\..\\acta.pdf", "CON.pdf", "%2e%2e%2facta.pdf", "acta.pdf.exe.pdf"]
)
def test_a_file_lies_under_its_content_alone_and_its_name_is_only_text(office, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(PDF)
    added = attaching.attach(office, path)
    folder = filing.folder_of(office.store.path)
    lying = [one.name for one in folder.rglob("*") if one.is_file()]

    assert lying == [added["sha256"]]
    assert attaching.content_of(office, added) == PDF
    assert attaching.copy_to_open(office, added).suffix == ".pdf"
