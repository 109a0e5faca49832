"""Records that look like one another."""

import random

import pytest

from desktop_app.records.listing import list_row
from desktop_app.records.twins import Known, known, twins
from tests.builders import a_project

TITLE = "Gestión del agua en cuencas altoandinas"


def project(title=TITLE, **values):
    texts = title if isinstance(title, dict) else {"original": "es", "es": title}
    return known(list_row(a_project(title=texts, **values), (0, 0, 0)), "es", "BO")


def reasons(one, other):
    return [twin.reasons for twin in twins(one, [other])]


def test_the_same_title_partner_and_year_are_told_as_reasons():
    one, other = project(), project()

    [twin] = twins(one, [other])

    assert twin.reasons == ("same title", "same partner", "same year")
    assert (twin.uid, twin.title, twin.score) == (other.uid, TITLE, 100)


@pytest.mark.parametrize(
    "written",
    [
        "GESTION DEL AGUA EN CUENCAS ALTOANDINAS",
        "En cuencas altoandinas: gestión del agua",
        "Gestión de aguas en cuencas altoandinas",
        "Gestion del agua en la cuenca altoandina",
        "Gestión del agua en cuencas altoandinas II",
    ],
)
def test_another_way_of_writing_a_title_is_found(written):
    assert reasons(project(), project(written))


@pytest.mark.parametrize(
    "other",
    [
        "Gestión del agua",
        "Gestión del bosque en cuencas altoandinas de la Amazonía",
        "Cursos de riego",
        "Agua",
    ],
)
def test_another_title_is_not_a_twin(other):
    assert not reasons(project(), project(other))


def test_another_partner_or_a_start_years_away_is_not_a_twin():
    peru = [{"id": "1", "party": "BO", "role": "REC"}, {"id": "2", "party": "PE", "role": "PRO"}]

    assert not reasons(project(), project(participants=peru))
    assert not reasons(project(), project(actual_start="2019-05"))
    assert reasons(project(), project(actual_start="2025-01"))


def test_while_partner_and_start_are_still_open_the_title_alone_decides():
    begun = project(participants=None, planned_start=None, actual_start=None)

    assert reasons(begun, project()) == [("same title",)]


def test_titles_are_compared_in_every_language_they_have():
    both = {"original": "es", "es": "Riego en valles", "fr": "Irrigation des vallées andines"}
    french = {"original": "fr", "fr": "Irrigation des vallées andines"}

    assert reasons(project(french), project(both))


def test_a_record_is_no_twin_of_itself_and_a_title_of_a_few_letters_says_nothing():
    one = project()

    assert not twins(one, [one])
    assert not reasons(project("Agua"), project("Agua"))


def test_the_likeliest_come_first_and_at_most_three():
    others = [project("Gestión de aguas en cuencas altoandinas"), *(project() for _ in range(4))]

    found = twins(project(), others)

    assert len(found) == 3
    assert all(twin.score == 100 for twin in found)


def test_among_ten_thousand_only_titles_that_share_words_are_compared_by_letters(monkeypatch):
    compared = []
    monkeypatch.setattr(
        "desktop_app.records.twins._nearest", lambda word, _left: compared.append(word) or ""
    )
    choose = random.Random(7)  # noqa: S311 - made-up titles
    words = [f"palabra{number}" for number in range(3000)]
    others = [
        Known(
            uid=str(number),
            code=f"BO-2024-{number}",
            title="",
            words=(frozenset(choose.sample(words, 7)),),
            partners=frozenset(),
            year=0,
        )
        for number in range(10_000)
    ]

    twins(project(), others)

    assert len(compared) < 100
