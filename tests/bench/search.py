"""A list narrowed with every letter typed."""

import sqlite3
from contextlib import closing, contextmanager

from desktop_app.actions.lists import list_rows
from desktop_app.store.indexing import LIST_COLUMNS
from tests.bench.data import typed
from tests.bench.offices import filled, reopened
from tests.bench.rounds import Benchmark, Trio, each_timed

_SHOWN = 50
_WORDS = 20
_COLUMNS = ", ".join(f'"{name}"' for name in LIST_COLUMNS)


@contextmanager
def _searching(size, folder):
    home = filled(folder, size)
    with reopened(home, folder) as office, closing(sqlite3.connect(office.store.path)) as db:
        numbers = [number for (number,) in db.execute("select id from listing order by random()")]
        marks = ", ".join("?" * min(_SHOWN, len(numbers)))
        by_key = f"select {_COLUMNS} from listing where id in ({marks})"  # noqa: S608 - our names
        by_like = (
            f"select {_COLUMNS} from listing where kind = 'initiative' and withdrawn = 0 "  # noqa: S608 - our names
            f"and title like ? order by id desc limit {_SHOWN}"
        )

        def search(words):
            list_rows(office, "initiative", words, limit=_SHOWN)

        def read(place):
            start = place * 7 % max(1, len(numbers) - _SHOWN)
            db.execute(by_key, numbers[start : start + _SHOWN]).fetchall()

        def like(words):
            db.execute(by_like, (f"%{words}%",)).fetchall()

        asked = typed(_WORDS)
        yield Trio(
            ours=lambda: each_timed(search, asked),
            limit=lambda: each_timed(read, range(len(asked))),
            peer=lambda: each_timed(like, asked),
            limit_is=f"{_SHOWN} lines read by their keys",
            peer_is=f"title LIKE '%typed%' LIMIT {_SHOWN}, accents not folded",
        )


SEARCH = Benchmark(name="search", size=20_000, rounds=7, goal=20.0, prepare=_searching)
