from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

import pytest

from desktop_app.records.stamp import (
    HUMAN_CODE,
    free_codes,
    is_moment,
    is_office_code,
    is_uid,
    new_uid,
    next_human_code,
    now,
    written,
)


def test_a_moment_is_written_in_utc():
    moment = datetime(2026, 3, 15, 21, 30, tzinfo=timezone(timedelta(hours=-4)))

    assert written(moment) == "2026-03-16T01:30:00Z"
    assert is_moment(written(now()))
    assert now().tzinfo is UTC


@pytest.mark.parametrize("text", ["", "2026-03-16", "2026-03-16T01:30:00Z\n", "2026-3-16T1:30:00Z"])
def test_other_writings_are_no_moment(text):
    assert not is_moment(text)


@pytest.mark.parametrize("text", ["2026-02-30T01:30:00Z", "0000-01-01T00:00:00Z"])
def test_a_day_that_is_not_is_no_moment(text):
    assert not is_moment(text)


def test_every_identity_is_new():
    made = {new_uid() for _ in range(1000)}

    assert len(made) == 1000
    assert all(is_uid(uid) for uid in made)


UID = "3fc6e752-a35e-4faa-9e84-29d7c8736da6"


@pytest.mark.parametrize("text", ["", "BO-2026-0001", UID.upper(), UID + "\n", "0" * 36])
def test_other_texts_are_no_identity(text):
    assert not is_uid(text)


@pytest.mark.parametrize("code", ["BO", "CAF", "BO-LPB", "MERCOSUR", "MERCOSUR-SECRETAR"])
def test_the_codes_of_offices_are_known_by_their_form(code):
    assert is_office_code(code)
    assert HUMAN_CODE.fullmatch(f"{code}-2026-0001")["office"] == code


@pytest.mark.parametrize("code", ["", "B", "bo", "BO\n", "B O", "BÓ", "X" * 21])
def test_other_texts_are_no_code_of_an_office(code):
    assert not is_office_code(code)


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ([], "BO-2026-0001"),
        (["BO-2026-0001", "BO-2026-0003"], "BO-2026-0004"),
        (["BO-2025-0009", "AR-2026-0009", "BO-LPB-2026-0009", "other"], "BO-2026-0001"),
        (["BO-2026-9999"], "BO-2026-10000"),
        (["BO-2026-٠٠٠٩"], "BO-2026-0001"),
        (["BO-2026-0003", "BO-2026-999999"], "BO-2026-0004"),
        (["BO-2026-900000", "BO-2026-900001"], "BO-2026-900002"),
    ],
)
def test_a_code_follows_the_highest_of_its_office_and_year(taken, following):
    assert next_human_code("BO", 2026, taken) == following


def test_codes_follow_each_other_and_none_is_given_twice():
    taken = ["BO-2026-0001", "BO-2026-900001", "BO-2026-900000"]

    assert list(islice(free_codes("BO", 2026, taken), 2)) == ["BO-2026-900002", "BO-2026-900003"]
    assert list(islice(free_codes("BO", 2026, taken[:1]), 2)) == ["BO-2026-0002", "BO-2026-0003"]
