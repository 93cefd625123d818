"""The tagger: a class for every word, one letter each, so that plain regular expressions over the letters find phrases.

No parser and no model: the closed classes of English are lists (Quirk et al. 1985, §2.39), proper names are told by
capitals, verbs by their forms, and what remains counts as a noun. The letters:

=====  ==============================================  =====  ==========================================
D      determiner, possessive                          P      capitalised word
H      pronoun that can be a subject                   N      any other word (noun, adjective, unknown verb)
h      object or reflexive pronoun                     E      word in -ed, irregular participle
R      who, which, whom, whose                         Y      finite form of a verb that is seldom a noun
T      that                                            X      auxiliary, modal, not contracted
I O Z  preposition; of; to                             A      adverb
C B    and, or; but, while, because, …                 M      day, month, year, yesterday, …
#      number                                          a      according
=====  ==============================================  =====  ==========================================

Punctuation stands for itself; every dash is `-`, every mark that ends a sentence `.`, every other sign `~`. A room may
add letters for words of its own: `voices` has some for its verbs of saying.

What a number counts needs finer letters for nouns and their modifiers than what somebody says: see `form_of`.
"""

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from analysis.english.marks import DASHES, HYPHENS, QUOTES
from analysis.english.nouns import is_plural
from analysis.english.verbs import IRREGULAR_PARTICIPLES, IRREGULAR_PASTS, common_forms, is_in_ed
from analysis.english.word_lists import word_list, word_sets, word_table

# "sat" and "mar" are days and months only with a capital, "may" only beside a number.
CALENDAR = word_list("months") | word_list("weekdays")
_CALENDAR = CALENDAR - {"may"}
# Not "scores": in news it is more often what teams do.
NUMBER_WORDS = frozenset(
    word for name in ("numbers", "scales", "vague_scales") for word in word_table(name) if word != "scores"
)
CLASSES: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(NUMBER_WORDS | {"half"}, "#")
    | dict.fromkeys({day for day in _CALENDAR if len(day) > 3} | word_list("time_words"), "M")
    | word_table("function_words")
)
# "seen" can only be a participle; "held" is more often the past of its verb.
_PARTICIPLES = IRREGULAR_PARTICIPLES - IRREGULAR_PASTS
_BEFORE_MONTHS = frozenset("last this early late mid next".split())
# Months that are first names too; only "May" is a word of its own as well.
_MONTHS_OR_NAMES = frozenset("May Jan Jun June April August".split())
_FINITE = IRREGULAR_PASTS | word_list("finite_verbs")
# Capitalised inside a sentence these are still what they are; "Will", "May", "March" are not.
_SAFE_IN_CAPITALS = frozenset("DHhOICZ")
_NOT_ADVERBS = word_list("not_adverbs")
_ARTICLE_IN_NAME = re.compile(r"(?:al|el|as|ash|ar|an|ad|at|bin|ibn)-[A-Z]")
_PUNCTUATION = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "(": "(", ")": ")"}
_PUNCTUATION |= {"[": "(", "]": ")", "&": "C", "%": "N", "$": "#", "€": "#", "£": "#", "--": "-"}
_PUNCTUATION |= dict.fromkeys(DASHES, "-")


def class_words(letters: str) -> frozenset[str]:
    """The words of some closed classes, with either apostrophe.

    >>> sorted(class_words("OZ"))
    ['of', 'to']
    """
    words = [word for word, letter in word_table("function_words").items() if letter in letters]
    return frozenset(words) | {word.replace("'", "’") for word in words}


