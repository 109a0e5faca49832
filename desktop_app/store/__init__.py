"""The local database: the only SQL. May import records, language, errors and paths; no Qt."""
