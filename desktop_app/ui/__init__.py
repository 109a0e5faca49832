"""What a user sees: the only Qt. May import actions, records and below, never store or exchange."""
