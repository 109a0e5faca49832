"""V01, V03 to V05, V07 to V13 and V19: each fires, and each stays silent."""

from datetime import UTC, datetime

import pytest

from desktop_app.records import rules_initiative
from desktop_app.records.checks import findings
from tests.builders import a_project


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(rules_initiative, "now", lambda: datetime(2026, 3, 15, tzinfo=UTC))


def fired(rule, **answers):
    """Return the fields at which a rule fires."""
    return [one.field for one in findings(a_project(**answers)) if one.rule == rule]


def spanish(text):
    return {"original": "es", "es": text}


def parties(*pairs):
    rows = [pair.split("-") for pair in pairs]
    named = {}
    for party, role in rows:
        name = f"{party}-{role}" + ("" if f"{party}-{role}" not in named else ".2")
        named[name] = {"id": name, "party": party, "role": role}
    return list(named.values())


def goals(*triples):
    rows = []
    for number, (goal, rank, target) in enumerate(triples):
        row = {"id": str(number), "goal": goal, "rank": rank, "target": target}
        rows.append({name: value for name, value in row.items() if value})
    return rows


@pytest.mark.parametrize("title", ["Agua", "GESTIÓN DEL AGUA EN LOS ANDES"])
def test_a_title_that_is_short_or_shouts_is_told(title):
    assert fired("V01", title=spanish(title)) == ["title"]


@pytest.mark.parametrize(
    "title", ["Gestión del agua", "ABC y GIZ: agua", "水资源综合管理培训班项目", "2030 - 2031"]
)
def test_a_title_like_a_sentence_is_not_told(title):
    assert fired("V01", title=spanish(title)) == []


def test_only_the_original_title_is_measured():
    assert fired("V01", title={**spanish("Gestión del agua"), "en": "Water"}) == []


def test_a_summary_of_over_two_hundred_words_is_told():
    assert fired("V03", summary=spanish("agua " * 201)) == ["summary"]
    assert fired("V03", summary=spanish("agua " * 200)) == []


@pytest.mark.parametrize(
    ("level", "start", "end", "fields"),
    [
        ("ACT", "2024-01-01", "2025-03-01", ["level"]),
        ("ACT", "2024", "2024", []),
        ("ACT", "2024", "2025", []),
        ("PROJ", "2024-03-01", "2024-03-15", ["level"]),
        ("PROJ", "2024-03", "2024-03", []),
        ("PROJ", "2024-03-01", "2024-05-01", []),
        ("PROG", "2024-03-01", "2024-03-02", []),
    ],
)
def test_the_level_is_held_against_the_length(level, start, end, fields):
    dates = {"actual_start": start, "actual_end": end, "stage": "COM"}

    assert fired("V04", level=level, **dates) == fields


@pytest.mark.parametrize(
    ("modality", "pairs", "errors"),
    [
        ("BIL", ["BO-REC", "AR-PRO"], 0),
        ("BIL", ["BO-BOTH", "AR-BOTH"], 0),
        ("BIL", ["BO-REC", "KE-PRO"], 0),
        ("BIL", ["BO-REC"], 1),
        ("BIL", ["BO-REC", "BO-PRO"], 1),
        ("BIL", ["BO-REC", "CAF-PRO"], 1),
        ("BIL", ["BO-REC", "AR-PRO", "CL-PRO"], 1),
        ("BIL", ["BO-BOTH", "AR-PRO"], 1),
        ("TRI", ["CL-FIR", "DE-SEC", "BO-REC"], 0),
        ("TRI", ["CL-FIR", "CAF-SEC", "BO-REC", "PY-REC"], 0),
        ("TRI", ["CL-FIR", "BO-REC"], 1),
        ("TRI", ["CL-FIR", "DE-SEC", "BO-REC", "AR-PRO"], 1),
        ("REG", ["BO-PAR", "AR-PAR", "CL-PAR", "SELA-ORG"], 0),
        ("REG", ["BO-PAR", "AR-PAR", "SELA-ORG"], 1),  # a warning: three are usual
        ("REG", ["BO-PAR", "SELA-ORG"], 2),
        ("REG", ["BO-PAR", "AR-PAR", "CL-PAR"], 1),
        ("MUL", ["SELA-ORG", "BO-REC"], 0),
        ("MUL", ["BO-REC"], 1),
        ("MUL", ["SELA-ORG"], 1),
    ],
)
def test_a_modality_is_made_of_its_roles(modality, pairs, errors):
    assert len(fired("V05", modality=modality, participants=parties(*pairs))) == errors


