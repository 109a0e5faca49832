"""The catalogue of faults: what may go wrong, and what Surco promises then.

Each case has a number: S store and crashes, B bundles, K keys and trust, M merging, X texts and
files. A test that shows one says so with `@pytest.mark.case("B6")`; its name is the whole promise.
`python -m tests.catalogue` prints number, promise and tests.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

TESTS = Path(__file__).parent

CASES = {
    "S1": "A power cut at any write of a save: what was told as saved is there, nothing is half",
    "S2": "A power cut at the first start: the office opens empty or complete",
    "S3": "A power cut while a bundle is merged: all of it or nothing",
    "S4": "A power cut while an import is taken back: all of it or nothing",
    "S5": "A power cut while the store is upgraded: the old form or the new one",
    "S6": "A power cut while backups are made and thinned: a proved backup is always there",
    "S7": "A power cut while a bundle is written: absent, the old one, or whole and proved",
    "S8": "A power cut while a backup is restored: one of the two stores opens",
    "S9": "The process killed at any write: as with a power cut",
    "S10": "The disk fails to keep what was written: told, the text stays, the store is good",
    "S11": "No room from some write on: told, the text stays, the program goes on",
    "S12": "A fault at every call of the file system, once and for good: no saved thing is lost",
    "S13": "A full disk during export, print, workbook or backup: no half file under its name",
    "S14": "The folder cannot be written any more: reading goes on, and it is said",
    "S15": "The store cut, emptied or no store at all: told, and never a new one over it",
    "S16": "One byte of the store changed: the record is named, or its content is the same",
    "S17": "The journal of the store deleted or of another store: never mixed",
    "S18": "Two programs at one store: the second cannot write",
    "S19": "A lock left by a dead process is taken over; one of another computer is respected",
    "S20": "A second SQLite library in the process: found at the start",
    "S21": "A store on a share, in a cloud folder, on a stick that is pulled: warned of, no crash",
    "S22": "A clock in 1970, in 2099, or set back: order and data are right",
    "S23": "A store of a newer Surco: refused untouched, and the version is said",
    "S24": "A store of every earlier form, empty, small and large: upgraded to equal content",
    "S25": "50,000 records in little memory: works, or says clearly that it cannot",
    "S26": "A crash while somebody types: the text is back in its field at the next start",
    "S27": "An old backup restored, then merged with what came later: nothing is lost",
    "S28": "A copied computer, and both copies send: both are kept, and it is said",
    "B1": "Every bit of a bundle flipped: refused, or the content is the same",
    "B2": "A bundle cut at any place, a byte taken out or put in: refused",
    "B3": "Thousands of random changes to a bundle: no crash, never other content",
    "B4": "A bundle packed again by other programs, with a folder or sizes at the end: the same",
    "B5": "Rare packing, a password, zip64 or several disks: refused, with advice",
    "B6": "Entries that lie over each other: refused at once and in little memory",
    "B7": "A mountain of zeros, archives in archives, 300,000 entries: refused before unpacking",
    "B8": "A size that is told too large or too small: refused",
    "B9": "Two names that some systems take for one: refused",
    "B10": "A name that leads elsewhere, a device, a link: refused; nothing is unpacked by name",
    "B11": "Two archives in one file, or something before or after it: refused",
    "B12": "A manifest that is missing, double, huge, or not in its one form: no record is read",
    "B13": "Sealed by a key that is unknown, retired, revoked or of another role: set aside, why",
    "B14": "The vectors of Wycheproof are judged as they say; a bad key is never accepted",
    "B15": "A seal made for one kind of bundle does not fit another",
    "B16": "A seal given twice counts once",
    "B17": "A part swapped between two true bundles: refused",
    "B18": "Parts in any order, twice, mixed or missing: complete, or what is missing is named",
    "B19": "The same bundle three times, an old one after a new one: nothing changes",
    "B20": "A gap, another order, a number twice, a wrong predecessor: taken in and told",
    "B21": "A record beyond what its sender may speak for: that one refused, the others in",
    "B22": "A bundle of a newer or an older Surco: read as far as it may be, or kept for later",
    "B23": "Fields that an older Surco does not know go through it and come back unchanged",
    "B24": "A bundle for somebody else, an answer to another office: refused",
    "B25": "Exported twice, whatever language, time zone and folder: the same manifest",
    "B26": "A locked file cut, lengthened, changed or locked for others: refused, and why",
    "B27": "The text form with other line ends, quoted, wrapped or cut: read, or the line is named",
    "B28": "A file renamed, empty, or a photograph, PDF or letter: answered in plain words",
    "B29": "The largest bundle in little memory: within its limit, or refused early",
    "B30": "An answer that is forged, old or to an unknown number: nothing counts as arrived",
    "K1": "A wrong, empty or huge passphrase: told, no lock-out; accents count as they look",
    "K2": "The file of the seal cut or changed: named, a new card is offered, the data are fine",
    "K3": "One wrong letter on the recovery sheet: its group is named",
    "K4": "A new root that skips one: waited for, never skipped",
    "K5": "A list of offices that is older, forked, too far ahead or under-sealed: refused",
    "K6": "A bundle sealed by the old and the new key before the list says so: accepted",
    "K7": "No keychain, or one that is locked or denies: the file is used, no crash",
    "K8": "Digits mistyped or two groups exchanged: the group is shown",
    "K9": "No secret key, seed or passphrase in logs, copies, reports or bundles",
    "M1": "Two bundles merge to the same whichever comes first",
    "M2": "It does not matter which of three bundles are brought together first",
    "M3": "Merging again what was merged changes nothing",
    "M4": "Any order of any number of revisions gives the same record",
    "M5": "One field with two values: both are kept",
    "M6": "One field with the same value twice: nothing to decide",
    "M7": "Two different fields: merged without asking",
    "M8": "Withdrawn here and changed there, either order: seen, and both known",
    "M9": "A difference nobody decided outlasts later imports",
    "M10": "Crossed histories, three ends, a chain of 5,000: right, soon, and without recursion",
    "M11": "The first of three imports taken back, or back again: as if it had never come",
    "M12": "One revision by two roads is one",
    "M13": "One identity used by two offices: both seen, the stranger's refused",
    "M14": "A merge that breaks a rule between fields becomes a question",
    "M15": "10,000 records and one bad: 9,999 in, one listed",
    "M16": "What was erased stays erased when an old bundle brings it again",
    "M17": "The numbers before a merge are those after it",
    "X1": "Texts that trip programs up go form, store, bundle, paper and tables and stay the same",
    "X2": "Controls, lone halves, turning marks: set right once, where they come in, and told",
    "X3": "A megabyte of text, an endless word, 10,000 partners: capped in words; paper is quick",
    "X4": "What a spreadsheet would run is text in every cell, and comes back unchanged",
    "X5": "Markup and placeholders are shown as they were typed, everywhere",
    "X6": "A hostile workbook ends within limits, and the reason is said",
    "X7": "A table of text with faults: row and column are named",
    "X8": "Amounts in odd forms: one grammar, and nothing hangs",
    "X9": "Dates that do not exist: an error that names the field",
    "X10": "An odd file as attachment: refused, or kept by its content and never opened by itself",
    "X11": "Long paths, accents, signs and pictures in a folder's name: works, or says so",
    "X12": "A name that mixes alphabets to look like another: a hint",
}

# Cases that cannot be shown here, and why.
CANNOT = {
    "X7": "(no table of text is read: Surco brings in IATI files and its own JSON alone)",
}


@cache
def shown() -> dict[str, list[str]]:
    """Return for each number that tests name the tests that do, as path::name."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(TESTS.parent).as_posix()
        for number, name in _named(tree, "", where):
            places = found.setdefault(number, [])
            if name not in places:
                places.append(name)
    return found


def _named(node: ast.AST, test: str, where: str) -> Iterator[tuple[str, str]]:
    """Yield (number, test) of every mark below `node`; a mark of a whole file has no test."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        test = test or f"::{node.name}"
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.case":
        if not node.args:
            raise ValueError(f"{where}:{node.lineno} names no case")
        for word in node.args:
            if not isinstance(word, ast.Constant) or not isinstance(word.value, str):
                raise TypeError(f"{where}:{word.lineno} a case is named by its number, as “B6”")
            yield word.value, where + test
    for below in ast.iter_child_nodes(node):
        yield from _named(below, test, where)


@click.command()
@click.argument("numbers", nargs=-1)
def main(numbers: tuple[str, ...]) -> None:
    """Print number, promise and tests, of all cases or of NUMBERS."""
    tests = shown()
    for number in numbers or CASES:
        click.echo(f"{number:<4} {CASES[number]}")
        for line in tests.get(number, [CANNOT.get(number, "(no test yet)")]):
            click.echo(f"       {line}")


if __name__ == "__main__":
    main()
