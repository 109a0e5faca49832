"""The message bar and the bar of running jobs."""

import threading

from desktop_app.language import Language
from desktop_app.ui.parts.background import Job
from desktop_app.ui.parts.messages import MessageBar
from desktop_app.ui.parts.progress_bar import JobBar
from tests.ui.looking import button, press, texts


def _bar(qtbot):
    bar = MessageBar(Language("en"))
    qtbot.addWidget(bar)
    return bar


def test_nothing_is_said_before_something_happened(qtbot):
    bar = _bar(qtbot)

    assert bar.isHidden()
    assert not bar.text


def test_a_message_is_shown_with_its_level(qtbot):
    bar = _bar(qtbot)

    bar.say("12 records sealed in bundle 8 (34 kB).", "good")

    assert bar.text == "12 records sealed in bundle 8 (34 kB)."
    assert bar.level == "good"


def test_the_button_of_a_message_tells_that_it_was_pressed(qtbot):
    bar = _bar(qtbot)
    bar.say("The file was changed.", "error", action="Write to Brazil")

    with qtbot.waitSignal(bar.acted):
        press(qtbot, bar, "Write to Brazil")


def test_the_bar_of_jobs_says_what_runs_and_how_far_it_is(qtbot, background):
    bar, gate = JobBar(background, Language("en")), threading.Event()
    qtbot.addWidget(bar)

    def count(step):
        step(250, 1000)
        gate.wait()

    job = Job(count, "Importing file.xml")
    with qtbot.waitSignal(job.progressed):
        background.run(job)

    assert {"Importing file.xml", "250 of 1,000"} <= set(texts(bar))
    qtbot.waitUntil(lambda: not bar.isHidden())
    with qtbot.waitSignal(job.ended):
        gate.set()
    assert bar.isHidden()


def test_cancel_stops_the_job_that_is_shown(qtbot, background):
    bar = JobBar(background, Language("en"))
    qtbot.addWidget(bar)
    job = Job(lambda step: [step(n, 10**9) for n in range(10**9)], "Merging")
    with qtbot.waitSignal(job.progressed):
        background.run(job)

    with qtbot.waitSignal(job.ended):
        button(bar, "Cancel").click()

    assert job.cancelled
