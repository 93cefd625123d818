"""Numbers that answer another: "Police said 40 marched. The organisers put the number at 900."

News sets two counters side by side, and the second number then leaves out what it counts, where and when: its sentence
repeats the noun of the first, points at it ("the number", "the figure") or says nothing of its own. Such a number has
the scope of the one that it answers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from analysis.claims.claim import overlap
from analysis.claims.counters import are_two, name_key
from analysis.claims.events import EVENT_BEFORE_DAYS
from analysis.claims.mentions import is_of_article
from analysis.claims.subjects import EVERYBODY, ONE_THING, OPEN_NOUNS, telling_words, unit_base
from analysis.corpus.codebook import Codebook
from analysis.english.calendar import window
from analysis.english.nouns import is_people, singular
from analysis.english.tokens import words
from analysis.english.word_lists import word_list, word_table

_UNITS = word_table("units")
_MEASURE_NOUNS = word_list("measure_nouns", package="analysis.claims")
# A number answers one of its sentence or of so many before it; further off a text has gone on, and only words that
# point at what was told ("put the turnout at 40") lead back over so many.
_SENTENCES, _SENTENCES_OF_POINTING = 2, 5
# Two counters of one thing are hardly further apart; of a handful, still less.
_FARTHEST, _FARTHEST_OF_FEW, _FEW = 20, 4, 10
# So many telling words of its own may an answer have, beside the counter of what it answers.
_OWN_WORDS = 2
# Two words are of one family if they begin alike with so many letters, and so large a part of the shorter.
_ALIKE_LETTERS, _ALIKE = 3, 0.75
# Characters before a number in which words make it a part, or one more.
_BEFORE = 40
# Nouns that say nothing of those counted.
_ANYBODY = frozenset({"person", "people", "individual", "human", "soul", "other", "one"})
# Who counts as the subject of a verb of counting, where the ledger credits nobody: "a copy of the report lists 23".
_COUNTS = re.compile(
    r"(?P<who>[^,;:\d]{3,80}?) (?:(?:has|have|had|still|also|only) ){0,2}(?:saw|seen|counted|found|finds|lists?|listed|"
    r"measured|recorded|shows?|showed|contains?|contained|holds?|held|gives?|gave|puts?|values?|valued|"
    r"reckons?|estimated|thinks?|says?|said|speaks? of|spoke of|suggests?|suggested)\b"
)
# A sum in a word for its size alone: "the ministry speaks of 3.9 billion".
_SIZE_ALONE = re.compile(r"\b(?:million|billion|trillion)$", re.IGNORECASE)
# Names on a list are those counted.
_ON_A_LIST = frozenset({"name", "entry"})
_UNTELLING = telling_words(" ".join(_MEASURE_NOUNS | _ON_A_LIST))
# What is foreseen or asked for answers no report of what is; "40 marched to demand answers" asks for no 40.
_FORECAST = re.compile(
    r"\b(?:expect|forecast|predict|anticipat|consensus|look\w* for|project(?:s|ed)\b"
    r"|(?:demand|wants?\b|wanted|seek)(?=.*\d)|(?:believed|hoped|thought|feared)\b.{0,30}\bwould\b)",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[,;:()]| (?:but|and that|once|when|because|since|with|if|while|whereas) ")
_NO_ANSWER = re.compile(
    r"\b(?:another|additional|further|other|plus|against|compared (?:with|to)|than|from|versus|of (?:whom|which|those|"
    r"them)|among them|\d+ of|(?:per ?cent|%) of (?:its|their|a)|one in|out of|every|each|"
    r"(?P<aim>to (?!be\b)\w+))(?: the)?"
    r"[ ,]*(?:about |around |some |only |up to )?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r" (?:(?!is |was |are |were |be )\w{1,15} ){0,2}(?:of (?:them|whom|those|these|us|which)|more|others?)\b"
    r"(?! (?:asked|polled|surveyed|who|voting))",
    re.IGNORECASE,
)
# "… put the coverage at 40", "its count of the crowd was lower, at 40": what it is was told.
_PUT_AT = re.compile(
    r"\b(?:the|its|their|that) (?:[a-z]+ )?(?P<noun>[a-z]+)(?: (?:in|for|across|of) [^,;:\d]{3,30}?)?"
    r"(?: (?:is|was) (?:much |far |slightly |a little )?(?:lower|higher|smaller|larger|bigger|less|more),?)? (?:at|as) "
    r"(?:about |around |only |just |some |roughly |nearly |almost )?$",
    re.IGNORECASE,
)
# So many characters before a number point at what was told.
_POINTING = 80
# Of all: it answers no number of some.
_OF_ALL = re.compile(r"\b(?:tolls?|totals?|in all|overall|altogether)\b", re.IGNORECASE)
# What is dated further apart is of two times.
_ONE_TIME = timedelta(days=EVENT_BEFORE_DAYS)

Row = Mapping[str, Any]


def answered(rows: Sequence[Row], *, texts: Mapping[str, tuple[int, str]], codebook: Codebook) -> dict[str, str]:
    """Which figure each answering figure answers.

    Parameters
    ----------
    rows
        The ledger's figures in the order of their articles.
    texts
        Start and words of each sentence.
    codebook
        Its actors make two spellings one authority.

    Returns
    -------
    The figure that is answered, by the id of the one that answers.

    Misleads when
    -------------
    Two counters speak in turn of two things for which they use one noun: "The mayor named 40 streets. The police
    closed 9 streets."
    """
    order = {sentence: at for at, sentence in enumerate(sorted(texts, key=lambda s: (_article(s), texts[s][0])))}
    said = [_Said(row, texts, codebook) for row in rows if row["sentence_id"] in texts]
    found: dict[str, str] = {}
    for at, one in enumerate(said):
        before = list(_before(said, at, order)) if one.counter and one.is_whole else []
        match = _best(one, before, order) if before else None
        if match is not None:
            found[one.row["figure_id"]] = match.row["figure_id"]
    return found


def _article(sentence: str) -> str:
    return sentence.rpartition(":")[0]


# Of those to whom something was done another word may tell the same: "were flown out".
_PASSIVE = re.compile(r"\b(?:were|was|been) \w+(?:ed|ght|en|ld|wn)\b")
_WERE = re.compile(
    r"(?:\b(?:people|persons|per ?cent)|%) (?:were|are|was|is|had been|remain(?:ed|s)?) (?P<doing>[\w ]{2,40})"
)
# Words this short say nothing of what somebody did: "in", "the".
_TELLING = 4
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|which|who|that)\b.*", re.IGNORECASE)


class _Said:
    """A figure with the words of its clause."""

    def __init__(self, row: Row, texts: Mapping[str, tuple[int, str]], codebook: Codebook) -> None:
        self.row = row
        start, self.text = texts.get(row["sentence_id"], (0, ""))
        self.start, self.end = row["start_char"] - start, row["end_char"] - start
        self.dimension = unit_base(row["unit"])[0].partition(" per ")[0]
        is_name = row["authority"] and not any(letter.isdigit() for letter in row["authority"])
        self.counter = name_key(row["authority"] if is_name else None, codebook)
        measure = codebook.measures.get(row["measure"] or "")
        # The measures that it may be told under: whoever is arrested is held.
        self.measures = frozenset(() if measure is None else (measure.name, *measure.raises))
        self.is_done = measure is not None and measure.acts
        self.counts_people = measure is not None and EVERYBODY in measure.people
        self.is_of_side = measure is not None and measure.has_sides
        credit = row.get("authority_start"), row.get("authority_end")
        self._credit = (credit[0] - start, credit[1] - start) if None not in credit else None
        self.is_bare = not self.dimension and bool(_SIZE_ALONE.search(row["surface"]))
        credit = self._credit or (-1, -1)
        is_told = self._first <= credit[0] <= self.end + _BEFORE and not _PRONOUN.fullmatch(self.text[slice(*credit)])
        counting = None if self.counter and is_told else _COUNTS.match(self.text, self._first, max(self.start, 0))
        if counting and not _PRONOUN.fullmatch(counting["who"].strip()):
            self.counter = name_key(counting["who"], codebook)
            self._credit = counting.span()
            self.__dict__.pop("clause", None)

    @cached_property
    def is_whole(self) -> bool:
        """Whether it is a number of its own, not one more, a part, or what it is measured against."""
        before, after = self.text[: self.start], self.text[self.end :]
        is_other = _NO_ANSWER.search(before[-_BEFORE:])
        if is_other and is_other["aim"] and self.row["status"] == "expected":
            is_other = None  # "plans to sell 40"
        return not (is_other or _OF_THEM.match(after)) and self.row["status"] not in ("earlier", "withdrawn", "denied")

    @cached_property
    def put(self) -> str:
        """The noun by which it points at what was told: "put the turnout at 40"; empty if it does not."""
        found = _PUT_AT.search(self.text, max(0, self.start - _POINTING), max(self.start, 0))
        return found["noun"].lower() if found else ""

    @cached_property
    def _first(self) -> int:
        """Where its clause begins."""
        return max((match.end() for match in _EDGE.finditer(self.text, 0, max(self.start, 0))), default=0)

    @cached_property
    def said_beside(self) -> str:
        """Its sentence without the words of its credit."""
        if self._credit is None or self._credit[0] < 0:
            return self.text
        return f"{self.text[: self._credit[0]]} {self.text[self._credit[1] :]}"

    @cached_property
    def clause(self) -> str:
        """The words that belong to the number, without those of its credit."""
        stop = _EDGE.search(self.text, self.end)
        first, last = self._first, (stop.start() if stop else len(self.text))
        if self._credit and first < self._credit[1] and self._credit[0] < last:
            credit = (max(self._credit[0], first), min(self._credit[1], last))
            return f"{self.text[first : credit[0]]} {self.text[credit[1] : last]}"
        return self.text[first:last]

    @cached_property
    def noun(self) -> str:
        """The noun that it counts, if its own words have it and it is more than a word for people or for a number."""
        head = singular((self.row["head"] or "").lower())
        is_unit = bool(self.row["unit"]) and self.row["unit"].startswith(_UNITS.get(self.row["head"] or "", "\0"))
        is_own = not (self.is_bare or is_unit) and head in {singular(word.lower()) for word in words(self.clause)}
        return head if is_own and head not in _ANYBODY | _MEASURE_NOUNS | _ON_A_LIST else ""

    def has(self, word: str, *, beside: bool) -> bool:
        """Whether what it counts has the word, or one of its family; `beside`: or its sentence."""
        own = words(self.said_beside if beside else f"{self.row['counted'] or ''} {self.row['head'] or ''}".lower())
        return any(_is_akin(ONE_THING.get(word, word), _form(other)) for other in own)


def _form(word: str) -> str:
    one = singular(word.lower())
    return ONE_THING.get(one, one)


def _before(said: Sequence[_Said], at: int, order: Mapping[str, int]) -> Iterator[_Said]:
    """The figures of one dimension before it, nearest first, as far as it may answer them."""
    one = said[at]
    reach = _SENTENCES_OF_POINTING if one.put else _SENTENCES
    for other in (said[place] for place in range(at - 1, -1, -1)):
        is_near = order[one.row["sentence_id"]] - order[other.row["sentence_id"]] <= reach
        if other.row["article_id"] != one.row["article_id"] or not is_near:
            return
        is_of_one_unit = other.dimension == one.dimension or (one.is_bare and other.row["measure"] == "money")
        if is_of_one_unit and "duration" not in (one.row["kind"], other.row["kind"]):
            yield other


def _best(one: _Said, before: Sequence[_Said], order: Mapping[str, int]) -> _Said | None:
    """The figure of the nearest sentence that it answers: the one with most words in common.

    A number that points at what was told goes back over those that it cannot answer.
    """
    nearest = before[0].row["sentence_id"]
    if nearest == one.row["sentence_id"] and all(other.counter == one.counter for other in before[:1]):
        nearest = next((o.row["sentence_id"] for o in before if o.row["sentence_id"] != nearest), nearest)
    near = [o for o in before if one.put or o.row["sentence_id"] == nearest]
    fitting = list(next(filter(None, ([o for o in own if _answers(one, o, order)] for own in _by_sentence(near))), ()))
    return max(fitting, key=lambda other: len(telling_words(other.clause) & telling_words(one.clause)), default=None)


def _by_sentence(said: Iterable[_Said]) -> Iterator[list[_Said]]:
    for _, own in groupby(said, key=lambda one: one.row["sentence_id"]):
        yield list(own)


def _answers(one: _Said, other: _Said, order: Mapping[str, int]) -> bool:
    """Whether the first can be read as another counter's number of the second's thing."""
    if (
        not other.is_whole
        or (other.counter and not are_two(one.counter, other.counter))
        or not _is_of_one_time(one.row, other.row, apart=_apart(one, other))
    ):
        return False
    small, large = sorted((abs(one.row["value"]), abs(other.row["value"])))
    if small * (_FARTHEST_OF_FEW if small < _FEW else _FARTHEST) < large:
        return False
    if bool(_FORECAST.search(one.clause)) != bool(_FORECAST.search(other.clause)) or _is_one_clause(one, other):
        return False
    noun = one.noun
    if not _may_count_one_thing(one, other, noun):
        return False
    if not other.counter and not noun and not one.put:
        return False  # what nobody is said to have counted is answered in words that point at it
    if _OF_ALL.search(one.clause) and other.row["population"] != one.row["population"]:
        return False
    own = [w for w in telling_words(one.clause) if not other.has(w, beside=True) and w not in _UNTELLING]
    is_far = order[one.row["sentence_id"]] - order[other.row["sentence_id"]] >= _SENTENCES
    if other.counts_people and one.put and _may_be_anybody(one, noun):
        own, noun = [word for word in own if word not in telling_words(noun)], ""
    if is_far and (not other.counter or (noun and not other.has(noun, beside=False))):
        return False
    is_untold = not (other.is_done or one.measures or (not own and _PASSIVE.search(one.clause)))
    if (other.measures or _says_whom(one, other)) and is_untold and one.row["head"] in _ANYBODY:
        return False  # "600 people were inside" says whom it counts
    says_more = bool(other.measures) and not one.measures
    if one.dimension and _says_whom(one, other):
        return False  # "a tenth are open" is none of those shut
    return len(own) <= (_OWN_WORDS - bool(noun) - is_far if noun or (other.counter and not says_more) else 0)


def _says_whom(one: _Said, other: _Said) -> bool:
    """Whether its own words say what those counted did, and the other's sentence has none of these words."""
    found = _WERE.search(one.clause)
    doing = [word for word in words(found["doing"].lower()) if len(word) >= _TELLING] if found else []
    return found is not None and not any(other.has(word, beside=True) for word in doing)


