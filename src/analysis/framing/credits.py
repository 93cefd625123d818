"""Which agency an article says its text is from: dateline, by-line, copyright, closing credit.

An article that opens "OSLO (AP) —" prints an agency's text, whatever was changed in it; one that closes "The Associated
Press contributed to this report" prints some of it. Two such articles are not independent, though they may share no
run of words. An agency need not be known: the brackets of a dateline name one, and so does who contributed a report.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.corpus import outlets
from analysis.english.names import is_body
from analysis.english.word_lists import word_table

_AGENCIES = word_table("agencies")
_KNOWN = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=lambda name: (-len(name), name)))
_THE = r"(?:[Tt]he\s)?"
_BODY = r"[A-Z][\w&.’'/-]*+(?:[ ](?:of[ ]|for[ ]|and[ ])?[A-Z][\w&.’'/-]*+){0,5}"
# A place, and a day in any language: "5 May", "5 de mayo".
_DAY = r"\d{1,4}(?:st|nd|rd|th|er|º)?(?:\s(?:de\s)?[a-zà-ÿ]{3,10}\b)?"
_PLACE = rf"(?:\[?(?:[^\W\d_a-z][\w.'’-]{{0,20}}|{_DAY}|de|la|of|the)\]?[\s,.:;|/–—-]{{1,3}}){{0,9}}?"
_DASH = r"\s*(?:--|[-–—:])"
_DATELINE = re.compile(
    rf"\W{{0,3}}(?P<place>{_PLACE})[(/\[](?P<agency>(?:{_KNOWN})|[A-Z]{{2,8}})[^()\[\]/\w]{{0,2}}"
    rf"(?P<more>\s[\w\s]{{1,20}})?[)/\]](?P<dash>{_DASH})?"
)
_DATELINE_PLAIN = re.compile(
    rf"\W{{0,3}}(?P<place>{_PLACE})(?P<agency>{_KNOWN})(?:\s*(?:--|[-–—|])\s|\.\s(?=[^\W\d_a-z]))"
)
_COMPANY = frozenset("inc corp ltd plc llc co group holdings".split())
# What may stand beside an agency's name in a line that only says whose text this is.
_BESIDE = (
    r"(?:[^\W\d_a-z][\w.'’-]*|\d[\d:.,/]*|[ap]\.?m\.?|by|from|via|with|and|in|of|for|at|on|the|staff|source|"
    r"writers?|reporters?|correspondents?|editors?|editorial|agencies|wires?|services?|news|reports?|updated|published|posted|"
    r"mit|von|van|avec|con|de|da|di|la|le|du|informaci[oó]n|informazioni|informations|material)"
)
_CREDIT_LINE = re.compile(
    rf"(?P<before>(?:{_BESIDE}[\s:,|•·/–—-]+){{0,9}}?)\(?(?P<agency>{_KNOWN})\)?(?P<after>(?:[\s:,|•·/–—-]+{_BESIDE}){{0,9}})"
)
_LEADS_TO = re.compile(r"(?:\b(?:by|from|via|with|and|of|for|source|staff|the|mit|von|avec|con|de|da)|[,:|•·/–—-])[\s:]*$", re.IGNORECASE)
_FOLLOWS = re.compile(r"[,:|•·/–—-]|(?:editorial|staff|writers?|reporters?|in|and|news)\b", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:photos?|images?|pictures?|file|graphics?|video|getty|handout|screengrab)\b", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:with|and|additional|agencies|mit|avec|con)\b", re.IGNORECASE)
_REPORT = r"(?:this|the)\s(?:\w+\s)?(?:report|story|article|dispatch|piece)"
_WRITERS = r"(?:writers?|reporters?|correspondents?|journalists?|staff)"
_MATERIAL = r"(?:inputs?|files|reporting|reports?|materials?|information|contributions|copy)"
_PARTS = re.compile(
    rf"""
    (?P<by>(?<!\w)(?:{_KNOWN})|{_BODY})\s(?:also\s)?contributed\s(?:to\s{_REPORT}|(?:additional\s)?reporting)
    | \b(?P<writers>{_KNOWN})\s(?:\w+\s)?{_WRITERS}\b[^.;]{{0,160}}\bcontributed\b
    | \b[Ww]ith\s(?:\w+\s){{0,2}}{_MATERIAL}\s(?:from|by)\s{_THE}(?P<with>{_KNOWN})\b
    | \b(?:[Ii]nformation|[Mm]aterials?|[Rr]eporting|[Cc]ontent)\sfrom\s{_THE}(?P<from>{_KNOWN})\b
    | \b[Aa]dditional\sreporting\sby\s{_THE}(?P<additional>{_KNOWN})\b
    """,
    re.VERBOSE,
)
_WHOLES = re.compile(
    rf"""
    \b(?P<reporting>{_KNOWN})\s[Rr]eporting\sby\b
    | (?:©|\([cC]\)|\b[Cc]opyright)\s?(?:©\s?)?(?:\d{{4}}[\s,]{{1,2}})?(?:by\s)?{_THE}(?P<owner>{_KNOWN})\b
    | \b(?:originally|first)\s(?:published|appeared|posted|printed)\s(?:by|in|on|at)\s{_THE}(?P<first>{_BODY})
    | \b(?:was|is|has\sbeen)\s(?:provided|supplied|distributed|produced)\sby\s{_THE}(?P<supplied>{_KNOWN})\b
    | \bfrom\san?\s(?:unedited\s|syndicated\s)?(?P<feed>{_KNOWN})\s(?:\w+\s)?feed\b
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(
    rf"(?:^|[.!?”\"’]\s*[-–—(\[/]\s?|[.!?”\"’]\s){_THE}(?P<agency>{_KNOWN})(?:\s[A-Z]{{2,4}}){{0,3}}\s?[)\]]?\.?\s*\Z", re.MULTILINE
)
_SIGN_OFF = re.compile(r"\b[Rr]eporting\sby\s[^;()]{3,120};\s?(?:[Ww]riting|[Ee]diting)\sby\b")
# Words without which no sentence is a credit: the patterns above are tried only near them.
_HINT = re.compile(
    r"©|\([cC]\)|[Cc]opyright|contributed|[Rr]eporting|[Mm]aterials?\b|[Ii]nformation\sfrom|[Cc]ontent\sfrom|inputs?\sfrom"
    r"|(?:files|reports?|copy|contributions)\s(?:from|by)|originally|first\s(?:p|app)|(?:provid|suppli|distribut|produc)ed\sby|feed\b"
)
_NEAR = 200
# Lines in which an article's own credit may stand: its first ones, and its last.
_OPENING, _CLOSING, _LONGEST_LINE = 8, 4, 110


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that an article names as its writer, in which words, and whether the text as a whole is credited."""

    agency: str
    words: str
    is_whole: bool


def credits_of(text: str, *, source: str = "", title: str | None = None) -> list[Credit]:
    """The agencies that an article credits, each once, those of the whole text first.

    >>> [(one.agency, one.words) for one in credits_of("Calm returns\\n\\nOSLO, May 4 (AP) — The sea was calm.")]
    [('AP', 'OSLO, May 4 (AP)')]
    >>> [one.is_whole for one in credits_of("It rained.\\n\\nThe Associated Press contributed to this report.")]
    [False]
    >>> credits_of("The union, AP reported, told Reuters that Ann Lee contributed to this report.")
    []
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = [*_in_lines(lines, title), *_in_sentences(text), *_of_source(source)]
    kept: dict[str, Credit] = {}
    for credit in sorted(found, key=lambda credit: not credit.is_whole):
        kept.setdefault(credit.agency, credit)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies that each article credits, by name."""

    credits: Sequence[Mapping[str, Credit]]
    sources: Sequence[str]

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "Agencies":
        """Read them from texts, outlets' names and titles."""
        sources = outlets(articles).tolist()
        rows = zip(articles["text"], sources, articles["title"], strict=True)
        found = [
            credits_of(text, source=source, title=title if isinstance(title, str) else None)
            for text, source, title in rows
        ]
        return cls(_of_one_name(found), sources)

    def carried(self, at: int) -> Credit | None:
        """The credit for an article's whole text, where it carries another's: an agency's own report is its own."""
        own = _called(self.sources[at])
        return next((one for one in self.credits[at].values() if one.is_whole and one.agency != own), None)

    def _both(self, a: int, b: int) -> tuple[Credit, Credit] | None:
        """The credits of an agency that both name; of several the first for whose text as a whole both give."""
        first, second = self.credits[a], self.credits[b]
        pairs = [(first[name], second[name]) for name in first if name in second]
        # What an agency publishes under its own name is several reports of one outlet, as with any other outlet.
        own = self.sources[a] == self.sources[b]
        pairs = [pair for pair in pairs if not (own and pair[0].words == pair[1].words == self.sources[a])]
        return min(pairs, key=lambda pair: -pair[0].is_whole - pair[1].is_whole, default=None)

    def is_one(self, a: int, b: int) -> bool:
        """Whether both articles are, as they say, one agency's texts."""
        both = self._both(a, b)
        return both is not None and all(credit.is_whole for credit in both)

    def told(self, a: int, b: int) -> dict:
        """The columns that say so."""
        first, second = self._both(a, b) or (None, None)
        return {
            "agency": first.agency if first else None,
            "credit_a": first.words if first else None,
            "credit_b": second.words if second else None,
        }


