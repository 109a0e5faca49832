"""How a record came here and how well that is known, in words for a person."""

from desktop_app.language import N_

CAME = N_("Came with bundle {number} of {office} on {date}")
BEFORE = N_("Before that in bundle {number} of {office}, check code {digits}: {proof}")
PROOFS = {
    "received": N_("received here"),
    "sealed": N_("its seal and every line are proved"),
    "told": N_("as the national office says; its seal holds, its card is not known here"),
}
GAP = N_(
    "It builds on a version that is not held here: lost on the way, or taken back. The next answer"
    " asks for it."
)