def _is_one_clause(one: _Said, other: _Said) -> bool:
    """Whether nothing parts the two: "40 against 90"."""
    if one.row["sentence_id"] != other.row["sentence_id"]:
        return False
    return not re.search(rf"{_EDGE.pattern}| (?:and|or) ", one.text[other.end : one.start])


def _may_count_one_thing(one: _Said, other: _Said, noun: str) -> bool:
    """Whether neither measure nor noun tells two numbers apart."""
    if not noun and one.row["head"] in _ANYBODY and other.noun and not (other.counts_people or is_people(other.noun)):
        return False  # cars, and people
    if one.dimension and not one.put and _are_of_two_nouns(one, other):
        return False  # the price, and what of it is paid in cash
    if one.measures & other.measures and (not one.is_of_side or one.put in _MEASURE_NOUNS):
        return True
    if not noun:
        return not one.measures or bool(one.dimension)
    if not one.dimension and one.measures and other.measures:
        return False
    if one.put and (not other.row["head"] or (other.counts_people and _may_be_anybody(one, noun))):
        return True
    return other.has(
        noun, beside=bool(one.dimension) or (is_people(noun) and (not other.noun or is_people(other.noun)))
    )


def _may_be_anybody(one: _Said, noun: str) -> bool:
    """Whether a noun can be of all whom another number counts: "put the figure at 40 participants"."""
    return noun in OPEN_NOUNS or (one.put in _MEASURE_NOUNS and is_people(noun) and not one.measures)


