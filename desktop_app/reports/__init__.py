"""Paper: records in, PDF out. May import records and below; no database, no Qt."""