def _of_one_name(articles: Iterable[Sequence[Credit]]) -> list[dict[str, Credit]]:
    """The credits of each article by agency, where a name and its initials in another article's dateline are one."""
    articles = list(articles)
    short = {credit.agency for credits in articles for credit in credits if credit.agency.isupper()}

    def named(credit: Credit) -> Credit:
        initials = "".join(word[0] for word in credit.agency.split() if word[:1].isupper())
        return replace(credit, agency=initials) if initials in short else credit

    return [{one.agency: one for one in map(named, credits)} for credits in articles]


def _called(name: str) -> str:
    return _AGENCIES.get(name, name)


def _of_source(source: str) -> Iterator[Credit]:
    """An outlet that is an agency, or says in brackets whose text it carries."""
    for name in re.findall(rf"(?<!\w)(?:{_KNOWN})(?!\w)", source):
        if len(name) > 4 or name == source or f"({name})" in source:
            yield Credit(_called(name), source, is_whole=True)


def _in_lines(lines: Sequence[str], title: str | None) -> Iterator[Credit]:
    """Datelines of paragraphs, and lines that only say whose text this is."""
    for at, line in enumerate(lines):
        is_opening = at < _OPENING
        if found := _dateline(line):
            yield replace(found, is_whole=is_opening)
        elif (is_opening or at >= len(lines) - _CLOSING) and (at > 0 or title is None) and line != title:
            found = _credit_line(line)
            if found and not (at == 0 and "by" not in line.lower().split()):
                yield found


