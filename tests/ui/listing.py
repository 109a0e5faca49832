"""A list page with three records, and how a test works with it."""

from dataclasses import replace

from desktop_app.actions import records

TITLES = ("Gestión del agua", "Café de altura", "Educación rural")


def enter(office, record):
    return records.enter_record(office, replace(record, human_code="", status="draft"))


def titles(page):
    return [page.model.index(line, 1).data() for line in range(page.model.rowCount())]


def finish(qtbot, page, act):
    """Do something that runs in the background and wait until it ended."""
    with qtbot.waitSignal(page.background.started) as started:
        act()
    with qtbot.waitSignal(started.args[0].ended):
        pass
