"""The same list in Tk, whose table takes all rows at once."""

import os
import sqlite3
import sys
import tkinter as tk
from contextlib import closing
from pathlib import Path
from tkinter import ttk

_COLUMNS = ("human_code", "title", "parties", "sector", "start", "status")


def main(home):
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    with closing(sqlite3.connect(home / "surco.db")) as db:
        sql = f"select {names} from listing order by id desc"  # noqa: S608 - our own names
        rows = db.execute(sql).fetchall()
    root = tk.Tk()
    root.geometry("1180x720")
    table = ttk.Treeview(root, columns=_COLUMNS, show="headings")
    for row in rows:
        table.insert("", "end", values=row)
    table.pack(fill="both", expand=True)
    root.update()
    os.write(sys.stdout.fileno(), b"!")
    root.destroy()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