def _dateline(line: str) -> Credit | None:
    found = _DATELINE.match(line) or _DATELINE_PLAIN.match(line)
    if found is None or _PICTURE.search(line[: found.end() + 20]):
        return None
    name, place = found["agency"], found["place"].strip(" ,.:;|/–—-")
    if name not in _AGENCIES and not ("dash" in found.re.groupindex and found["dash"] and _is_place(place, name)):
        return None
    return Credit(_called(name), found.group().strip(" .:–—-\n"), is_whole=True)


def _is_place(place: str, acronym: str) -> bool:
    """Whether what stands before an unknown acronym is a place, not the name or the company that it is short for."""
    words = re.findall(r"[^\W\d_][\w'’-]*", place)
    if not words or "".join(word[0] for word in words if word[0].isupper()).endswith(acronym):
        return False
    has_form = place.isupper() or "," in place or any(map(str.isdigit, place))
    return has_form and _COMPANY.isdisjoint(word.lower() for word in words)


def _credit_line(line: str) -> Credit | None:
    """The agency of a line such as "By Ann Lee, Associated Press" or "Reuters"; no picture's, and no headline."""
    if len(line) > _LONGEST_LINE or _PICTURE.search(line):
        return None
    found = _CREDIT_LINE.fullmatch(line.strip(" .()[]"))
    if found is None or not (not found["before"] or _LEADS_TO.search(found["before"])):
        return None
    after = found["after"].strip()
    if after and not found["before"] and not _FOLLOWS.match(after):
        return None
    return Credit(_called(found["agency"]), line, is_whole=not _SHARED.search(found["before"] + after))


def _in_sentences(text: str) -> Iterator[Credit]:
    for hint in _HINT.finditer(text):
        near = text[max(0, text.rfind("\n", 0, hint.start()) + 1, hint.start() - _NEAR) : hint.end() + _NEAR]
        near = near.split("\n")[0].strip()
        for found in _PARTS.finditer(near):
            # "Lee in Oslo and AP contributed": the last of them.
            every = found.group(found.lastgroup)
            last = every.rpartition(" and ")[2]
            name = last if last.removeprefix("The ") in _AGENCIES else every
            name = name.removeprefix("The ") if name.startswith("The ") or _is_agency(name) else ""
            if name:
                yield Credit(_called(name), _words(near, found), is_whole=False)
        for found in _WHOLES.finditer(near):
            if not _PICTURE.search(near[max(0, found.start() - 30) : found.start()]):
                yield Credit(_called(found.group(found.lastgroup).rstrip(".’'")), _words(near, found), is_whole=True)
        # This form of sign-off is Reuters's; others use it too, so the text must name the agency.
        if (found := _SIGN_OFF.search(near)) and re.search(r"\bReuters\b", text):
            yield Credit("Reuters", _words(near, found), is_whole=True)
    if found := _SIGNED.search(text, max(0, len(text) - 60)):
        yield Credit(_called(found["agency"]), found.group().strip(" .\n"), is_whole=True)


def _is_agency(name: str) -> bool:
    # "Lee and Orr" are two reporters, though a body's name may have an "and" in it.
    return name in _AGENCIES or (" and " not in name and is_body(name))


def _words(near: str, found: re.Match[str]) -> str:
    """The words of a credit: its line, or what of it was recognised."""
    return near if len(near) <= _LONGEST_LINE else found.group()
