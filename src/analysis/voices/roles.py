"""The part a speaker plays in the story: from the codebook, else proposed from the words that introduce the speaker."""

import re

from analysis.corpus.codebook import Codebook
from analysis.voices.names import shown

# Tried in this order; the first that matches the words as written is proposed.
_PROPOSED = (
    ("human_rights", r"human[ -]?rights|rights (?:group|activist|defender|body|organi[sz]ation)s?|watchdog"),
    (
        "affected",
        r"\b(?:wife|husband|widow|mother|father|son|daughter|famil(?:y|ies)|relatives?|victims?|survivors?"
        r"|residents?|villagers?|prisoners?|detainees?|refugees?|patients?|passengers?|neighbou?rs?|witness(?:es)?)\b",
    ),
    ("opposition", r"\bopposition\b|\bdissidents?\b|\bexiled\b"),
    (
        "expert",
        r"\b(?:analysts?|experts?|professors?|researchers?|scholars?|economists?|historians?|scientists?"
        r"|academics?|observers?|lecturers?|fellow|epidemiologists?|doctors?|critics)\b",
    ),
    ("activist", r"\b(?:activists?|campaigners?|protesters?|demonstrators?|organi[sz]ers?|charity|ngos?)\b"),
    (
        "security",
        r"\b(?:police|sheriff|army|military|troops|soldiers?|officers?|navy|colonel|commander|fire (?:service"
        r"|department|brigade)|detectives?|coastguard)\b",
    ),
    ("court", r"\b(?:court|judges?|prosecut(?:or|ors|ion)|lawyers?|attorneys?|justice)\b"),
    (
        "media",
        r"\b(?:state media|newspapers?|news agency|journalists?|reporters?|broadcaster|correspondents?|times|post"
        r"|reuters|associated press|bbc|cnn|media|magazine)\b",
    ),
    (
        "business",
        r"\b(?:chief executive|ceo|company|firm|spokes\w+ for the company|executives?|manufacturer|bank"
        r"|investors?|retailer|airline)\b",
    ),
    (
        "politician",
        r"\b(?:senators?|sens?\.|reps?\.|congress\w*|lawmakers?|mps?|candidates?|nominee|party|republicans?"
        r"|democrats?|councill?ors?|campaign|governor|gov\.|mayor)\b",
    ),
    (
        "government",
        r"\b(?:presidents?|prime minister|ministers?|minist(?:ry|ries)|governments?|officials?|secretary"
        r"|department|authorit(?:y|ies)|administration|white house|kremlin|state|embassy|ambassador|chancellor"
        r"|diplomats?|agency|commission|bureau|council|united nations|european union|\beu\b|\bun\b)\b",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _PROPOSED)


def codebook_roles(codebook: Codebook) -> dict[str, str]:
    """The role of each actor of the codebook that has one, by the name that tables show."""
    actors = (codebook.actors[key] for key in sorted(codebook.actors))
    return {shown(actor): actor.role for actor in actors if actor.role}


def proposed_role(as_written: str) -> str | None:
    """The role that the words introducing a speaker suggest, None where they say nothing.

    **Misleads when** a title names another field than the speaker's ("the court artist"). The codebook decides; this
    only fills gaps and is marked as proposed wherever it is shown.

    >>> proposed_role("Ann Lee, professor of law at Oslo")
    'expert'
    """
    return next((role for role, pattern in _PATTERNS if pattern.search(as_written)), None)
