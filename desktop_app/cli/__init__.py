"""The same verbs without a window. May import actions, records and below; no Qt, no store."""
