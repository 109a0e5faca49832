"""What pages share: running an action and telling what came of it."""

import sys

from shiboken6 import Shiboken

from desktop_app.errors import UserError
from desktop_app.ui.parts.page import Page


def _page(qtbot, context):
    page = Page(context)
    qtbot.addWidget(page)
    return page


def _fail(error):
    def act(_):
        raise error

    return act


def test_a_result_reaches_its_page(qtbot, context):
    results = []

    job = _page(qtbot, context).run(lambda _: 42, "Counting", results.append)
    with qtbot.waitSignal(job.ended):
        pass

    assert results == [42]


def test_a_failure_one_can_act_on_is_told_in_words(qtbot, context):
    page = _page(qtbot, context)

    with qtbot.waitSignal(page.told) as told:
        page.run(_fail(UserError("The file {name} is empty.", name="a.xml")), "Reading")

    assert told.args == ["The file a.xml is empty.", "error"]


def test_another_failure_is_told_as_a_fault(qtbot, context, monkeypatch):
    faults = []
    monkeypatch.setattr(sys, "excepthook", lambda _, error, __: faults.append(error))
    fault = ZeroDivisionError()

    job = _page(qtbot, context).run(_fail(fault), "Dividing")
    with qtbot.waitSignal(job.ended):
        pass

    assert faults == [fault]


def test_a_page_that_went_hears_nothing_and_its_failure_is_still_told(qtbot, context, monkeypatch):
    results, faults = [], []
    monkeypatch.setattr(sys, "excepthook", lambda _, error, __: faults.append(error))
    page, failure = Page(context), UserError("The disk is full.")

    page.run(lambda _: 42, "Counting", results.append)
    job = page.run(_fail(failure), "Saving")
    with qtbot.waitSignal(job.ended):
        Shiboken.delete(page)

    assert (results, faults) == ([], [failure])
