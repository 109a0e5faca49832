"""The figures of the drills at the end of a run: what was tried, lost and found corrupt."""

PROPERTY = "drill"
_HEAD = ("drill", "tried", "lost", "corrupt", "seconds")


def pytest_terminal_summary(terminalreporter):
    """Print a line a drill, and their sum."""
    found = sorted(
        {
            tuple(value)
            for reports in terminalreporter.stats.values()
            for report in reports
            for name, value in getattr(report, "user_properties", ())
            if name == PROPERTY
        }
    )
    if not found:
        return
    total = ("all drills", *(sum(line[place] for line in found) for place in range(1, 5)))
    terminalreporter.section("drills")
    for name, *figures in (_HEAD, *found, (*total[:4], round(total[4], 1))):
        terminalreporter.write_line(name.ljust(58) + "".join(str(one).rjust(9) for one in figures))
