"""Dashes, hyphens, apostrophes, quotation marks and spaces: every glyph that newspapers set for them, once.

The sets are strings, so that a rule can put them into a character class: `[{HYPHENS}]` (a hyphen-minus stands first).
"""

# Hyphens join a word; dashes part clauses and ranges. The minus sign and the non-breaking hyphen are often set for one.
HYPHENS = "-\u2010\u2011"
LONG_DASHES = "\u2012\u2013\u2014\u2015"
MINUS = "\u2212"
DASHES = HYPHENS + LONG_DASHES + MINUS
APOSTROPHES = "'’‘"
DOUBLE_QUOTES = '"“”„‟«»＂'
SINGLE_QUOTES = "'‘’‚‛`´"
CLOSING_QUOTES = "\"”»'’´"
QUOTES = DOUBLE_QUOTES + SINGLE_QUOTES
# Spaces at which a line does not break: they part the digits of one number.
FIXED_SPACES = "\u00a0\u2007\u2009\u202f"
# No-break, thin, narrow no-break and em space stand where a space stands.
SPACES = " \t\u00a0\u2009\u202f\u2003"

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u2010": "-", "\u2011": "-"}
)


def straight(text: str) -> str:
    """`text` with straight quotation marks and apostrophes and plain hyphens, character for character.

    >>> straight("“don’t” re‑arrest")
    '"don\\'t" re-arrest'
    """
    return text if text.isascii() else text.translate(_STRAIGHT)