def test_parties_without_roles_are_not_weighed_yet():
    rows = [{"id": "BO-", "party": "BO"}, {"id": "AR-PRO", "party": "AR", "role": "PRO"}]

    assert fired("V05", participants=rows) == []
    assert fired("V05", modality=None) == []


def test_a_party_stands_once_in_a_role():
    assert fired("V19", participants=parties("BO-REC", "BO-REC")) == ["participants"]
    assert fired("V19", participants=parties("BO-REC", "BO-PRO")) == []


@pytest.mark.parametrize(
    ("rule", "answers", "fields"),
    [
        ("V07", {"approval_date": "2024-06", "actual_start": "2024-05-06"}, ["approval_date"]),
        ("V07", {"approval_date": "2024", "actual_start": "2024-05-06"}, []),
        ("V08", {"planned_start": "2024-03", "planned_end": "2024-02"}, ["planned_end"]),
        ("V08", {"planned_start": "2024-03", "planned_end": "2024"}, []),
        ("V08", {"actual_start": "2024-05-06", "actual_end": "2024-05-05"}, ["actual_end"]),
        ("V08", {"planned_start": None, "planned_end": "2024"}, []),
        ("V09", {"planned_start": "2004", "planned_end": "2024"}, ["planned_end"]),
        ("V09", {"planned_start": "2010", "planned_end": "2024"}, []),
        ("V10", {"actual_start": "2026-03-16"}, ["actual_start"]),
        ("V10", {"actual_start": "2026-03-15"}, []),
        ("V10", {"actual_start": "2026"}, []),
        ("V10", {"approval_date": "2027"}, ["approval_date"]),
        ("V10", {"planned_end": "2040"}, []),
    ],
)
def test_dates_are_held_against_each_other_and_today(rule, answers, fields):
    assert fired(rule, **answers) == fields


def test_in_kind_only_leaves_no_room_for_cash():
    cash, kind = {"id": "a", "cash_kind": "CASH"}, {"id": "b", "cash_kind": "KIND"}

    assert fired("V11", refundability="INK", money=[kind, cash]) == ["money"]
    assert fired("V11", refundability="INK", money=[kind]) == []
    assert fired("V11", refundability="NR", money=[cash]) == []


def test_the_second_sector_is_another_one():
    assert fired("V12", sector="S04", sector_2="S04") == ["sector_2"]
    assert fired("V12", sector="S04", sector_2="S05") == []
    assert fired("V12", sector=None, sector_2=None) == []


@pytest.mark.parametrize(
    ("triples", "times"),
    [
        ([("6", 1, "6.1")], 0),
        ([("6", 1, None), ("13", 2, "13.b")], 0),
        ([("6", None, None)], 0),
        ([("6", 2, None)], 1),
        ([("6", 1, None), ("13", 1, None)], 1),
        ([("6", 1, None), ("13", 2, None), ("14", 2, None)], 1),
        ([("6", 1, None), ("13", 3, None)], 1),
        ([("6", 1, "13.1")], 1),
        ([("6", 1, None), ("6", 2, None)], 1),
        ([], 0),
    ],
)
def test_one_goal_is_principal_and_targets_belong_to_their_goal(triples, times):
    assert len(fired("V13", sdgs=goals(*triples))) == times
