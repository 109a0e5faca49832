"""What pages and dialogs are built of: style, jobs, forms, tables. Imports no page or dialog."""