# Words that are no part of what a number counts: pronouns, prepositions, conjunctions, verbs that help others.
FUNCTION_WORDS = class_words("BCDHIORTXZh")


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Lower case, with straight apostrophes and without the final dot of an abbreviation.

    >>> plain("Don’t"), plain("Mr."), plain("U.S.")
    ("don't", 'mr', 'u.s')
    """
    return word.lower().replace("’", "'").replace("‘", "'").rstrip(".") or word


class Tagger:
    """Gives words their classes; `own` are letters for words of a room's own, which are looked up after the lists."""

    def __init__(self, own: Mapping[str, str] = MappingProxyType({})) -> None:
        self._own = own
        self.tag = lru_cache(maxsize=1 << 16)(self._tag)
        self._first = lru_cache(maxsize=1 << 14)(self._tag_first)

    def tags(self, words: Sequence[str], *, quotes: Container[int] = (), is_heading: bool = False) -> str:
        """The letters of one sentence's tokens.

        Parameters
        ----------
        words : sequence of str
            The tokens of one sentence, in order.
        quotes : container of int
            Tokens that stand for whole quotations: their letter is `q`.
        is_heading : bool
            Capitals say nothing in a headline that sets most words so.

        >>> ENGLISH.tags("The activist told Reuters that she disagreed .".split())
        'DNYPTHE.'
        """
        if not words:
            return ""
        if is_heading and sum(word[0].isupper() for word in words) * 2 > len(words):
            letters = [self._first(words[0]), *map(self._headline, words[1:])]
        else:
            letters = list(map(self.tag, words))
            at = 0
            while at < len(words) - 1 and (letters[at] in "~(-" or at in quotes):
                at += 1
            letters[at] = self._first(words[at])
        if "|" in words:  # "OSLO | THE TIMES | According to …": a sentence begins behind it
            letters = [
                self._first(words[at]) if at and words[at - 1] == "|" else letters[at] for at in range(len(words))
            ]
        if not _MONTHS_OR_NAMES.isdisjoint(words):
            letters = _months_or_names(letters, words)
        if "since" in words:
            letters = _with_adverbs(letters, words)
        if "another" in words or words[0] == "Another":
            letters = _with_pronouns(letters, words)
        if quotes:
            letters = ["q" if at in quotes else letter for at, letter in enumerate(letters)]
        return "".join(letters)

    def _tag(self, word: str) -> str:
        """The class of a word inside a sentence: capitals make a name."""
        first = word[0]
        if not first.isalnum():
            return _PUNCTUATION.get(word, "~")
        if first.isdigit():
            return "#"
        low = plain(word)
        if not first.isupper():
            return "P" if _ARTICLE_IN_NAME.match(word) else self._lower(low)
        if low in _CALENDAR:
            return "M"
        known = CLASSES.get(low, "P")
        is_safe = known in _SAFE_IN_CAPITALS and word != "Worth"  # the one preposition that ends a name: Fort Worth
        return known if is_safe and not (word.isupper() and len(word) > 1) else "P"

    def _tag_first(self, word: str) -> str:
        """The class of a word that begins a sentence, or stands in a headline set in capitals: capitals say nothing."""
        if not word[0].isupper() or (word.isupper() and len(word) > 1):
            return self.tag(word)
        known = self._lower(plain(word))
        return "P" if known in "NEu" else known

    def _headline(self, word: str) -> str:
        """The class of a later word of a headline set in capitals: "Calls" may be a verb there."""
        return "u" if self._own.get(plain(word)) == "u" else self._first(word)

    def _lower(self, low: str) -> str:
        if low in CLASSES:
            return CLASSES[low]
        own = self._own.get(low)
        if own is not None:
            return own
        if low in _PARTICIPLES:
            return "E"
        if low in _FINITE:
            return "Y"
        if low.endswith("n't"):
            return "X"
        if "-" in low and all(part in NUMBER_WORDS for part in low.split("-")):
            return "#"
        if low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
            return "A"
        return "E" if is_in_ed(low) else "N"


def _months_or_names(letters: Sequence[str], words: Sequence[str]) -> list[str]:
    """The classes where "May", "Jan" may be months: by a number ("May 3"), after a word for when ("in May").

    "Jan" and the like are names only beside a name: "Jan Orr", "June de Vries", "Mr Jan said".
    """
    found = list(letters)
    for at, word in enumerate(words):
        if word not in _MONTHS_OR_NAMES:
            continue
        before = words[at - 1].lower() if at else ""
        beside = letters[at + 1 : at + 2] == ["#"] or (at > 0 and letters[at - 1] in "#MI")
        if beside or before in _BEFORE_MONTHS:
            found[at] = "M"
        elif letters[at + 1 : at + 2] == ["P"] or (letters[at - 1 : at] == ["P"] and letters[at + 1 : at + 2] != ["N"]):
            found[at] = "P"
    return found


def _with_adverbs(letters: Sequence[str], words: Sequence[str]) -> list[str]:
    """The classes where "since" stands inside a verb: "30 have since been freed"."""
    found = list(letters)
    for at, word in enumerate(words):
        if word == "since" and letters[at - 1 : at] == ["X"] and letters[at + 1 : at + 2] in (["X"], ["E"]):
            found[at] = "A"
    return found


