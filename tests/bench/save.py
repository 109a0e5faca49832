"""One record saved, with its search index, its seal and its history, on the disk for good."""

import itertools
import os
from contextlib import contextmanager
from functools import partial

from desktop_app.actions.records import enter_record
from desktop_app.store import records as stored
from tests.bench.data import changed
from tests.bench.offices import filled, flat, reopened, sqlite_utils_table
from tests.bench.rounds import Benchmark, Trio, each_timed, slow_ones

_BLOCK = 8 * 1024
_A_ROUND = 25
_TIMES = 8  # so often each of them is saved where the slow ones are wanted


@contextmanager
def _saving(size, folder, measure, times):
    home = filled(folder, size)
    with reopened(home, folder) as office, (folder / "blocks").open("wb") as blocks:
        records = list(itertools.islice(stored.every(office.store, "initiative"), _A_ROUND))
        latest = {record.uid: record for record in records}
        rows = [flat(record) for record in stored.every(office.store, "initiative")]
        turns = itertools.count()
        block = os.urandom(_BLOCK)

        def texts():
            """Say something else in each round, so that there is something to save."""
            turn = next(turns)
            said = [(record.uid, changed(record)["objective"]) for record in records]
            return [
                (uid, {**text, "es": f"{turn} {again} {text['es']}"})
                for again in range(times)
                for uid, text in said
            ]

        def save(one):
            uid, text = one
            latest[uid] = enter_record(office, latest[uid].with_values(objective=text))

        def write(_one):
            blocks.write(block)
            blocks.flush()
            os.fdatasync(blocks.fileno())

        with sqlite_utils_table(folder / "peer.db", rows) as database:
            table = database["initiative"]

            def upsert(one):
                uid, text = one
                table.upsert(flat(latest[uid].with_values(objective=text)), pk="uid")

            yield Trio(
                ours=lambda: measure(save, texts()),
                limit=lambda: measure(write, texts()),
                peer=lambda: measure(upsert, texts()),
                limit_is="8 KiB written and brought to the disk",
                peer_is="sqlite-utils upsert of the same row, without index and history",
            )


SAVE = Benchmark(
    name="save",
    size=1_000,
    rounds=7,
    goal=3.0,
    prepare=partial(_saving, measure=each_timed, times=1),
)
SAVE_SLOW = Benchmark(
    name="save-p99",
    size=1_000,
    rounds=5,
    goal=None,
    prepare=partial(_saving, measure=slow_ones, times=_TIMES),
)
