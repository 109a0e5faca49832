"""The command line as a person calls it: a home, words, what came back."""

import json
from dataclasses import dataclass

import pytest

from desktop_app.cli.main import run


@dataclass
class Said:
    """What one call answered."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def surco(tmp_path, capsys):
    def call(*words, home="bo", language="en"):
        capsys.readouterr()
        options = ["--home", str(tmp_path / home), "--language", language]
        code = run([*options, *map(str, words)], lambda _home, _language: 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def done(surco):
    """Call and insist that it was done."""

    def call(*words, **options):
        said = surco(*words, **options)
        assert said.code == 0, said.err
        return said

    return call


@pytest.fixture
def write_json(tmp_path):
    def write(value, name="given.json"):
        path = tmp_path / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def offices(done, tmp_path):
    """Two offices and a Secretariat that know each other's cards."""
    for home, code, role in (
        ("bo", "BO", "office"),
        ("co", "CO", "office"),
        ("sela", "SELA", "secretariat"),
    ):
        done("init", "--office", code, "--name", f"Office {code}", "--role", role, home=home)
        done("card", tmp_path / f"{code}.card.surco", home=home)
    for home, code in (("sela", "BO"), ("sela", "CO"), ("bo", "SELA"), ("co", "SELA")):
        done("trust", tmp_path / f"{code}.card.surco", "--yes", home=home)


PROJECT = {
    "title": {"original": "es", "es": "Gestión hídrica en el Altiplano", "pt": "Gestão hídrica"},
    "level": "PROJ",
    "modality": "BIL",
    "summary": "Intercambio de expertos en riego y cosecha de agua de lluvia.",
    "participants": [{"party": "CO", "role": "PRO"}, {"party": "BO", "role": "REC"}],
    "institutions": [{"party": "BO", "name": "Ministerio de Medio Ambiente y Agua"}],
    "stage": "EXE",
    "planned_start": "2024-03",
    "actual_start": "2024-04",
    "form": "TA",
    "refundability": "NR",
    "sector": "S04",
    "sdgs": [{"goal": "6", "rank": 1}],
}
