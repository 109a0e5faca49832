"""The same list without a window, where there is no Tk: every row read and told to nobody."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def main(home):
    with closing(sqlite3.connect(home / "surco.db")) as db:
        return [str(row) for row in db.execute("select * from listing order by id desc")]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
