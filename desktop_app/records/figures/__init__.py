"""The statistics of any set of records: I1 to I23 and Q1 to Q5, each as one general value.

Pure functions over records. One `Figure` serves four readers: the paper, the page of the window
(each cell knows the records behind it), the workbook and the JSON of the command line.

    from desktop_app.records.figures.every import statistics_of
    from desktop_app.records.figures.figure import Period

    found = statistics_of({"initiative": initiatives}, party="BO",
                          period=Period.of_year(2025), today="2026-11-25")
    sectors = found["I6"]                      # a Figure; found.of_indicator("I6") has them all
    sectors.coverage                           # Coverage(n=41, of=48)
    for row in sectors.rows:
        sectors.keys[0].label(row.key[0], language)   # "Health": codes stay codes until shown
        sectors.cell(row, "n").value                  # 12, exact; None is not reported, never 0
        sectors.cell(row, "n").uids                   # the initiatives behind it
        cell_text(sectors.column("share"), sectors.cell(row, "share"), language)   # figures.words

May import the other modules of records, language and errors.
"""
