"""Paper: records in, PDF out. May import records and below; no database, no Qt.

`paper.Sheet` and `paper.write` set a story on pages; `blocks` makes what a story is made of, with
places and links (`anchor`, `link`, `web`, `page_of`); `charts` draws, each drawing with its text;
`second` says a text in two languages (`Sheet.second`). All of it is tagged: who puts a flowable of
their own on paper wraps its drawing in `content` or `figure` of `tagging.canvas`. No heading ends
a page.
"""
