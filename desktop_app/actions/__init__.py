"""What a user does: one function a verb. Composes store, exchange and reports; no Qt."""
