"""Who a figure is credited to: the statement that holds it, or the words beside it that name where it is from.

In this order: a counter of the figure's own, whoever says it ("the 54 deaths the guard has confirmed", "twice the
board's figure of 40"); a statement or quotation that holds the figure, if it does not deny it; a count, a report or
data with their owner in the same sentence; a passive ("was estimated by"); the source line under a table; the lead-in
of a list; a source that the sentence before introduces. What none of these credits is the article's own voice: None,
never a guess.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document
from analysis.english.names import is_place
from analysis.english.nouns import BODY_NOUNS
from analysis.reported_figures import credit_patterns as patterns

_REACH = 300
_LONGEST_HEADLINE = 120
# Statements hardly ever lie inside each other: so many rows before a figure can hold it.
_NESTED = 8


class Credit(NamedTuple):
    """Who is credited (None: named only by a pronoun left open), by which words, and where these name the source."""

    authority: str | None
    basis: str
    start: int
    end: int


def find_credit(
    document: Document, start: int, end: int, *, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """Who the figure at `start:end` is credited to, by which words; None for the article's own voice.

    Parameters
    ----------
    document : Document
        The article.
    start, end : int
        The figure in `document.text`.
    quotes_rows : sequence of mappings
        The article's rows of `quotes` in reading order, as `voices.quotes_of` makes them.
    codebook : Codebook
        Names of actors win over the article's spellings.

    Notes
    -----
    **Misleads when** a figure stands in somebody's words but is not theirs: "the agency said the union, which has
    40,000 members, was wrong" credits the agency with the 40,000.
    """
    at = _sentence_at(document, start)
    holding = _holding(start, end, quotes_rows)
    if at is not None:
        found = (
            _by_another(document, at, end, quotes_rows, codebook)
            or _figure_of(document, at, start, codebook)
            or _second_count(document, at, start, end, codebook)
        )
        if found is not None or (holding and _is_not_theirs(document, at, start, holding)):
            return found
    if holding:
        return _in_statement(document, start, end, holding, codebook)
    if at is None:
        return None
    found = _in_statement_before(document, at, start, quotes_rows, codebook)
    if found is not None:
        return found
    return (
        _set_by(document, at, start, end, codebook)
        or _revised_by(document, at, start, quotes_rows, codebook)
        or _beside(document, at, start, end, codebook)
        or _counted_by(document, at, start, codebook)
        or _by_plan(document, at, start, end, codebook)
        or _under_table(document, at, codebook)
        or _lead_in(document, at, codebook)
        or _introduced(document, at, codebook)
        or _in_headline(document, at, start, codebook)
    )


def _holding(start: int, end: int, quotes_rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The smallest statement of somebody that holds the figure."""
    # "Voltra | estimated 3 million": the cue may be the figure's own word.
    last = bisect_right(quotes_rows, end - 1, key=lambda row: row["start_char"])
    holding = [
        row
        for row in quotes_rows[max(0, last - _NESTED) : last]
        if end <= row["end_char"] + 2
        and row["speaker_start"] is not None
        and (row["is_direct"] or not patterns.DEEDS.match(row["cue"] or ""))
    ]
    return min(holding, key=lambda row: (row["end_char"] - row["start_char"], row["start_char"]), default=None)


