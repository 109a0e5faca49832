"""The letters of a recovery sheet: the seed of a seal as 14 groups of 4, with a check in them.

Crockford's base32 (no I, L, O, U) of 4 zero bits, the 256 bits of the seed and 4 check letters.
These are the remainder by the polynomial of the ovoid code over GF(32) (length 1025, distance 4),
so that one wrong letter is located for certain, two neighbours that changed places too, and two
wrong letters are never taken for one. The short name of the key comes from the seed: it needs no
letters of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

GROUPS, LETTERS = 14, 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LIKE = str.maketrans("OILU", "011V")  # letters that are left out because they look like others
_BITS = 5
_CHECKS = 4
_REGISTER = (1 << _BITS * (_CHECKS - 1)) - 1
_SEED_BITS = 256
# x^4 + 30x^3 + 20x^2 + 30x + 1 over GF(32) = GF(2)[x] / (x^5 + x^2 + 1), times 1, 2, 4, 8, 16
_FEEDBACK = (0xF53C1, 0xCB722, 0xBEAE4, 0x5C568, 0xB1ED0)

Symbols = list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What typed groups amount to: the seed, or the numbers (from 1) of the groups to look at.

    No seed and no number: several groups differ, and it cannot be told which.
    """

    seed: bytes | None = None
    wrong: tuple[int, ...] = ()


def groups_of(seed: bytes) -> list[str]:
    """Return the 14 groups that are printed for a seed of 32 bytes."""
    number = int.from_bytes(seed, "big")
    data = [number >> _BITS * place & 31 for place in reversed(range(GROUPS * LETTERS - _CHECKS))]
    rest = _remainder([*data, *[0] * _CHECKS])
    checks = [rest >> _BITS * place & 31 for place in reversed(range(_CHECKS))]
    letters = "".join(ALPHABET[symbol] for symbol in (*data, *checks))
    return [letters[start : start + LETTERS] for start in range(0, len(letters), LETTERS)]


def tidy(group: str) -> str:
    """Return a group as it is printed: capitals, figures for the letters that look like them."""
    return "".join(group.split()).upper().translate(_LIKE).replace("-", "")


def is_group(group: str) -> bool:
    """Tell whether this can be a group: four letters and figures that are in use."""
    return len(tidy(group)) == LETTERS and set(tidy(group)) <= set(ALPHABET)


def read_groups(typed: Sequence[str]) -> Typed:
    """Return the seed in 14 typed groups, or which of them to compare with the sheet."""
    given = [tidy(group) for group in typed]
    lacking = [number for number, group in enumerate(given, 1) if not is_group(group)]
    if lacking or len(given) != GROUPS:
        return Typed(wrong=tuple(lacking) or (min(len(given), GROUPS),))
    symbols = [ALPHABET.index(letter) for group in given for letter in group]
    if _holds(symbols):
        number = 0
        for symbol in symbols[:-_CHECKS]:
            number = number << _BITS | symbol
        return Typed(seed=number.to_bytes(_SEED_BITS // 8, "big"))
    rest = _remainder(symbols)
    for guesses in (_one_wrong, _neighbours, _two_swapped, _groups_swapped):
        places = {place // LETTERS + 1 for mended in guesses(symbols, rest) for place in mended}
        if places:
            return Typed(wrong=tuple(sorted(places)))
    return Typed()


def _holds(symbols: Symbols) -> bool:
    """Tell whether the check fits and the bits before the seed are zero."""
    return symbols[0] < 2 and _remainder(symbols) == 0  # noqa: PLR2004 - one bit of five is seed


def _remainder(symbols: Sequence[int]) -> int:
    rest = 0
    for symbol in symbols:
        top = rest >> _BITS * (_CHECKS - 1)
        rest = (rest & _REGISTER) << _BITS | symbol
        for bit, feedback in enumerate(_FEEDBACK):
            if top >> bit & 1:
                rest ^= feedback
    return rest


def _one_wrong(symbols: Symbols, rest: int) -> Iterator[tuple[int, ...]]:
    for place, remainders in enumerate(_table()):
        if rest in remainders:
            other = symbols[place] ^ remainders.index(rest)
            if _holds(_with(symbols, {place: other})):
                yield (place,)


def _neighbours(symbols: Symbols, rest: int) -> Iterator[tuple[int, ...]]:
    return _exchanged(symbols, rest, [(place, place + 1) for place in range(len(symbols) - 1)])


def _two_swapped(symbols: Symbols, rest: int) -> Iterator[tuple[int, ...]]:
    return _exchanged(symbols, rest, list(combinations(range(len(symbols)), 2)))


def _groups_swapped(symbols: Symbols, _rest: int) -> Iterator[tuple[int, ...]]:
    for one, other in combinations(range(0, len(symbols), LETTERS), 2):
        there = {one + at: symbols[other + at] for at in range(LETTERS)}
        back = {other + at: symbols[one + at] for at in range(LETTERS)}
        if _holds(_with(symbols, there | back)):
            yield one, other


def _exchanged(
    symbols: Symbols, rest: int, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, ...]]:
    table = _table()
    for one, other in pairs:
        between = symbols[one] ^ symbols[other]
        if table[one][between] ^ table[other][between] == rest and between:
            mended = _with(symbols, {one: symbols[other], other: symbols[one]})
            if _holds(mended):
                yield one, other


@cache
def _table() -> list[list[int]]:
    """Return the remainder of each symbol at each place alone: those of many add up by xor."""
    places = range(GROUPS * LETTERS)
    return [
        [_remainder([symbol, *[0] * behind]) for symbol in range(32)] for behind in reversed(places)
    ]


def _with(symbols: Symbols, changed: dict[int, int]) -> Symbols:
    return [changed.get(place, symbol) for place, symbol in enumerate(symbols)]
