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
from analysis.english.word_lists import word_sets, word_table

_AGENCIES = word_table("agencies")
_KNOWN = "|".join(re.escape(name) for name in sorted(_AGENCIES, key=lambda name: (-len(name), name)))
_NAMED = re.compile(rf"(?<!\w)(?:{_KNOWN})(?!\w)")
# Several are credited together: "AFP, dpa", "PTI and ANI".
_LIST = rf"(?:{_KNOWN})(?:(?:\s?[,/&+]\s?|\s(?:and|und|et|y|e)\s)(?:{_KNOWN}))*+(?!\w)"
_THE = r"(?:[Tt]he\s)?"
_BODY = r"[A-Z][\w&.’'/-]*+(?:[ ](?:of[ ]|for[ ]|and[ ])?[A-Z][\w&.’'/-]*+){0,5}"
# Where an agency may stand in a dateline: in brackets, or before a dash or a full stop; before it, place and day.
_IN_BRACKETS = re.compile(
    rf"(?:[(\[]|(?<![^\s.])/)(?P<inside>[^()/\[\]]{{0,60}}?(?<!\w))(?P<agency>(?:{_KNOWN})|[A-Z]{{2,8}})(?:/[\w-]{{2,20}})*+[^()\[\]/\w]{{0,2}}"
    r"(?:\s[\w\s]{1,20})?[)/\]](?P<dash>\s*(?:--|[-–—:]))?"
)
_BEFORE_A_DASH = re.compile(rf"(?<!\w)(?P<agency>{_KNOWN})(?:\s*(?:--|[-–—|])\s|\.\s(?=[“‘\"]?[^\W\d_a-z]))")
# "Scranton, PA — …" is in Pennsylvania.
_STATES = frozenset({"PA"})
_DATELINE_ENDS, _PLACE_WORDS, _LONGEST_WORD = 160, 9, 24
_IN_A_PLACE = frozenset("de la of the".split())
_DAY = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|º)?")
_COMPANY = frozenset("inc corp ltd plc llc co group holdings".split())
# What may stand beside an agency's name in a line that only says whose text this is: names, days, times, initials and
# these words. Some of them lead to the name, and some share the credit with others.
_WORDS = word_sets("credit_lines", package="analysis.framing")
_BESIDE = frozenset().union(*_WORDS.values())
_LINE_WORDS = re.compile(r"[^\W_][\w.'’-]*")
_INITIALS = re.compile(r"(?<![^\s/(])[a-z]{2,4}(?:/[a-z]{2,4}\b|(?=[/,)])|$)")
_MOST_WORDS = 18
_FOLLOWS = re.compile(
    r"\d|[|•·/(–—-]|,(?:\s*[^\s,]+){1,2}$|,[^,]*\d|[a-z]{2,4}/|(?:in|and|from|via|reports?|copy|inputs?)\b"
    r"|(?i:editorial|staff|national|special|political|business|sports|writers?|reporters?|correspondents?|news)\b"
)
_PICTURE = re.compile(
    r"\b(?:photo(?:s|graphs?|graphers?)?|images?|pictures?|file|graphics?|video|getty|handout|screengrab)\b",
    re.IGNORECASE,
)
_REPORT = r"(?:this|the)\s(?:\w+\s)?(?:report|story|article|dispatch|piece)"
_WRITERS = r"(?:writers?|reporters?|correspondents?|journalists?|staff)"
_MATERIAL = r"(?:inputs?|files|reporting|reports?|materials?|information|contributions|copy)"
_PARTS = re.compile(
    rf"""
    (?P<by>(?<!\w){_LIST}|{_BODY})\s(?:also\s)?contributed\s(?:to\s{_REPORT}|(?:additional\s)?reporting)
    | (?<!\w)(?P<just>{_LIST})\scontributed\s?[.)]
    | \b(?P<writers>{_KNOWN})\s(?:\w+\s)?{_WRITERS}\b[^.;]{{0,160}}\bcontributed\b
    | \b[Ww]ith\s(?:\w+\s){{0,2}}{_MATERIAL}\s(?:from|by)\s{_THE}(?P<with>{_LIST})
    | \b(?:[Ii]nformation|[Mm]aterials?|[Rr]eporting|[Cc]ontent)\sfrom\s{_THE}(?P<from>{_LIST})
    | \b(?:[Aa]dditional|contains|includes)\s(?:\w+\s)?reporting\sby\s{_THE}(?P<additional>{_LIST})
    """,
    re.VERBOSE,
)
_OWNED = r"(?:©|\([cC]\)|\b[Cc]opyright)"
_WHOLES = re.compile(
    rf"""
    \b(?P<reporting>{_KNOWN})\s[Rr]eporting\sby\b
    | {_OWNED}\s?(?:[^\s.]{{1,20}}\s){{0,4}}?{_THE}(?P<owner>{_KNOWN})\b
    | \b(?P<marked>{_KNOWN})\s(?:\d{{4}}\s)?©
    | \b(?:originally|first)\s(?:published|appeared|posted|printed)\s(?:by|in|on|at)\s{_THE}(?P<first>{_BODY})
    | \b(?:was|is|has\sbeen)\s(?:provided|supplied|distributed|produced)\sby\s{_THE}(?P<supplied>{_KNOWN})\b
    | \bfrom\san?\s(?:unedited\s|syndicated\s)?(?P<feed>{_KNOWN})\s(?:\w+\s)?(?:feed|copy)\b
    | \bfeed(?::|\s(?:of|from|by))\s{_THE}(?P<feeder>{_KNOWN})\b
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(
    rf"(?:^|[.!?”\"’]\s*[-–—=_(\[/]+\s?|[.!?”\"’]\s|^[-–—=_(\[/*\s]+){_THE}(?P<agency>{_LIST})"
    r"(?:\s[A-Z]{2,4}){0,3}\s?[)\]]?\.?\s*\Z",
    re.MULTILINE,
)
_SIGN_OFF = re.compile(r"\b[Rr]eporting\sby\s[^;()]{3,120};\s?(?:[Ww]riting|[Ee]diting)\sby\b")
# Words without which no sentence is a credit: the patterns above are tried only near them.
_HINT = re.compile(
    r"©|\([cC]\)|[Cc]opyright|contributed|[Rr]eporting|[Mm]aterials?\b|[Ii]nformation\sfrom|[Cc]ontent\sfrom|inputs?\sfrom"
    r"|(?:files|reports?|copy|contributions)\s(?:from|by)|originally|first\s(?:p|app)|(?:provid|suppli|distribut|produc)ed\sby|feed\b"
)
_BEFORE, _AFTER = 200, 1_000
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
    for name in _NAMED.findall(source):
        if len(name) > 4 or name == source or f"({name})" in source:
            yield Credit(_called(name), source, is_whole=True)


def _in_lines(lines: Sequence[str], title: str | None) -> Iterator[Credit]:
    """Datelines of paragraphs, and lines that only say whose text this is."""
    for at, line in enumerate(lines):
        is_opening = at < _OPENING
        if found := _dateline(line):
            yield replace(found, is_whole=is_opening)
        elif (is_opening or at >= len(lines) - _CLOSING) and line != title and (at > 0 or _is_by_line(line, title)):
            yield from _credit_line(line)


def _is_by_line(line: str, title: str | None) -> bool:
    """Whether the first line, which may be the headline, can be a credit."""
    return title is None and "by" in line.lower().split()


def _dateline(line: str) -> Credit | None:
    head = line[:_DATELINE_ENDS]
    for found in filter(None, (_IN_BRACKETS.search(head), _BEFORE_A_DASH.search(head))):
        if not _PICTURE.search(line[: found.end() + 20]) and _is_dateline(found, line):
            return Credit(_called(found["agency"]), line[: found.end()].strip(" .:–—-|\n"), is_whole=True)
    return None


def _is_dateline(found: re.Match[str], line: str) -> bool:
    """Whether what stands beside an agency's name is a place and a day."""
    name, before, about = found["agency"], line[: found.start()], found.groupdict()
    place = (before + (about.get("inside") or "")).strip(" ,.:;|/–—-")
    if not _is_head(place):
        return False
    if found.re is not _IN_BRACKETS:
        return not (name in _STATES and before.rstrip().endswith(","))
    if about["dash"]:
        return name in _AGENCIES or _is_place(place, name)
    # "The Port Agency (PA) said": a name and what it is short for, and the sentence goes on.
    goes_on = line[found.end() :].lstrip()[:1].islower() or _is_short_for(name, place)
    return name in _AGENCIES and not about["inside"] and not goes_on


def _is_head(place: str) -> bool:
    """Whether words are those of a place and a day, in any language: capitals, numbers, and what follows a number."""
    words = [word for one in place.split() if (word := one.strip(",.:;|/–—-[]"))]
    if len(words) > _PLACE_WORDS:
        return False
    after_number = False
    for word in words:
        is_number = _DAY.fullmatch(word) is not None
        is_name = not word[0].islower() and not word[0].isdigit() and len(word) <= _LONGEST_WORD
        is_month = after_number and word.isalpha() and len(word) <= 10
        if not (is_number or is_name or is_month or word in _IN_A_PLACE):
            return False
        after_number = is_number or (after_number and word == "de")
    return True


def _is_short_for(acronym: str, name: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    return acronym in words or "".join(word[0] for word in words if word[0].isupper()).endswith(acronym)


def _is_place(place: str, acronym: str) -> bool:
    """Whether what stands before an unknown acronym is a place, not the name or the company that it is short for."""
    words = re.findall(r"[^\W\d_][\w'’-]*", place)
    if not words or _is_short_for(acronym, place):
        return False
    has_form = place.isupper() or "," in place or any(map(str.isdigit, place))
    return has_form and _COMPANY.isdisjoint(word.lower() for word in words)


def _credit_line(line: str) -> list[Credit]:
    """The agencies of a line such as "By Ann Lee, Associated Press" or "AFP, dpa"; no picture's, and no headline."""
    if len(line) > _LONGEST_LINE or _PICTURE.search(line):
        return []
    line_only = line.strip(" .()[]")
    names = list(_NAMED.finditer(line_only))
    if not names or not _is_line_of_names(_NAMED.sub("", line_only)):
        return []
    before, after = line_only[: names[0].start()], line_only[names[-1].end() :].lstrip(")] ")
    is_in_capitals = before.isupper() and not names[0].group().isupper()  # "ANN LEE Associated Press"
    if before and not is_in_capitals and not _leads_to_a_name(before):
        return []
    if after and not _FOLLOWS.match(after):
        return []
    shared = not _WORDS["shared"].isdisjoint(word.lower() for word in _LINE_WORDS.findall(before + after))
    return list(_each(line_only, words=line, is_whole=not shared))


def _is_line_of_names(rest: str) -> bool:
    """Whether a line without its agencies has only names, days, times, initials and words of credits."""
    words = _LINE_WORDS.findall(_INITIALS.sub("", rest))
    return len(words) <= _MOST_WORDS and all(
        not word[0].islower() or word.strip(".'’").lower() in _BESIDE for word in words
    )


def _leads_to_a_name(before: str) -> bool:
    """Whether an agency's name can follow in a line of credits: after "by", a comma or a dash, or in a by-line."""
    words = [word.strip(".'’").lower() for word in _LINE_WORDS.findall(_INITIALS.sub("", before))]
    if before.rstrip(" (")[-1:] in ",:|•·/–—-=_*" or not words:
        return True
    return words[-1] in _WORDS["lead"] or words[0] in _WORDS["by"]


def _each(named: str, *, words: str, is_whole: bool) -> Iterator[Credit]:
    """A credit for each agency that words name; of several, none but the first can have written the whole text."""
    for place, found in enumerate(_NAMED.finditer(named)):
        yield Credit(_called(found.group()), words, is_whole=is_whole and place == 0)


def _in_sentences(text: str) -> Iterator[Credit]:
    looked_at = 0
    for hint in _HINT.finditer(text):
        if hint.end() <= looked_at:
            continue
        start = max(0, text.rfind("\n", max(0, hint.start() - _BEFORE), hint.start()) + 1, hint.start() - _BEFORE)
        end = text.find("\n", hint.end(), hint.end() + _AFTER)
        # What stands closest before the end of the window is looked at again from there, unless the line ends too.
        looked_at = end if end >= 0 else hint.end() + _AFTER - _BEFORE
        near = text[start : end if end >= 0 else hint.end() + _AFTER].strip()
        for found in _PARTS.finditer(near):
            name, words = found.group(found.lastgroup), _words(near, found)
            known = list(_each(name, words=words, is_whole=False))
            yield from known
            if not known and (name.startswith("The ") or _is_agency(name)):
                yield Credit(name.removeprefix("The "), words, is_whole=False)
        for found in _WHOLES.finditer(near):
            if not _PICTURE.search(near[max(0, found.start() - 30) : found.start()]):
                yield Credit(_called(found.group(found.lastgroup).rstrip(".’'")), _words(near, found), is_whole=True)
        # This form of sign-off is Reuters's; others use it too, so the text must name the agency.
        if (found := _SIGN_OFF.search(near)) and re.search(r"\bReuters\b", text):
            yield Credit("Reuters", _words(near, found), is_whole=True)
    if found := _SIGNED.search(text, max(0, len(text) - 60)):
        yield from _each(found["agency"], words=found.group().strip(" .\n"), is_whole=True)


def _is_agency(name: str) -> bool:
    # "Lee and Orr" are two reporters, though a body's name may have an "and" in it.
    return name in _AGENCIES or (" and " not in name and is_body(name))


def _words(near: str, found: re.Match[str]) -> str:
    """The words of a credit: its line, or what of it was recognised."""
    return near if len(near) <= _LONGEST_LINE else found.group()
