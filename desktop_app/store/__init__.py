"""The local database: the only SQL. May import records, language, errors and paths; no Qt.

database opens the file and gives out its connections; schema makes and upgrades it; rows is the one
codec between a record and its row; indexing keeps what lists and searches read, query and search
read it. The others are one module a thing kept (records, changes, drafts, revisions, journal,
settings, trust; filing keeps the files of records) or one way of keeping it safe (integrity,
backups, restoring, reserve, libraries; salvaging, with wreck and schema_pages, of a damaged file).
"""