def _are_of_two_nouns(one: _Said, other: _Said) -> bool:
    """Whether each has a noun that says what the amount is of, and they are not the same."""
    heads = [_form(said.row["head"]) for said in (one, other) if said.row["head"]]
    is_unit = any(head in _UNITS for head in heads)
    return len(heads) == 2 and not is_unit and heads[0] != heads[1] and not other.has(heads[0], beside=False)


def _apart(one: _Said, other: _Said) -> timedelta:
    """How far apart two days may be: who are held now are others than those arrested on another day."""
    is_one_measure = one.row["measure"] == other.row["measure"] or not (one.measures and other.measures)
    return _ONE_TIME if is_one_measure else timedelta(0)


def _is_of_one_time(one: Row, other: Row, *, apart: timedelta) -> bool:
    """Whether no dates tell the two apart, as far as the text gives them."""
    happened = window(one["event_date"]), window(other["event_date"])
    if None not in happened:
        return overlap(*happened)
    days = [
        window(row["event_date"] or (None if is_of_article(row["as_of_basis"]) else row["as_of"]))
        for row in (one, other)
    ]
    if None in days:
        return True
    (early, ended), (late, _) = sorted(days, key=lambda stretch: stretch[0] or date.min)
    return None in (early, ended, late) or late - ended <= apart


def _is_akin(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return alike >= max(_ALIKE_LETTERS, _ALIKE * shorter)