def _by_another(
    document: Document, at: int, end: int, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """`more than the 54 deaths the coast guard has confirmed`, whoever says so; *it* is who spoke last."""
    limit = min(document.sentences[at].end_char, end + _REACH)
    match = patterns.BY_ANOTHER.match(document.text, end, limit)
    if match is None:
        return None
    cited = patterns.CITING.search(document.text, match.end(), limit)
    if cited is not None:
        return _credit(cited, codebook)  # "the paper reported, citing the guard"
    group = 1 if match.group(1) else 2
    if match.group(group) not in ("it", "they"):
        return _credit(match, codebook, group=group)
    last = bisect_right(quotes_rows, end, key=lambda row: row["start_char"]) - 1
    if last < 0 or quotes_rows[last]["start_char"] < document.sentences[at].start_char:
        return None
    row = quotes_rows[last]
    return Credit(row["speaker"], match.group().strip(), match.start(group), match.end(group))


def _figure_of(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`half the union's figure of 900`, `the official count of 41`."""
    first = max(document.sentences[at].start_char, start - _REACH // 2)
    if patterns.FIGURES_OWNER.search(document.text, max(first, start - 30), start) is None:
        return None
    match = patterns.FIGURE_OF.search(document.text[first:start])
    if match is None:
        return None
    if match.group(1):
        return _credit(match, codebook, first)
    written = " ".join(match.group().split()[1:-1])
    begin = first + match.start(2)
    return Credit(
        written[:1].upper() + written[1:].removesuffix(" of"), match.group().strip(), begin, begin + len(written)
    )


def _is_not_theirs(document: Document, at: int, start: int, row: Mapping[str, Any]) -> bool:
    """`Forty marched over plans to raise the age to 64, the ministry said`: the ministry counted no age.

    Nor has a firm that reports its profit made the estimates that it lies below.
    """
    first = max(document.sentences[at].start_char, row["start_char"], start - _REACH)
    is_asking = patterns.ASKING.match(row["cue"] or "") is not None
    not_theirs = (patterns.OCCASION, patterns.OTHERS_ESTIMATE, *[patterns.OCCASIONED] * is_asking)
    return not row["is_direct"] and any(one.search(document.text, first, start) for one in not_theirs)


def _in_statement(
    document: Document, start: int, end: int, row: Mapping[str, Any], codebook: Codebook
) -> Credit | None:
    """Whoever says the statement `row`, which holds the figure; `a report by X` leads to X."""
    cited = _cited(document, row, start, codebook)
    if cited is not None:
        return cited
    written, cue = row["speaker_as_written"], row["cue"]
    if cue and patterns.REJECTING.match(cue) and not row["is_direct"]:
        at = _sentence_at(document, start)
        return _beside(document, at, start, end, codebook) if at is not None else None
    basis = f"{written}: {cue}" if cue and cue != ":" else str(written)
    # "Figures | released by the office on Friday show": the words up to what is said belong to who says it.
    at = _sentence_at(document, row["speaker_end"] - 1)
    ends = document.sentences[at].end_char if at is not None else row["speaker_end"]
    last = row["start_char"] if row["start_char"] > row["speaker_end"] else ends
    # "According to a survey | published by the union on Monday, 62 per cent".
    last = ends if patterns.PUBLISHED_BY.match(document.text, row["start_char"]) else last
    whole = document.text[row["speaker_start"] : min(last, row["speaker_end"] + _REACH // 2)]
    past = patterns.ADJECTIVES.match(whole).end()  # "Validated | data from the office"
    owner = next((match for pattern in patterns.BESIDE[:3] if (match := pattern.match(whole, past))), None)
    owner = owner or next((match for pattern in patterns.BESIDE[:3] if (match := pattern.match(whole))), None)
    owner = owner or _owner(written)
    if owner is not None:
        credited = _credit(owner, codebook, row["speaker_start"])
        return credited._replace(basis=basis) if credited else None
    if patterns.NO_COUNTER.match(row["speaker"] or ""):
        return None
    return Credit(row["speaker"], basis, row["speaker_start"], row["speaker_end"])


def _owner(written: str) -> re.Match[str] | None:
    """Whose numbers `UN data`, `Ministry of Health figures` are; a sentence's first word need not be a name."""
    match = patterns.OWN_NUMBERS.match(str(written))
    if match is None:
        return None
    name = match.group(1)
    is_name = match.start(1) > 0 or " " in name or name.isupper() or name.lower() in BODY_NOUNS | patterns.PUBLIC
    return match if is_name else None


def _cited(document: Document, row: Mapping[str, Any], start: int, codebook: Codebook) -> Credit | None:
    """`X said 40 died, citing Y`, and in somebody's own words `According to Y, 40 died`: Y knows it."""
    at = _sentence_at(document, start)
    if at is None:
        return None
    sentence = document.sentences[at]
    first, last = max(sentence.start_char, start - _REACH), min(sentence.end_char, start + _REACH)
    if row["is_direct"]:
        first, last = max(first, row["start_char"]), min(last, row["end_char"])
        match = patterns.QUOTED_SOURCE.search(document.text, first, last)
    else:
        match = patterns.CITING.search(document.text, first, last)
    return _credit(match, codebook) if match else None


def _second_count(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`The union counted 400, the police 80`, `400, where the police counted 80`, `80 (…, 400 for the union)`."""
    text, sentence = document.text, document.sentences[at]
    first = max(sentence.start_char, start - _REACH)
    match = patterns.SECOND.search(text[first:start])
    if match is not None and patterns.COUNTED.search(text, first, first + match.start()):
        return _credit(match, codebook, first)
    match = patterns.COUNTS_ELSEWHERE.search(text[first:start])
    if match is not None:
        return _credit(match, codebook, first)
    match = patterns.FOR_ITS_PART.match(text, end, min(sentence.end_char, end + _REACH))
    if match is None or not patterns.SECOND_BEGINS.search(text[first:start]):
        return None
    before = max(0, document.sentences[at - 1].start_char if at else 0, start - _REACH)
    return _credit(match, codebook) if patterns.COUNTED.search(text, before, start) else None


def _in_statement_before(
    document: Document, at: int, start: int, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """`X said it would fall, but would add 84 later`: the statement ended, its sentence goes on without new subject."""
    last = bisect_right(quotes_rows, start, key=lambda row: row["start_char"]) - 1
    if last < 0:
        return None
    row = quotes_rows[last]
    if row["is_direct"] or row["start_char"] < document.sentences[at].start_char or row["end_char"] > start:
        return None
    if start - row["end_char"] > _REACH or patterns.GOES_ON.match(document.text[row["end_char"] : start]) is None:
        return None
    holding = _holding(row["end_char"] - 1, row["end_char"], quotes_rows)
    return _in_statement(document, row["end_char"] - 1, row["end_char"], holding, codebook) if holding else None


def _sentence_at(document: Document, start: int) -> int | None:
    at = bisect_right(document.sentences, start, key=lambda sentence: sentence.start_char) - 1
    return at if at >= 0 and start < document.sentences[at].end_char else None


def _set_by(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`The toll was put at 40 by the ministry`."""
    sentence = document.sentences[at]
    if patterns.SET.search(document.text, max(sentence.start_char, start - 40), start) is None:
        return None
    match = patterns.SET_BY.match(document.text, end, sentence.end_char)
    return _credit(match, codebook) if match else None


def _in_headline(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`Forty dead in blast – police` and `Ministry: Forty dead`."""
    sentence = document.sentences[at]
    if sentence.end_char - sentence.start_char > _LONGEST_HEADLINE:
        return None
    match = patterns.HEAD.match(document.text, sentence.start_char, start) or patterns.TAIL.search(
        document.text, start, sentence.end_char
    )
    return _credit(match, codebook) if match else None


def _beside(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`a count by X`, `X's figures`, `was estimated by X`, `(X)` in the figure's own sentence."""
    sentence = document.sentences[at]
    # Sentences without end stay cheap: nobody credits a number from further off.
    first, last = max(sentence.start_char, start - _REACH), min(sentence.end_char, end + _REACH)
    if patterns.TELLING.search(document.text, first, last) is None:
        return None
    for pattern in patterns.BESIDE:
        for match in pattern.finditer(document.text, first, last):
            between = (match.end(1), start) if match.end(1) <= start else (end, match.start(1))
            if patterns.OTHER_CLAUSE.search(document.text, *between):
                continue
            if match[0].endswith(" toll") and patterns.KEEPER.search(match[1]) is None:
                continue  # "Orland's death toll" is nobody's count
            if patterns.OF_AN_EVENT.search(match[0]) or patterns.ASIDE.search(document.text, first, match.start()):
                continue
            own = patterns.OF_ITS_OWN.match(document.text, match.end(), last)
            if own is not None and not own.start() < start <= own.end():
                continue
            if not match.start() <= start < match.end():
                found = _credit(match, codebook)
                if found is not None:
                    return found
    return _named_by_role(document.text, end, first, last)


def _named_by_role(text: str, end: int, first: int, last: int) -> Credit | None:
    """`in an official count`; `end` is where the figure ends."""
    match = patterns.ANONYMOUS.search(text, first, last)
    if match is None or patterns.OTHER_CLAUSE.search(text, end, match.start()):
        return None
    written = match.group(1)
    return Credit(written[:1].upper() + written[1:], match.group(), match.start(1), match.end(1))


def _by_plan(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`Under the mayor's plan, 400 homes`, and `the 400 homes experts say it needs`."""
    sentence = document.sentences[at]
    said = patterns.SAY_SO.match(document.text, end, min(sentence.end_char, end + _REACH))
    if said is not None:
        return _credit(said, codebook)
    match = patterns.UNDER.search(document.text, max(sentence.start_char, start - _REACH), start)
    return _credit(match, codebook) if match else None


def _counted_by(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`The ministry recorded 1,640`: whoever is said to have counted."""
    first = max(document.sentences[at].start_char, start - _REACH // 2)
    put = patterns.COUNTED_AT.search(document.text[first:start])
    if put and (put["at"] or document.text.startswith("estimated at ", start)):
        found = _credit(put, codebook, first)
        return None if found is None or is_place(str(found.authority)) else found
    if patterns.COUNTING.search(document.text, max(first, start - 60), start) is None:
        return None
    match = patterns.COUNTS.search(document.text[first:start])
    found = _credit(match, codebook, first) if match else None
    # "Orland has recorded ten deaths" tells where they were, not who counted.
    return None if found is None or is_place(str(found.authority)) else found


# "Put the crowd | as high as 40": no "at" stands before the figure.
_AS_HIGH = ("as high as ", "as low as ", "as many as ")


def _revised_by(
    document: Document, at: int, start: int, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """`The ministry raised the toll to 40`: whoever keeps the number; *it* is who spoke in the sentence before."""
    first = max(document.sentences[at].start_char, start - _REACH)
    if patterns.REVISING.search(document.text, max(first, start - 140), start) is None:
        return None
    before = document.text[first:start]
    if patterns.IN_TIME.search(before):
        return None
    match = patterns.REVISES.search(before) or patterns.PUTS_AT.search(before)
    if match is not None and not (match.groupdict().get("at", "at") or document.text.startswith(_AS_HIGH, start)):
        return None
    if match is None or match.group(1) not in ("It", "it", "They", "they"):
        return _credit(match, codebook, first) if match else None
    since = document.sentences[at - 1].start_char if at else first
    last = bisect_right(quotes_rows, start, key=lambda row: row["start_char"]) - 1
    if last < 0 or quotes_rows[last]["end_char"] < since or quotes_rows[last]["speaker"] is None:
        return None
    basis, end = match.group().strip(), first + match.end(1)
    return Credit(quotes_rows[last]["speaker"], basis, first + match.start(1), end)


def _credit(match: re.Match[str], codebook: Codebook, offset: int = 0, *, group: int = 1) -> Credit | None:
    """The credit that a pattern found, with the owner in `group`; `offset`: where the text it was given begins."""
    written = match.group(group)
    if patterns.MONTHS.match(written) or patterns.PRONOUN.match(written) or patterns.NO_COUNTER.match(written):
        return None
    named = _named(written, codebook)
    basis = " ".join(match.group().strip(" ,;:.–—").split())
    end = match.end(group) - (written.endswith(".") and "." not in written[-3:-1])  # "Watchline."
    return Credit(named[:1].upper() + named[1:], basis, offset + match.start(group), offset + end)


def _named(written: str, codebook: Codebook) -> str:
    """The codebook's name for the owner if it has one, else the words without article and possessive."""
    plain = re.sub(r"^(?:the|its|an?)\s", "", written, flags=re.IGNORECASE)
    plain = re.sub(r"[’']s?$", "", plain.rstrip(".,;:)"))
    low = plain.casefold()
    best: tuple[int, str] | None = None
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        for name in actor.names:
            sought = name.casefold()
            is_longer = sought in low and (best is None or len(name) > best[0])
            if is_longer and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", low):
                best = (len(name), actor.names[0])
    return best[1] if best else plain


def _block_at(document: Document, at: int) -> int:
    """The place of the sentence's block in reading order."""
    start = document.sentences[at].start_char
    return max(0, bisect_right(document.blocks, start, key=lambda block: block.start_char) - 1)


def _under_table(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`Source: X` under the table that the figure stands in."""
    order, number = document.blocks, _block_at(document, at)
    if order[number].kind != "table_row":
        return None
    _, block = document.beside_run(number)
    if block is None:
        return None
    match = patterns.SOURCE_LINE.match(document.text[block.start_char : block.end_char])
    if match is None:
        return None
    start, end = block.start_char + match.start(1), block.start_char + match.end(1)
    return Credit(_named(match.group(1).strip(), codebook), match.group().strip(), start, end)


def _lead_in(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`Figures, based on reports from X:` before the list that the figure stands in."""
    order, number = document.blocks, _block_at(document, at)
    if order[number].kind != "list_item":
        return None
    block, _ = document.beside_run(number)
    if block is None:
        return None
    if not document.text[block.start_char : block.end_char].rstrip().endswith(":"):
        return None
    match = patterns.LEAD.search(document.text, block.start_char, block.end_char)
    return _credit(match, codebook) if match else None


def _introduced(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`X published new figures. Forty people …`: the sentence before, in the same block, says whose they are."""
    if at == 0 or document.sentences[at - 1].block_id != document.sentences[at].block_id:
        return None
    before = document.sentences[at - 1]
    first, last = before.start_char, min(before.end_char, before.start_char + 2 * _REACH)
    if patterns.GIVING.search(document.text, first, last) is None:
        return None
    match = patterns.INTRODUCES.search(document.text, first, last)
    return _credit(match, codebook) if match else None
