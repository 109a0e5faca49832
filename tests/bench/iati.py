"""An IATI file taken in."""

from contextlib import contextmanager
from itertools import count
from xml.etree import ElementTree as ET

from desktop_app.actions.importing import apply_import, plan_import
from desktop_app.actions.office import set_up
from tests.bench.data import initiative
from tests.bench.offices import sqlite_utils_table
from tests.bench.rounds import Benchmark, Trio, timed

_STAGES = {"EXE": "2", "COM": "4"}
_TYPES = {"BUD": "2", "EXE": "4"}


@contextmanager
def _importing(size, folder):
    path = folder / "activities.xml"
    _write(path, [initiative(number, "CAF") for number in range(size)])
    rounds = count()

    def take_in():
        home = folder / f"import-{next(rounds)}"
        with set_up(home, code="CAF", name="Banco de medición") as office:
            return timed(lambda: apply_import(office, plan_import(office, path)))

    def keep():
        rows = [
            {"uid": row["iati-identifier"], **row}
            for row in (_texts(one) for one in _activities(path))
        ]
        with sqlite_utils_table(folder / "peer.db", rows):
            pass

    yield Trio(
        ours=take_in,
        limit=lambda: timed(lambda: [_forgotten(one) for one in _activities(path)]),
        peer=lambda: timed(keep),
        limit_is="ElementTree.iterparse of the same file, nothing kept",
        peer_is="iterparse, the texts of each activity by sqlite-utils insert_all",
    )


def _activities(path):
    for _event, element in ET.iterparse(path):  # noqa: S314 - our own file
        if element.tag == "iati-activity":
            yield element
            element.clear()


def _forgotten(element):
    return element.tag


def _texts(activity):
    return {child.tag: "".join(child.itertext()).strip() for child in activity}


def _write(path, records):
    root = ET.Element("iati-activities", version="2.03")
    for record in records:
        root.append(_activity(record))
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _activity(record):
    activity = ET.Element("iati-activity", {"xml:lang": "es", "default-currency": "USD"})
    _put(activity, "iati-identifier").text = record["iati_id"]
    _narrative(_put(activity, "reporting-org", ref="XM-DAC-46008", type="40"), "CAF")
    _local(_put(activity, "title"), record["title"])
    _local(_put(activity, "description", type="1"), record["summary"])
    _local(_put(activity, "description", type="2"), record["objective"])
    for row in record.rows("institutions"):
        _narrative(_put(activity, "participating-org", role="4"), row["name"])
    _put(activity, "activity-status", code=_STAGES[record["stage"]])
    _put(activity, "activity-date", {"iso-date": record["planned_start"]}, type="1")
    _put(activity, "activity-date", {"iso-date": record["actual_start"]}, type="2")
    _put(activity, "recipient-country", code="BO")
    for row in record.rows("sdgs"):
        _put(activity, "tag", code=row["goal"], vocabulary="2")
    _put(activity, "default-finance-type", code="110")
    for row in record.rows("money"):
        _transaction(activity, row)
    return activity


def _transaction(activity, row):
    made = _put(activity, "transaction")
    _put(made, "transaction-type", code=_TYPES[row["kind"]])
    _put(made, "transaction-date", {"iso-date": row["period_start"]})
    value = {"currency": row["currency"], "value-date": row["period_start"]}
    _put(made, "value", value).text = row["amount"]


def _put(parent, tag, attributes=None, **more):
    return ET.SubElement(parent, tag, attributes or {}, **more)


def _local(parent, texts):
    for code in sorted(texts.keys() - {"original"}):
        _narrative(parent, texts[code], {} if code == "es" else {"xml:lang": code})


def _narrative(parent, text, attributes=None):
    _put(parent, "narrative", attributes).text = text


IMPORT = Benchmark(name="import", size=1_000, rounds=3, goal=None, prepare=_importing)