def _with_pronouns(letters: Sequence[str], words: Sequence[str]) -> list[str]:
    """The classes where "another" stands for somebody: "another said that", not "another injured man"."""
    found = list(letters)
    for at, word in enumerate(words[:-1]):
        ahead = letters[at + 1]
        is_finite = ahead == "X" or words[at + 1] in _FINITE
        is_verb = is_finite or (ahead in "EV" and letters[at + 2 : at + 3] not in (["N"], ["E"], ["P"]))
        if word.lower() == "another" and is_verb:
            found[at] = "H"
    return found


ENGLISH = Tagger()


_FORMS = word_sets("noun_forms")
_KINDS = common_forms()
# After "one" a base form is a noun and a form in -s a verb, after "two" the other way round.
BASES = frozenset(form for form, kinds in _KINDS.items() if "base" in kinds)
FINITE = frozenset(form for form, kinds in _KINDS.items() if kinds != {"ing"} and not is_in_ed(form)) - BASES
CASUALTIES = _FORMS["casualties"]
_GLUES = frozenset(f"{HYPHENS}–")
_ORDINALS = word_list("ordinals") | _FORMS["places"]
_AFTER = word_list("weekdays") | _FORMS["after"]
_ADJECTIVAL = tuple(_FORMS["endings"])


@lru_cache(maxsize=1 << 15)
def form_of(word: str) -> str:
    """What a token can be in a noun phrase, by its form alone: the finer letters.

    =====  ==========================================  =====  ==========================================
    s r    plural noun; the same with a capital        n m    other word; the same with an adjective's ending
    j      plural that stands before a head ("arms")   v z    verb; verb that is a plural too ("runs")
    p      people                                      e g y  word in -ed, -ing, -ly
    w c    witnesses ("officials"); police             a      adjective that follows its noun ("open")
    k      what happened to people ("injured")         h      abbreviation that is no head ("am", "Dr")
    f o    adverb or adjective before a noun; ordinal  b x    function word that may stand before a noun; any other
    D O T  determiner; of; that                        C q -  and, or; quotation mark; hyphen
    t `    most, least; owner ("city's")               , .    comma; number, other sign
    u      base form of a verb
    =====  ==========================================  =====  ==========================================

    >>> "".join(map(form_of, "political prisoners were freed yesterday".split()))
    'msxkx'
    """
    low = word.lower()
    if not (word[0].isalpha() or word == "&"):
        return "q" if word in QUOTES else "-" if word in _GLUES else "," if word == "," else "."
    if low in NUMBER_WORDS:
        return "."
    if low.endswith(("'s", "’s")) and plain(low) not in CLASSES:
        return "`"
    if low in ("and", "or"):
        return "C"
    if low in CASUALTIES:
        return "k"
    if low in _FORMS["before"] and word[0].islower():
        return "f"
    if low in _ORDINALS:
        return "o"
    if low in ("most", "least", "that"):
        return "T" if low == "that" else "t"
    return _form_in_class(word, low) or _form_of_noun(word, low)


def _form_in_class(word: str, low: str) -> str | None:
    """The letter of a word of a closed class; "US" and "WHO" are none."""
    if (word.isupper() and len(word) > 1 and low in ("us", "it", "who", "am", "un")) or low == "&":
        return None
    if low in _FORMS["lead on"]:
        return None
    letter = CLASSES.get(plain(low), "N")
    if letter in "DO":
        return "b" if low in _FORMS["adjectives too"] else letter
    if letter in "HhRTIZBXA" or low in _AFTER or low.endswith("n't"):
        return "b" if low in _FORMS["adjectives too"] else "x"
    return None


def _form_of_noun(word: str, low: str) -> str:
    if low in _FORMS["no heads"]:
        return "h"
    if low in _FORMS["following"]:
        return "a"
    plural = is_plural(low)
    if low in BASES and not plural:
        return "u"
    if low in FINITE:
        return "z" if plural else "v"
    if plural:
        return (
            "p" if low == "people" else "c" if low == "police" else "w" if low in _FORMS["witnesses"]
            else "j" if low in _FORMS["adjuncts"] else "r" if word[0].isupper() else "s"
        )  # fmt: skip
    for ending, letter in (("ed", "e"), ("ing", "g"), ("ly", "y")):
        if low.endswith(ending):
            return letter
    return "m" if low.endswith(_ADJECTIVAL) else "n"
