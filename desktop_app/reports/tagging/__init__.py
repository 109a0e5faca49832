"""Structure for PDF: what is a heading, a table, a figure; ReportLab draws, this says what it is.

Imports ReportLab alone. `tree` holds the elements, `canvas` marks what is drawn, `flowables` are
paragraphs and tables that mark themselves, `packing` writes the file.
"""
