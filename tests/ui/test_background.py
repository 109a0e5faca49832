"""Jobs: told in the window's thread, one after the other, stopped when asked."""

import gc
import sys
import threading

import pytest

from desktop_app.errors import UserError
from desktop_app.ui.parts.background import Job


def test_a_job_gives_back_what_its_action_returned(qtbot, background):
    job = Job(lambda _: 42)

    with qtbot.waitSignal(job.ended), qtbot.waitSignal(job.succeeded) as told:
        background.run(job)

    assert told.args == [42]


def test_signals_come_in_the_thread_of_the_window(qtbot, background):
    seen = []
    job = Job(lambda _: seen.append(threading.current_thread()))
    job.ended.connect(lambda: seen.append(threading.current_thread()))

    with qtbot.waitSignal(job.ended):
        background.run(job)

    assert seen[0] is not threading.main_thread()
    assert seen[1] is threading.main_thread()


def test_a_cancelled_job_ends_without_an_error(qtbot, background):
    job = Job(lambda step: [step(n, 10**9) for n in range(10**9)])

    with qtbot.assertNotEmitted(job.failed), qtbot.waitSignal(job.ended):
        background.run(job)
        job.cancel()


def test_a_failure_is_told_with_its_exception(qtbot, background):
    def fail(step):
        raise UserError("The file {name} is empty.", name="a.xml")

    job = Job(fail)

    with qtbot.waitSignal(job.failed) as told:
        background.run(job)

    assert str(told.args[0]) == "The file a.xml is empty."


def test_a_job_that_waits_begins_when_the_one_before_has_ended(qtbot, background):
    order = []
    first, second = Job(lambda _: order.append(1)), Job(lambda _: order.append(2))
    first.ended.connect(lambda: order.append("ended"))

    with qtbot.waitSignal(second.ended):
        background.run(first)
        background.run(second)

    assert order.index(1) < order.index(2)
    assert background.jobs == []


def test_a_job_cancelled_while_it_waits_never_begins(qtbot, background):
    gate, begun = threading.Event(), []
    first, second = Job(lambda _: gate.wait()), Job(lambda _: begun.append(True))

    with qtbot.waitSignal(second.ended):
        background.run(first)
        background.run(second)
        second.cancel()
        gate.set()

    assert begun == []


def test_news_is_told_often_enough_to_see_and_not_more(qtbot, background):
    news = []
    job = Job(lambda step: [step(n, 100_000) for n in range(100_001)])
    job.progressed.connect(lambda done, _: news.append(done))

    with qtbot.waitSignal(job.ended):
        background.run(job)

    assert news[-1] == 100_000
    assert len(news) < 1000


@pytest.mark.parametrize("size", [1, 2**40])
def test_progress_may_count_bytes_of_any_size(qtbot, background, size):
    job = Job(lambda step: step(size, size))

    with qtbot.waitSignal(job.progressed) as told:
        background.run(job)

    assert told.args == [size, size]


def test_closing_stops_what_runs(qtbot, background):
    job = Job(lambda step: [step(n, 10**9) for n in range(10**9)])
    with qtbot.waitSignal(job.progressed):
        background.run(job)

    background.close()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("surco-job")]


def test_while_a_job_runs_the_window_gets_its_turn_soon_and_afterwards_all_is_as_before(
    qtbot, background
):
    before = (sys.getswitchinterval(), gc.get_threshold())
    job = Job(lambda _step: (sys.getswitchinterval(), gc.get_threshold()[2]))
    with qtbot.waitSignal(job.succeeded) as told:
        background.run(job)
    interval, full_passes = told.args[0]

    assert interval < before[0]
    assert full_passes > before[1][2]
    assert (sys.getswitchinterval(), gc.get_threshold()) == before


def test_while_a_job_runs_what_it_makes_is_gone_over_by_the_clock(qtbot, background):
    swept = threading.Event()

    def notice(phase, told):
        if phase == "stop" and told["generation"] == 1:
            swept.set()

    def wait_without_making_anything(_step):
        return swept.wait(10)

    gc.callbacks.append(notice)
    try:
        job = Job(wait_without_making_anything)
        with qtbot.waitSignal(job.ended), qtbot.waitSignal(job.succeeded) as told:
            background.run(job)
    finally:
        gc.callbacks.remove(notice)

    assert told.args == [True]


def test_a_job_that_only_looks_or_has_told_what_came_of_it_leaves_nothing_unfinished(
    qtbot, background
):
    go_on = threading.Event()
    looking = Job(lambda _: go_on.wait(), "Counting", looks=True)
    writing = Job(lambda _: None, "Merging")
    seen = []
    writing.succeeded.connect(lambda _: seen.append(list(background.unfinished)))

    with qtbot.waitSignal(writing.ended):
        background.run(looking)
        background.run(writing)
        before = list(background.unfinished)
        go_on.set()

    assert before == [writing]
    assert seen == [[]]
