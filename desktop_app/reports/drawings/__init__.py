"""Charts as drawings for PDF and window alike, each with its text; imports letters, not paper."""
