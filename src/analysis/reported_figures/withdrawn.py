"""Numbers that an article takes back, or tells of as taken back: the old number of a correction is no claim.

Two ways are read. In a notice by which the publication corrects itself (blocks of the kind `correction`) every number
is the old one or the new one, by the words before it: "an earlier version said", "not", "in fact". In running text the
words say it: "withdrew the figure of 40", "incorrectly put at 40", "has since revised that number to 12".
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from analysis.corpus.document import Document
from analysis.corpus.furniture import correction_label_end
from analysis.corpus.lines import CORRECTION
from analysis.english.word_lists import word_list

WITHDRAWN = "withdrawn"
_OWN = r"(?:version|edition|article|story|report|headline|caption|column|post|tweet|item|graphic|chart|map)s?"
_ERRING = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)"
_STATED = (
    r"(?:said|stated|reported|announced|gave|given|put|listed|recorded|published|quoted|cited|wrote|written|described|"
    r"estimated|told)"
)
_MISSTATED = r"(?:mis(?:stated|reported|identified|spelled|spelt|calculated|counted)|overstated|understated)"
_NUMBER_NOUN = r"(?:figure|number|toll|death\stoll|count|tally|total|estimate|statistic|amount|percentage|sum)s?"
_SAID = rf"(?:{_NUMBER_NOUN}|(?:claim|statement|report|assertion|allegation|announcement|post|tweet|message)s?)"

# Inside a notice: after these words a number is the old one …
_OLD = re.compile(
    rf"\b(?:earlier|previous|original|initial|prior|older|first)\s(?:[\w-]+\s){{0,2}}?{_OWN}\b"
    rf"|\b(?:originally|initially|previously|{_ERRING}|in\serror|wrong\sto\s\w+|should\snot|remov\w+|delet\w+)\b"
    rf"|\b(?:we|{_OWN}|had)\s(?:\w+\s){{0,6}}?{_STATED}\b"
    r"|\bas\s(?:stated|reported|published|we\ssaid)\b"
    rf"|\b{_MISSTATED}\b[^;]{{0,160}}?\b(?:as|at|to\sbe)\s(?:(?:about|some|around|just|only)\s)?$",
    re.IGNORECASE,
)
# … after these it is the new one, as at the start of each sentence, …
_NEW = re.compile(
    r"\b(?:correct|right|accurate|actual|true)\s(?:\w+\s)?(?:figure|number|total|amount|sum|toll|count|percentage|rate)s?\b"
    rf"|\b{_MISSTATED}\b"  # … what is misstated need be no number: "the time it takes to plant 40 trees"
    r"|\b(?:in\sfact|actually|in\sreality|when\sit|the\scorrect\s\w+)\b|\bshould\s(?:have\s\w+|be|read|say|state)\b"
    r"|\b(?:correct|amend|updat|chang|revis|clarif|edit)\w*\s(?:[\w-]+\s){0,3}?to\b"
    r"|\b(?<!wrong\s)to\s(?:say|reflect|show|read|state|clarify|make\sclear)\b"
    r"|(?:;|\s[–—-]\s|,\s(?:but|when|while|whereas|was|were|is|are|has|have)\b)"
    r"|\b(?:contrary\sto|unlike)\b[^,;]{0,120},",
    re.IGNORECASE,
)
# … and these right before a number turn it round: "40, not 400", "400 instead of 40".
_TURNS = re.compile(
    r"\b(?:not|instead\sof|rather\sthan|as\sopposed\sto|replacing)\s(?:(?:the|a|in|by|on|at|with|for|about|some|only)\s)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:the\s|an?\s|about\s)?$", re.IGNORECASE)
_CORRECTS = re.compile(r"\b(?:correct|amend|chang|updat|revis)\w*\b", re.IGNORECASE)

# In running text: what is taken back follows, up to a word that starts something else.
_TAKES_BACK = re.compile(
    r"\b(?:withdr[ae]w|withdrawn|withdrawing|withdraws|retract(?:ed|s|ing)?|recanted|disowned|disavowed|walked\sback|"
    r"took\sback|rowed\sback\son|backtracked\son|rescinded|apologi[sz]ed\sfor)\s"
    rf"(?:[\w’'-]+\s){{0,4}}?{_SAID}\b(?P<what>[^;]*)"
    rf"|\b{_ERRING}\s{_STATED}\b(?P<wrong>[^;]*)"
    rf"|\b{_STATED}\s(?:in\serror|{_ERRING})\b(?P<slip>[^;]*)"
    rf"|\b{_STATED}\b(?P<late>[^;,.]{{0,80}}?)\s(?:in\serror|by\smistake)\b"
    rf"|\bcorrect(?:ed|ing)\s(?:[\w’'-]+\s){{1,3}}?(?:claim|statement|report|assertion|announcement)s?\s(?:that|of)\b(?P<said>[^;]*)"
    rf"|\bcorrecting\s(?:an?|the|its|their)\s(?:earlier|previous|initial)\s{_NUMBER_NOUN}\sof\b(?P<before>[^;,.]*)"
    r"|\b(?:initially|originally)\s(?:reported|given|put|listed|stated|announced|recorded)\s(?:as|at|to\sbe)\b(?P<once>[^;,)]*)",
    re.IGNORECASE,
)
_TURNS_ELSEWHERE = re.compile(
    r"[,.]?\s(?:and|but)\s(?:was|were|is|are|has|have|had|said|says|now|put|gave|issued|replaced|instead|then|later|acknowledged|admitted|it|they|"
    r"the\s\w+)\b|,\s(?:\w+ing|and|but|when|while|whereas|after)\b|\s[–—]\s|[.]\s|\b(?:when|whereas|instead\sof|rather\sthan)\b",
    re.IGNORECASE,
)
# What stands before these words was wrong: "… said 41, but those numbers had been miscalculated", "41, a mistake it
# blamed on haste"; not "it was wrong to stop them".
_PROVED_WRONG = re.compile(
    rf"\b(?:{_NUMBER_NOUN}|which)\s(?:(?:had|has|have)\sbeen|was|were|proved|turned\sout\sto\sbe)\s"
    r"(?:wrong|mistaken|incorrect|erroneous|inaccurate|miscalculated|miscounted)\b(?!\s(?:to|that|of|for)\b)"
    r"|[—–,]\san?\s(?:mistake|error|miscalculation|miscount)\s(?:\w+\s){0,2}?(?:attributed|blamed|put\sdown|corrected|admitted)\b",
    re.IGNORECASE,
)
# "Killed 14 people, not 41", "the toll is 14 and not 41": the second of two numbers is denied.
_DENIED = re.compile(r"(?:,|\s[—–])\snot\s(?:the\s)?$|\band\snot\s(?:the\s)?$")
_BESIDE = 60
# A number put in the place of one said before; what is forecast is revised all the time, and is not wrong for it.
_REPLACES = re.compile(
    r"\b(?P<verb>revised|corrected|amended)\b"
    rf"(?P<what>(?:\s(?:down|up|downwards?|upwards?|that|this|it|the|its|their|his|her|{_NUMBER_NOUN}|of\s\w+|\w+)){{0,6}}?)"
    r"\s(?:from|to)\s(?:(?:just|only|about|some|around)\s)?$",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:forecast|outlook|guidance|projection|target|expectation|budget)s?\b", re.IGNORECASE)
# One of these is in every match of the patterns above: most sentences have none.
_TELLING = word_list("taking_back", package=__package__)

Row = dict[str, Any]


class _Passage(NamedTuple):
    """A sentence with figures."""

    text: str
    start: int
    rows: list[Row]

    def before(self, row: Row) -> str:
        return self.text[: row["start_char"] - self.start]


def mark_withdrawn(document: Document, rows: Sequence[Row]) -> None:
    """Mark in the ledger's rows of one article, in reading order, the numbers that are taken back (`status`).

    An old number of a correction without a measure of its own gets the new one's. The same number with the same
    measure elsewhere in the article is withdrawn with it, unless the article has the new number there: then it was
    mended, and what still has the old value counts something else.

    Misleads when
    -------------
    A notice tells the old number in words that no rule knows: then it stands as a claim, as before.
    """
    if not rows:
        return
    notices = {block.block_id for block in document.blocks if block.kind == CORRECTION}
    of_sentence = {sentence_id: list(group) for sentence_id, group in groupby(rows, key=lambda row: row["sentence_id"])}
    inside: list[Row] = []
    for sentence in document.sentences:
        passage = _Passage(
            document.text[sentence.start_char : sentence.end_char],
            sentence.start_char,
            of_sentence.get(sentence.sentence_id, []),
        )
        if sentence.block_id in notices:
            _read_notice(passage)
            inside += passage.rows
            continue
        _read_denied(passage)
        if passage.rows and any(map(passage.text.lower().__contains__, _TELLING)):
            _read_running(passage)
            _read_replaced(passage)
    if inside:
        places = {row["start_char"] for row in inside}
        others = [row for row in rows if row["start_char"] not in places]
        _share_measures(inside, others)
        _withdraw_elsewhere(inside, others)


def _read_notice(passage: _Passage) -> None:
    """Old or new, each figure of a sentence in a notice of correction."""
    label = correction_label_end(passage.text)
    place = 0
    is_old = False
    for row in passage.rows:
        before = passage.before(row)
        is_old = _state(before[max(place, label) :], is_old=is_old)
        is_from = _FROM.search(before) and _CORRECTS.search(passage.text)
        if is_old != bool(_TURNS.search(before)) or is_from:
            _withdraw(row)
        else:
            row["status"] = row["change"] = None
        if label:
            row |= dict.fromkeys(("event_date", "as_of", "as_of_basis", "as_of_part"))
        place = row["end_char"] - passage.start


def _state(words: str, *, is_old: bool) -> bool:
    """Whether a number behind these words is an old one: the last cue decides, else it is as before them."""
    old = max((found.end() for found in _OLD.finditer(words)), default=-1)
    new = max((found.end() for found in _NEW.finditer(words)), default=-1)
    return is_old if old == new == -1 else old > new


def _withdraw(row: Row) -> None:
    row["status"], row["change"] = WITHDRAWN, None


def _share_measures(inside: Sequence[Row], others: Sequence[Row]) -> None:
    """Old and new numbers of a notice count the same things, even if only some of them say what.

    As many new numbers as old ones stand in the same order: "9 died and 30 were hurt; the correct figures are 12 and
    41". Else a number without a measure takes that of the other one before it, after it, or of its equal in the text.
    """
    old = [row for row in inside if row.get("status") == WITHDRAWN]
    new = [row for row in inside if row.get("status") != WITHDRAWN]
    if len(old) == len(new) > 1:
        for first, second in zip(old, new, strict=True):
            if first["measure"] is not None:
                second["measure"] = None
                _count_alike(second, first)
    known = None
    for row in [*inside, *reversed(inside)]:
        if row["measure"] is not None:
            known = row
        elif known is not None:
            _count_alike(row, known)
    for row in new:
        equals = [one for one in others if one["value"] == row["value"] and one["measure"] is not None]
        if row["measure"] is None and len({one["measure"] for one in equals}) == 1:
            _count_alike(row, equals[0])
            for first in old:
                if first["measure"] is None:
                    _count_alike(first, row)


def _count_alike(row: Row, known: Row) -> None:
    """Give a row that does not say what it counts the measure and the noun of another."""
    if row["measure"] is None and known["measure"] is not None and row["unit"] == known["unit"]:
        row |= {name: known[name] for name in ("measure", "kind", "population")}
        row |= {name: row[name] or known[name] for name in ("counted", "head")}


def _read_running(passage: _Passage) -> None:
    """Numbers of running text that somebody took back."""
    wrong = _PROVED_WRONG.search(passage.text)
    for row in passage.rows:
        if wrong and row["end_char"] - passage.start <= wrong.start() and row["unit"] is None:
            _withdraw(row)
    for found in _TAKES_BACK.finditer(passage.text):
        start, end = next(found.span(name) for name, said in found.groupdict().items() if said is not None)
        turns = _TURNS_ELSEWHERE.search(passage.text, start, end)
        end = turns.start() if turns else end
        for row in passage.rows:
            if start <= row["start_char"] - passage.start < end:
                _withdraw(row)


def _read_denied(passage: _Passage) -> None:
    """`killed 14 people, not 41`: of two numbers beside each other the one behind *not*, with what both count."""
    for first, second in pairwise(passage.rows):
        is_beside = second["start_char"] - first["end_char"] <= _BESIDE and first["unit"] == second["unit"]
        if is_beside and _DENIED.search(passage.before(second)):
            second["status"], second["change"] = "denied", None
            _count_alike(second, first)


def _read_replaced(passage: _Passage) -> None:
    """`revised down from 21 to 12`, `corrected to 12 from 21`: the number behind *from*."""
    for row in passage.rows:
        before = passage.before(row)
        found = _REPLACES.search(before)
        if found is None or _FORECAST.search(passage.text):
            continue
        if before.rstrip().lower().endswith("from"):
            if found["verb"].lower() == "corrected" or row["unit"] is None:
                _withdraw(row)
            continue
        after = next((other for other in passage.rows if other["start_char"] > row["start_char"]), None)
        is_from = after is not None and _FROM.search(passage.before(after))
        if is_from and (found["verb"].lower() == "corrected" or row["unit"] is None):
            _withdraw(after)


def _withdraw_elsewhere(inside: Sequence[Row], others: Sequence[Row]) -> None:
    new = {(row["measure"], row["value"]) for row in others}
    for row in inside:
        if row.get("status") != WITHDRAWN or row["measure"] is None:
            continue
        right = {(one["measure"], one["value"]) for one in inside if one.get("status") != WITHDRAWN}
        if right & new:
            continue
        for other in others:
            if (other["measure"], other["value"], other["unit"]) == (row["measure"], row["value"], row["unit"]):
                _withdraw(other)
