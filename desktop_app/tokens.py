"""The tokens of the look, one table for window, paper and charts: colours, spaces, type, radius."""

from dataclasses import dataclass

SPACES = (4, 8, 12, 16, 24, 32, 48)  # S1 to S7: pixels at 100 % in the window, points on paper
RADIUS, SMALL_RADIUS = 6, 4

# Type on paper, in points; the window takes its sizes from the system's.
TITLE_SIZE, LONG_TITLE_SIZE, H1_SIZE, H2_SIZE = 24, 18, 14, 11
TEXT_SIZE, TABLE_SIZE, SMALL_SIZE = 9.5, 8, 7


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB; every ink has a contrast of at least 4.5 on paper, raised and sunken.

    `provider`, `recipient` and `both` also differ for those who see fewer colours, and in grey.
    """

    dark: bool
    paper: str
    raised: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    on_accent: str
    line: str
    error: str
    warning: str
    good: str
    info: str
    provider: str
    recipient: str
    both: str


LIGHT = Tokens(
    dark=False,
    paper="#FFFFFF",
    raised="#F7F8F7",
    sunken="#EEF1EF",
    ink="#16211E",
    ink2="#4A5753",
    ink3="#5C6965",
    accent="#0B6B57",
    accent_soft="#DDEFEA",
    on_accent="#FFFFFF",
    line="#DDE3E0",
    error="#B3261E",
    warning="#8A5A00",
    good="#2E6B2E",
    info="#245A8D",
    provider="#064538",
    recipient="#A85800",
    both="#494C98",
)
DARK = Tokens(
    dark=True,
    paper="#1B1F1E",
    raised="#232827",
    sunken="#161A19",
    ink="#ECF1EF",
    ink2="#B4C0BC",
    ink3="#8E9A96",
    accent="#5CC7AE",
    accent_soft="#173A33",
    on_accent="#0C1F1A",
    line="#35403C",
    error="#F2A29B",
    warning="#E5BE6B",
    good="#8FCF8F",
    info="#92BFEA",
    provider="#40A08A",
    recipient="#F8CC9A",
    both="#ABADEA",
)
INKS = ("ink", "ink2", "ink3", "accent", "error", "warning", "good", "info")
ROLES = ("provider", "recipient", "both")
GROUNDS = ("paper", "raised", "sunken")
