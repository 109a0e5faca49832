"""Which sealed lines count: the condition that every reading of them shares."""

ACTIVE = (
    "(revision.stays = 1 or exists (select 1 from arrival join merge "
    "on merge.id = arrival.merge_id and merge.undone_at = '' "
    "where arrival.revision_id = revision.id))"
)
# Nothing of its record comes in any more; one that a thief gave was taken back, and counts no more.
ORDERED = f"(revision.purges = 1 and {ACTIVE})"
