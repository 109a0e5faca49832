"""Whatever a record holds and whatever is closed in it: no byte that leaves tells of it."""

import io
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.actions import (
    answers,
    bundles,
    gathering,
    keys,
    merging,
    planning,
    printing,
    records,
    tables,
)
from desktop_app.actions.office import set_up
from desktop_app.actions.printable import Edition
from desktop_app.errors import UserError
from desktop_app.language import LANGUAGES, Language
from desktop_app.records.access import MARKS, markable
from desktop_app.records.kinds import KINDS
from desktop_app.records.list_columns import all_columns
from desktop_app.records.plain import normal
from desktop_app.records.questionnaire import Answer
from tests import builders
from tests.reports.reading import text_of

SECRET = "zzreservadozz"  # noqa: S105 - what must not be found
SECRET_DATE, SECRET_NUMBER = "1931-07-19", "917253.77"
_DATED = tuple(Language(code).date(SECRET_DATE) for code in LANGUAGES)  # never a bare "1931":
# check codes and fingerprints are groups of digits, and one of them may begin so
_SAID = (SECRET_DATE, *_DATED, SECRET_NUMBER, "917,253", "917.253", "917\u202f253")
ALL_SECRETS = (SECRET, *_SAID)
MADE = {
    "initiative": builders.a_project,
    "source": builders.a_source,
    "offer": builders.an_offer,
    "practice": builders.a_practice,
    "organisation": builders.an_organisation,
    "contact": builders.a_contact,
}


_TELLING = (Answer.LINE, Answer.TEXT, Answer.LOCAL, Answer.LOCAL_TEXT, Answer.DATE)
_SECRETS = {
    **dict.fromkeys((Answer.LINE, Answer.TEXT, Answer.REF, Answer.CODE), SECRET),
    Answer.LOCAL: {"es": SECRET},
    Answer.LOCAL_TEXT: {"es": SECRET},
    Answer.CODES: [SECRET],
    Answer.DATE: SECRET_DATE,
    Answer.AMOUNT: SECRET_NUMBER,
}


def secret(question):
    """Return an answer that would be recognised anywhere."""
    if question.kind is Answer.ROWS:
        columns = [one for one in question.rows if one.kind in _TELLING] or question.rows[:1]
        return [{column.field: secret(column) for column in columns}]
    return _SECRETS.get(question.kind)


def closable(kind):
    """Return the questions of a kind whose answers can be closed and recognised."""
    return [
        question
        for question in kind.questions
        if markable(kind, question.field) and secret(question) is not None
    ]


@st.composite
def plans(draw):
    """Draw a kind, the fields to close, and whether they were open before, and sealed or sent."""
    kind = KINDS[draw(st.sampled_from(sorted(MADE)))]
    names = [question.field for question in closable(kind)]
    closed = draw(st.sets(st.sampled_from(names), min_size=1, max_size=12))
    return kind, sorted(closed), draw(st.sampled_from(["closed at once", "sealed open before"]))


def written(bo, kind, closed, before):
    """Save a record with secret answers, closed at once or after it was sealed open."""
    made = replace(MADE[kind.name](), human_code="", office="BO", status="draft", draft=True)
    answers_here = {}
    for name in closed:
        question = kind.question(name)
        answers_here[name] = normal(question, secret(question))
    marks = [{"field": name, "access": "OFC"} for name in closed]
    record = records.enter_record(bo, made.with_values(**answers_here))
    if before == "sealed open before":
        with bo.store.writing():
            record = records.seal_record(bo, replace(record, status="ready", draft=False), "")
    rows = normal(kind.question(MARKS), marks)
    return records.enter_record(bo, record.with_values(**{MARKS: rows}))


def unpacked(data):
    """Yield the bytes of a file and of every part of it if it is a container."""
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield from unpacked(parts.read(name))


def everything_written(folder):
    """Return every byte and every printed word that lies in a folder."""
    told = []
    for path in sorted(folder.iterdir()):
        told += unpacked(path.read_bytes())
        if path.suffix == ".pdf":
            told.append(text_of(path).encode())
    return told


def pair_in(folder):
    bo = set_up(folder / "bo", code="BO", name="Oficina")
    sela = set_up(folder / "sela", code="SELA", name="SELA", role="secretariat")
    for office, other in ((bo, sela), (sela, bo)):
        keys.make_card(office, folder / f"{office.code}.surco")
        keys.trust_card(other, keys.read_card(folder / f"{office.code}.surco"))
    return bo, sela


def let_out(bo, kind, record, folder):
    """Write every file that can leave the office into a folder; return the bundle."""
    sent = bundles.export_bundle(bo, folder, drafts=True)
    columns = [column.name for column in all_columns(kind.name)]
    for name in ("list.csv", "list.xlsx"):
        tables.export_list(bo, folder / name, kind.name, language=Language("en"), columns=columns)
    words = Language("es")
    for name, document in printing.DOCUMENTS.items():
        if document.kind in ("", kind.name):
            of = record.uid if document.kind else ""
            with suppress(UserError):  # a document that this office cannot print leaves nothing
                document.write(bo, of, folder / f"{name}.pdf", Edition(language=words))
            if document.write_tables is not None:
                document.write_tables(bo, of, folder / f"{name}.xlsx", Edition(language=words))
    return sent.bundle


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_no_file_that_leaves_tells_what_is_for_this_office_only(plan):
    kind, closed, before = plan
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bo, sela = pair_in(folder)
        with bo, sela:
            record = written(bo, kind, closed, before)
            out = folder / "out"
            out.mkdir()
            bundle = let_out(bo, kind, record, out)
            told = everything_written(out)
            merging.apply_plan(sela, planning.plan_bundle(sela, bundle))
            back = answers.make_answer(sela, "BO", folder / "back")
            answers.read_answer(bo, back.bundle)
            now = records.find(bo, record.uid)
            there = records.find(sela, record.uid)
            waiting = gathering.what_goes(bo, drafts=True).lines

        found = [one for part in told for one in ALL_SECRETS if one.encode() in part]

        assert found == []
        assert now.values == record.values
        assert not set(closed) & there.values.keys()
        assert waiting == ()
