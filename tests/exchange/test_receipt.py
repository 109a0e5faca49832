import json
from dataclasses import replace

import pytest

from desktop_app.errors import BundleRejected
from desktop_app.exchange.receipt import Receipt, ReceiptRecord, read_receipt, receipt_bytes
from desktop_app.records.merge import Outcome

UID = "00000000-0000-4000-8000-00000000000"
RECEIPT = Receipt(
    about="ab" * 32,
    seq=4,
    office="BO",
    records=(
        ReceiptRecord(uid=UID + "1", outcome=Outcome.NEW, human_code="BO-2026-0001"),
        ReceiptRecord(uid=UID + "2", outcome=Outcome.REFUSED, reason="It is of another office."),
    ),
    missing_seqs=(2, 3),
    revisions=("cd" * 32, "ef" * 32),
)


def test_a_receipt_comes_back_as_it_was():
    assert read_receipt(json.loads(receipt_bytes(RECEIPT))) == RECEIPT


def test_the_order_in_which_it_was_made_makes_no_difference():
    turned = replace(
        RECEIPT,
        records=RECEIPT.records[::-1],
        revisions=RECEIPT.revisions[::-1],
        missing_seqs=(3, 2),
    )

    assert receipt_bytes(turned) == receipt_bytes(RECEIPT)


def test_outcomes_are_counted():
    assert RECEIPT.count(Outcome.NEW) == 1
    assert RECEIPT.count(Outcome.CONFLICT) == 0


@pytest.mark.parametrize(
    "members",
    [
        {"about": "x"},
        {"about": None},
        {"seq": "4"},
        {"seq": -1},
        {"office": 1},
        {"revisions": ["x"]},
        {"revisions": None},
        {"missing_seqs": [None]},
        {"records": {}},
        {"records": [1]},
        {"records": [{"uid": "x", "outcome": "new", "human_code": "", "reason": ""}]},
        {"records": [{"uid": UID + "1", "outcome": "fine", "human_code": "", "reason": ""}]},
        {"records": [{"uid": UID + "1", "outcome": [], "human_code": "", "reason": ""}]},
        {"records": [{"uid": UID + "1", "outcome": "new", "human_code": "", "reason": 1}]},
        {"records": [{"uid": UID + "1", "outcome": "new", "human_code": "\u202e", "reason": ""}]},
        {"records": [{"uid": UID + "1", "outcome": "new", "human_code": "", "reason": "x" * 9999}]},
    ],
)
def test_a_receipt_with_a_strange_member_is_refused(members):
    with pytest.raises(BundleRejected):
        read_receipt({**json.loads(receipt_bytes(RECEIPT)), **members})


OF_LATER_VERSIONS = {"files", "missing_files", "seals", "questions"} | {
    "above",
    "above_by",
    "above_revisions",
}


def test_a_receipt_of_an_older_program_names_no_files_and_no_seals():
    plain = json.loads(receipt_bytes(RECEIPT))
    older = {name: value for name, value in plain.items() if name not in OF_LATER_VERSIONS}

    assert read_receipt(older) == RECEIPT


@pytest.mark.parametrize("files", [None, "x", [1], ["AB" * 32], ["ab" * 31]])
def test_a_receipt_that_names_files_wrongly_is_refused(files):
    with pytest.raises(BundleRejected):
        read_receipt({**json.loads(receipt_bytes(RECEIPT)), "files": files})


@pytest.mark.parametrize(
    "member", sorted(json.loads(receipt_bytes(RECEIPT)).keys() - OF_LATER_VERSIONS)
)
def test_a_receipt_that_lacks_a_member_is_refused(member):
    plain = json.loads(receipt_bytes(RECEIPT))
    del plain[member]
    with pytest.raises(BundleRejected):
        read_receipt(plain)


QUESTION = {"uid": UID + "1", "field": "planned_end", "text": "It has {n} of {limit}."}


def asking(**changed):
    plain = json.loads(receipt_bytes(RECEIPT))
    return {**plain, "questions": [{**QUESTION, "values": {"n": 7, "limit": "3"}, **changed}]}


def test_a_question_comes_back_with_its_values():
    [question] = read_receipt(asking()).questions

    assert (question.text, question.values) == (QUESTION["text"], {"n": 7, "limit": "3"})


@pytest.mark.parametrize(
    "changed",
    [
        {"uid": "x"},
        {"field": "../x"},
        {"text": "{n.__class__}"},
        {"text": "{n:>9999999999}"},
        {"text": "{n!r}"},
        {"text": "{other}"},
        {"text": "x" * 501},
        {"values": {"n": 7, "limit": "x" * 201}},
        {"values": {"n": 7, "limit": ["x"]}},
        {"values": []},
    ],
)
def test_a_question_that_is_no_plain_sentence_is_refused(changed):
    with pytest.raises(BundleRejected):
        read_receipt(asking(**changed))


def test_a_receipt_with_more_spans_than_an_office_counts_is_refused():
    spans = tuple((2 * number, 2 * number) for number in range(1, 10_002))
    whole, more = (replace(RECEIPT, held={"a": some}) for some in (spans[:-1], spans))

    assert read_receipt(json.loads(receipt_bytes(whole))) == whole
    with pytest.raises(BundleRejected):
        read_receipt(json.loads(receipt_bytes(more)))
