"""What stands on the page of an article and is not the article: menus, calls to the reader, box labels, datelines.

General vocabulary of English news sites, in `words/`: nothing there or here belongs to one publication.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from itertools import dropwhile, pairwise

from analysis.english import count_words, split_sentences
from analysis.english.marks import CLOSING_QUOTES, DASHES, LONG_DASHES
from analysis.english.word_lists import word_table

_NEWS_AGENCIES = word_table("agencies").keys()
# What the signs of the phrases in `words/` stand for; all else stands for itself.
_SIGNS = {"[": "(?:", "]": ")?", "<": "(?:", ">": ")", "|": "|", " ": r"\s", "'": "[’']?"}
_NUMBER = r"[$£€]?\d{1,7}(?:[.,]\d{1,3}){0,3}\s?[km]?"
_SIGNS |= {"_": r"\w+", "#": _NUMBER, "…": ".{0,80}", "⋯": ".{0,160}"}

# An icon's name, left over from a page: list_alt, arrow_forward.
_ICON = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){1,4}")
LONE_WORD = re.compile(r"[a-z]{2,15}")
_BREADCRUMBS = re.compile(r"[\w&’' -]{1,30}(?:\s[>»›/]\s[\w&’' -]{1,40}){1,6}")
# "1 2 3 Next »", "Page 2 of 5", "« Previous | Next »": numbers of pages with a word or an arrow.
_PAGES = re.compile(
    r"(?:(?:pages?|prev(?:ious)?|next|first|last|of|\d{1,3}|\.\.\.|[«»‹›<>|…→←·-])(?:\s+|$)){2,30}", re.IGNORECASE
)
_HANDLE = re.compile(r"@\w{2,30}|https?://\S{3,300}")
_TURNS_PAGE = re.compile(r"[«»‹›→←]|\b(?:page|prev|previous|next)\b", re.IGNORECASE)
_ARROWS = "»›>→▶ "
_OPENS_LINK = r"\s{0,2}[:|»›]\s*(?=\S)"
_OF_PICTURE = r"(?:photo|photograph|image|picture|illustration)s?"
_CREDIT = re.compile(
    rf"\((?:[^()]{{0,60}}\s)?{_OF_PICTURE}(?:\s(?:by|courtesy|from|via|credit|through)\b|\s?[:/])[^()]{{0,120}}\)\.?$"
    r"|\([^()/]{2,60}/[^()]{2,60}(?:\svia\s[^()]{2,60}|\sImages)\)\.?$"
    rf"|(?:^|[.!?|”\"]\s+)(?:{_OF_PICTURE}(?:\scredit)?|credit):\s?(?-i:[A-Z©])[^.!?:]{{1,80}}\.?$",
    re.IGNORECASE,
)
_CAPITALISED = r"[A-Z][\w.’'-]{1,20}"
_LONE_CREDIT = re.compile(
    rf"(?:{_CAPITALISED}\s){{0,3}}{_CAPITALISED}/{_CAPITALISED}(?:\s(?:via\s)?{_CAPITALISED}){{0,4}}"
    rf"|{_CAPITALISED}(?:\s{_CAPITALISED}){{1,2}}\sfor\sThe\s{_CAPITALISED}(?:\s{_CAPITALISED}){{0,3}}"
)
_LONGEST_CAPTION = 60
_OPENS_COMMENT = re.compile(
    r"[\w.-]{3,24}(?:\s[\w.-]{1,24})?\s?:\s|(?:.{2,40}\s)?\d{1,3}\s(?:minute|hour|day|week|month|year)s?\sago\b"
)
ENDS_SENTENCE = re.compile(rf"[.!?…][{CLOSING_QUOTES})\]*_]*$")
# An agency's notice opens so: "(Corrects number of dead to 12)", "Corrected version: …".
_CORRECTS = re.compile(
    r"[(\[*_•\s]*(?:corrects|refiles to correct|corrected (?:version|headline|figure))\b", re.IGNORECASE
)
# What each of the labels in `words/correction_labels.txt` has in it.
_MAY_CORRECT = re.compile(r"[Cc](?i:orrect|larif|orrig)|[Aa](?i:mendm)|[Ee](?i:rrat)|[Rr](?i:etract|ecord)")
_LABEL_END = re.compile(rf":(?=\s|$)|\s[-|{LONG_DASHES}]\s|$")
_LONGEST_LABEL = 60
_LABELS = ("labels", "correction_labels", "flashes", "links", "link_labels", "contents")
_TELLS_WHO = re.compile(r",\s(?:[^,.]{2,60}\s)?(?:said|says|told|added|wrote|urged)\b")
_TO_THE_READER = re.compile(r"\byour?\b", re.IGNORECASE)
_AFTER_LABEL = r"(?:\s?[?!:]+|\s?\([^()]{1,160}\)\s?:?|$)"


@cache
def _phrases(name: str, *, as_words: bool) -> str:
    """The phrases of a list in `words/` as one pattern; `as_words` if all begin with letters, and end with a word."""
    text = resources.files("analysis.corpus").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    text = text.replace("……", "⋯")  # one gap: of two, all lengths of both would be tried
    # Only the header is comment: further down "#" stands for a number.
    listed = [line for line in dropwhile(lambda line: line.startswith("#"), text.splitlines()) if line]
    # By their first letters, whose case is spelt out: at most places in a text none is so much as tried.
    by_first: dict[str, list[str]] = {}
    for first, *rest in (way for phrase in listed for way in _openings(phrase)):
        by_first.setdefault(first.lower() + first.upper(), []).append("".join(map(_sign, rest)))
    ways = "|".join(
        f"{f'(?-i:[{cases}])' if cases.isalpha() else _sign(cases[0])}(?:{'|'.join(rests)})"
        for cases, rests in by_first.items()
    )
    return f"(?-i:(?=[{''.join(by_first)}]))\\b(?:{ways})\\b" if as_words else f"(?:{ways})"


def _sign(sign: str) -> str:
    return _SIGNS.get(sign) or re.escape(sign)


def _openings(phrase: str) -> list[str]:
    """The ways in which a phrase can begin, none with a bracket: "<a|the> [old ]cat" gives "a …" and "the …"."""
    if phrase[0] not in "[<":
        return [phrase]
    depth, cuts = 0, [0]
    for end, sign in enumerate(phrase):
        depth += (sign in "[<") - (sign in "]>")
        if depth == 0 or (depth == 1 and sign == "|"):
            cuts.append(end)
        if depth == 0:
            break
    rest = phrase[cuts[-1] + 1 :]
    ways = [phrase[a + 1 : b] + rest for a, b in pairwise(cuts)] + [rest] * (phrase[0] == "[")
    return [opening for way in ways for opening in _openings(way)]


@cache
def _pattern(name: str, *, before: str = "", after: str = "", as_words: bool = False) -> re.Pattern[str]:
    return re.compile(f"{before}{_phrases(name, as_words=as_words)}{after}", re.IGNORECASE)


def is_chrome(line: str) -> bool:
    """Whether a line is a page's furniture by its words: a menu entry, an icon's name, a trail of sections.

    >>> is_chrome("More headlines"), is_chrome("list_alt"), is_chrome("More rain fell")
    (True, True, False)
    """
    if _pattern("navigation").fullmatch(line) or _ICON.fullmatch(line) or LONE_WORD.fullmatch(line):
        return True
    if _pattern("links", after=r"\s?[:»›>]?").fullmatch(line) or labels_comments(line):
        return True
    if (_PAGES.fullmatch(line) and _TURNS_PAGE.search(line)) or _HANDLE.fullmatch(line):
        return True
    if " | " in line and all(is_chrome(piece.strip()) for piece in line.split(" | ")):
        return True
    return bool(_BREADCRUMBS.fullmatch(line)) and not ENDS_SENTENCE.search(line)


def is_link(line: str) -> bool:
    """Whether a line is a link to another story behind its label.

    A label that opens running text as well ("Watch: …") makes a link only where no sentence follows.

    >>> is_link("READ MORE: Bridge reopens after storm"), is_link("Watch: the tide comes at noon, she said.")
    (True, False)
    """
    line = line.lstrip(_ARROWS)
    if _pattern("links", after=_OPENS_LINK).match(line):
        return len(split_sentences(line)) <= 2
    return _pattern("link_labels", after=_OPENS_LINK).match(line) is not None and not ENDS_SENTENCE.search(line)


def labels_links(line: str) -> bool:
    """Whether a line is a label that stands above links to other stories."""
    return _pattern("links", after=r"\s?[:»›>]?").fullmatch(line) is not None


def may_label_links(line: str) -> bool:
    """Whether a line may be such a label, or a heading of the article."""
    return _pattern("link_labels", after=r"\s?[:»›>]?").fullmatch(line) is not None


def labels_comments(line: str) -> bool:
    """Whether a line is the label above what readers wrote."""
    return _pattern("comments", after=r"\s?:?").fullmatch(line) is not None


def opens_comment(line: str) -> bool:
    """Whether a line opens, below such a label, as a reader's comment does: with a name and a colon, or its age."""
    return _OPENS_COMMENT.match(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit.

    >>> is_caption("Boats in the harbour. (Photo by Ana Duarte)"), is_caption("The photo by the door fell.")
    (True, False)
    """
    if count_words(line) > _LONGEST_CAPTION:
        return False
    found = _pattern("captions", before=r"[(\[]?").match(line)
    if found is not None and not (found[0].endswith(":") and line[found.end() :].lstrip()[:1].islower()):
        return True
    if line in _NEWS_AGENCIES or _pattern("picture_agencies").fullmatch(line):
        return True
    if (")" in line or ":" in line) and _CREDIT.search(line):
        return True
    return ("/" in line or "The" in line) and _LONE_CREDIT.fullmatch(line) is not None


def flash_end(paragraph: str) -> int:
    """Where the label of a flash that opens `paragraph` ends, colon included; 0 if there is none.

    >>> flash_end("BREAKING: The bridge is closed."), flash_end("Breaking the ice took days.")
    (9, 0)
    """
    found = _pattern("flashes", after=r"\s?[:|]\s+").match(paragraph)
    return len(found[0].rstrip()) if found is not None and found.end() < len(paragraph) else 0


def names_contents(line: str) -> bool:
    """Whether a line is the label of a table of contents."""
    return _pattern("contents", after=r"\s?:?").fullmatch(line) is not None


def opens_box(line: str) -> bool:
    """Whether a line opens with the label of a box beside the text: "Key facts: …"."""
    return _pattern("labels", after=_AFTER_LABEL).match(line) is not None


def is_box_label(line: str) -> bool:
    """Whether a line is such a label and nothing more."""
    return _pattern("labels", after=_AFTER_LABEL).fullmatch(line) is not None


def opens_correction(line: str) -> bool:
    """Whether a line opens a notice by which the publication corrects itself, by its label or as agencies begin one.

    >>> opens_correction("CORRECTION (March 14): The fire was on Hill Road."), opens_correction("Correction costs.")
    (True, False)
    """
    return _CORRECTS.match(line) is not None or correction_label_end(line) > 0


@lru_cache(maxsize=64)
def correction_label_end(line: str) -> int:
    """Where the label of such a notice ends, with its date and colon; 0 if there is none."""
    if not _MAY_CORRECT.search(line, 0, _LONGEST_LABEL):
        return 0
    for mark in _LABEL_END.finditer(line, 0, _LONGEST_LABEL):
        label = _without_dates(line[: mark.start()].strip("*_•# "))
        if _pattern("correction_labels").fullmatch(_AROUND_DATE.sub(" ", label).strip(" ,*_")):
            return mark.end()
    return 0


def is_correction_label(line: str) -> bool:
    """Whether a line is the label of such a notice and nothing more."""
    return correction_label_end(line) == len(line) > 0


def correction_at(text: str, start: int, end: int) -> int | None:
    """Where the sentence at `start`:`end` says that this article was corrected, or was wrong before."""
    found = _pattern("corrections", as_words=True).search(text, start, end)
    return None if found is None else found.start()


def is_label(words: str) -> bool:
    """Whether words before a colon are the page's label, not who speaks: a box's, a flash's, a link's.

    >>> is_label("EDITOR'S NOTE"), is_label("Live updates"), is_label("DUARTE")
    (True, True, False)
    """
    return any(_pattern(name).fullmatch(words) for name in _LABELS)


def calls_reader(text: str, start: int, end: int) -> bool:
    """Whether the sentence at `start`:`end` asks the reader to comment, share or subscribe.

    Not if it tells who says so: "Give now, the mayor told voters" is the article's.
    """
    if _TELLS_WHO.search(text, start, end):
        return False
    if _pattern("promotion", as_words=True).search(text, start, end):
        return True
    return _pattern("appeals", after=r"(?!\w)").match(text, start, end) is not None


def asks_reader(text: str, start: int, end: int) -> bool:
    """Whether the sentence at `start`:`end` is a question to the reader: "What do you say?"."""
    return text[start:end].rstrip(CLOSING_QUOTES).endswith("?") and _TO_THE_READER.search(text, start, end) is not None


_MONTH = rf"(?:{'|'.join(sorted(word_table('months'), key=len, reverse=True))})\.?"
_WEEKDAY = "|".join(sorted(word_table("weekdays"), key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:(?:\b(?:{_WEEKDAY})\b\.?,?\s)?(?:\b{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?:,?\s\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})",
    re.IGNORECASE,
)
_NAME = r"(?-i:(?![a-z])[^\W\d_])[\w.’'-]{1,30}"
_BYLINE = re.compile(
    rf"(?:by|written\sby|reporting\sby|posted\sby)\s{_NAME}(?:(?:,\sand\s|,\s|\sand\s|\s\|\s|\s){_NAME}){{0,7}}",
    re.IGNORECASE,
)
# An agency's sign-off: "Reporting by Ana Duarte in Tarn; Editing by Tom Orr".
_SIGNED = re.compile(
    r"\(?(?:additional\s)?(?:reporting|writing|editing|compiled|produced|photography)\s(?:and\s\w+\s)?by\s"
    r"(?:(?-i:[A-Z])[\w.’'-]*[,;]?\s?|(?:in|and|by|the|for|with|at|from|additional|reporting|writing|editing|further)\s){2,40}\)?\.?",
    re.IGNORECASE,
)
_FIRST_NAMES = word_table("first_names").keys()
_WRITERS = frozenset("correspondent columnist editor reporter writer".split())
_DASH = re.compile(rf"\s?(?:--|[{LONG_DASHES}])\s?|\s-\s")
_AGENCY = re.compile(r"\([A-Z][A-Za-z]{1,15}(?:[ /][A-Za-z]{2,15}){0,2}\)")
_PUBLISHED = re.compile(
    r"(?:first\spublished|published|last\supdated|last\smodified|updated|posted|modified|date)\b\s?(?:on|at|in)?\s?:?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?:\s?(?i:[ap]\.?m\.?))?(?:\s(?:GMT|UTC|[A-Z]{2,4}T))?|\b\d{4}\b")
_CLOCK = re.compile(
    r"(?=\d)\b(?:\d{1,2}:\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}\.\d{2}(?=\s(?:GMT|UTC|BST|CES?T|[ECMP][SD]T)))"
    r"(?:\s(?:GMT|UTC|BST|CES?T|[ECMP][SD]?T|local time))?",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(rf"\s?[{LONG_DASHES}:|-]?\s+(?=[A-Z“\"])")
_FILLER = re.compile(rf"[{DASHES}\s,;|•·:]+")
_LONGEST_DATELINE, _LONGEST_WITH_UPDATE = 90, 160
_AROUND_DATE = re.compile(r"[()\[\],]|\b(?:at|on|added|issued|posted|updated|of)\b", re.IGNORECASE)
_JOINS_TIMES = re.compile(r"\b(?:at|on)\b|[()]")
# Words that open a sentence, not a place: "However – as she said". "Us" may be the country.
_NOT_A_PLACE = word_table("function_words").keys() - {"us"} | {"yes"}


def is_entry_time(line: str) -> bool:
    """Whether a line is a time of the day, as above each entry of a live blog; a zone may stand with it.

    >>> is_entry_time("14:05 GMT"), is_entry_time("14.05")
    (True, False)
    """
    if line[:1].isalpha() or _CLOCK.search(line) is None:
        return False
    return not _FILLER.sub("", _CLOCK.sub("", line))


def entry_time_end(paragraph: str) -> int:
    """Where the time that opens an entry of a live blog ends; 0 if it opens with none."""
    found = _CLOCK.match(paragraph)
    if found is None or not _AFTER_TIME.match(paragraph, found.end()):
        return 0
    return found.end()


def names_author(line: str) -> bool:
    """Whether a line, below the headline, is the name of who wrote the article, or what that person is.

    >>> names_author("Ana Duarte"), names_author("Transport correspondent"), names_author("Harbour closed")
    (True, True, False)
    """
    name, comma, paper = line.partition(", ")
    if comma and len(paper.split()) <= 4 and all(word[0].isupper() for word in paper.split()):
        is_named = name.split()[0].lower() in _FIRST_NAMES or paper.split()[-1].lower() in _WRITERS
        return is_named and 2 <= len(name.split()) <= 4 and re.fullmatch(rf"{_NAME}(?: {_NAME})+", name) is not None
    said = line.split()
    if not 2 <= len(said) <= 4 or not all(word.replace("-", "").isalpha() for word in said):
        return False
    is_named = said[0].lower() in _FIRST_NAMES and all(word[0].isupper() for word in said)
    return is_named or (said[-1].lower() in _WRITERS and not any(word[0].isupper() for word in said[1:]))


def is_dateline(line: str) -> bool:
    """Whether a whole line only says where and when (or by whom) the text was written.

    >>> is_dateline("4 May, 2021 Geneva, Switzerland"), is_dateline("It began on 4 May 2021.")
    (True, False)
    """
    says_when = _PUBLISHED.match(line) is not None
    if len(line) > (_LONGEST_WITH_UPDATE if says_when else _LONGEST_DATELINE):
        return False
    if is_entry_time(line):
        return True
    line = _JOINS_TIMES.sub(" ", line).strip()
    return bool(_BYLINE.fullmatch(line) or _SIGNED.fullmatch(line)) or (
        bool(_DATE.search(line)) and _is_place(_without_dates(line), most=6)
    )


def dateline_end(paragraph: str, *, is_first: bool) -> int:
    """Where the dateline that opens `paragraph` ends, dash included; 0 if there is none.

    A place and a dash without a date or an agency count only in the first paragraph of a text.

    >>> dateline_end("Geneva, May 4 (AP) — Talks began.", is_first=False)
    21
    """
    dash = _DASH.search(paragraph, 0, _LONGEST_DATELINE)
    if dash is None or dash.end() >= len(paragraph):
        return 0
    head = paragraph[: dash.start()]
    rest = _without_dates(head)
    if rest != head.strip():
        return dash.end() if _is_place(rest, most=6) and head[:1].isupper() else 0
    return dash.end() if is_first and _is_place(rest, most=4) and head[:1].isupper() else 0


def _without_dates(text: str) -> str:
    for pattern in (_DATE, _AGENCY, _CLOCK, _TIME, _PUBLISHED):
        text = pattern.sub(" ", text)
    return text.strip()


def _is_place(text: str, *, most: int) -> bool:
    names = [name for name in _FILLER.split(text) if name]
    return (
        len(names) <= most
        and all(name[:1].isupper() and name.rstrip(".").isalpha() for name in names)
        and not (names and names[0].lower() in _NOT_A_PLACE)
    )
