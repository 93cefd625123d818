"""The score of what is said about each actor: clauses in which the actor is subject or object.

By rules, without a parser. A clause ends at a semicolon, colon, dash or bracket, and before a word that opens another
(while, but, because, who, that, …). Somebody is the subject when a verb follows the name, or when a passive names who
acts ("by"); the object when a verb stands right before, or a verb and its preposition ("accused", "called on"). Verbs
are told by their form.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

import pandas as pd

from analysis import schema
from analysis.corpus import Codebook, find_actors, with_proposed_actors
from analysis.english import word_set, word_spans, words
from analysis.english.names import TITLES
from analysis.english.verbs import AUXILIARIES, IRREGULAR_PARTICIPLES, common_forms, is_in_ed
from analysis.english.word_lists import word_groups, word_list
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import Scorer, analyser, mean_with_interval, readable

Role = Literal["subject", "object"]

_OPENERS = (
    "while|whereas|although|though|because|but|yet|unless|until|when|whenever|where|which|who|whom|whose|that|whether|"
    "after|before|as if|even as|and then|so that"
)
_BOUNDARY = re.compile(rf"[;:—–()\[\]]|\s-\s|,?\s(?=(?:{_OPENERS})\s)", re.IGNORECASE)

_CLASSES = {letter: frozenset(listed) for letter, listed in word_groups("function_words")}
_DETERMINERS = _CLASSES["D"] | {"that"}
# Not those that open a clause as well: "since Vey resigned" has its subject.
_PREPOSITIONS = (_CLASSES["I"] | _CLASSES["O"] | _CLASSES["Z"] | {"as"}) - word_set("after before since until")
# What may stand between a name and its verb: "the union itself never asked", "they all left".
_SKIPPED_AFTER = _CLASSES["A"] | word_set("all both even herself himself itself so yet")
# Verbs that take whom they are about by a preposition: "called on", "voted for", "accused of" does not.
_TAKES_OBJECT = word_set("on for to against with at toward towards about")
_NOT_VERBS_IN_ING = word_set("according during evening including morning neighboring neighbouring")
_SAYS = word_list("saying", package="analysis.sentiment")
_LONGEST_INSERTION = 160
_WINDOW = 240


def score_targets(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame,
    codebook: Codebook,
    names_found: pd.DataFrame | None = None,
    scorer: Scorer = "vader",
    lexicon: Lexicon | None = None,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """How charged are the words said about each actor?

    Only clauses count in which the actor does something or something is done to the actor (see `role_in`), not every
    sentence that names the actor. An actor named twice in a clause counts once there, subject before object. For a
    codebook without actors the people and bodies named in most articles stand in (see `with_proposed_actors`).

    Returns
    -------
    DataFrame
        Table `sentiment_targets`, in reading order.

    Misleads when
        it is read as the outlet's stance toward the actor. It is not: "Amnesty condemned the torture" is negative, and
        not against Amnesty. Over labelled news, the polarity of sentences that name somebody says next to nothing
        about the outlet's stance toward them (Spearman .10). It tells in which surroundings an actor appears.
    """
    if names_found is not None:
        codebook = with_proposed_actors(codebook, names_found)
    rows = readable(sentences, articles, blocks=blocks, include_quotes=include_quotes)
    columns = ["article_id", "source", "sentence_id", "start_char", "text"]
    records = [record for row in rows[columns].itertuples(index=False) for record in _clauses_of(row, codebook)]
    scores = analyser(scorer, lexicon).score([record["text"] for record in records])
    for number, record in enumerate(records):
        if scores.n_words[number]:
            record["compound"] = float(scores.compound[number])
        record["n_lexicon_words"] = int(scores.n_lexicon_words[number])
    return schema.frame("sentiment_targets", records)


def _clauses_of(row: tuple, codebook: Codebook) -> Iterator[dict[str, object]]:
    article_id, source, sentence_id, offset, text = row
    mentions = find_actors(text, codebook)
    spans = clause_spans(text) if mentions else []
    starts = [start for start, _ in spans]
    inside: dict[tuple[int, int], dict[str, dict[str, object]]] = {}
    for mention in mentions:
        start, end = spans[max(0, bisect_right(starts, mention.start) - 1)]
        # A name that holds a bracket or a dash can reach over a boundary; it then has no clause of its own.
        if not (start <= mention.start and mention.end <= end):
            continue
        role = role_in(text[start:end], start=mention.start - start, end=mention.end - start)
        found = inside.setdefault((start, end), {})
        if role is not None and (mention.actor not in found or role == "subject"):
            surface = text[mention.start : mention.end]
            found[mention.actor] = {"actor": mention.actor, "surface": surface, "role": role}
    for (start, end), found in inside.items():
        where = {"article_id": article_id, "source": source, "sentence_id": sentence_id, "text": text[start:end]}
        span = {"start_char": offset + start, "end_char": offset + end}
        yield from ({**where, **span, **found[actor]} for actor in sorted(found))


def summarise_targets(
    sentiment_targets: pd.DataFrame, *, n_resamples: int = 1000, confidence: float = 0.95, seed: int = 2025
) -> pd.DataFrame:
    """How charged is what each source says about each actor, on average over clauses?

    Returns
    -------
    DataFrame
        Table `sentiment_toward`, sorted by actor and source; a cell of a heat map each, with the sentences behind it.
        The mean is empty where the lexicon knows no word of the clauses.

    Misleads when
        `n` is small, as it mostly is: three clauses are three clauses. See also `score_targets`.
    """
    records = []
    for (actor, source), group in sentiment_targets.groupby(["actor", "source"], sort=True):
        counted = group.assign(n_words=group["text"].map(lambda text: len(words(text))))
        numbers = mean_with_interval(counted, n_resamples=n_resamples, confidence=confidence, seed=seed)
        kept = {name: numbers.get(name) for name in ("mean", "low", "high", "n", "n_articles", "resampled")}
        ids = list(dict.fromkeys(group["sentence_id"]))
        charged = int((group["n_lexicon_words"] > 0).sum())
        records.append({"actor": actor, "source": source, **kept, "n_charged": charged, "sentence_ids": ids})
    return schema.frame("sentiment_toward", records)


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand, without blanks at their ends.

    >>> text = "Vey fled, while the army took Orn."
    >>> [text[a:b] for a, b in clause_spans(text)]
    ['Vey fled', 'while the army took Orn.']
    """
    cuts = [0, *(end for match in _BOUNDARY.finditer(text) for end in (match.start(), match.end())), len(text)]
    spans = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        part = text[start:end]
        left = len(part) - len(part.lstrip(" ,\n\t"))
        right = len(part.rstrip(" ,\n\t"))
        if left < right:
            spans.append((start + left, start + right))
    return spans


def role_in(clause: str, *, start: int, end: int) -> Role | None:
    """What the name at `start`:`end` is in the clause: its subject, its object, or neither (None).

    **Misleads when** a verb has the form of a noun ("police charge", "the state media reports") or stands far from the
    name. A possessive ("Vey’s party") is neither.

    >>> role_in("Vey condemned the court", start=0, end=3), role_in("the court condemned Vey", start=20, end=23)
    ('subject', 'object')
    """
    if clause[end : end + 2] in ("'s", "’s"):
        return None
    # Further off nothing decides, and bounded windows keep the time linear in a clause that never ends.
    after = _after(clause[end : end + _WINDOW])
    follows = _verb_follows(after)
    before, is_apart = _before(clause[max(0, start - _WINDOW) : start], is_noun=clause[start].islower())
    if is_apart:
        return "subject" if follows else None
    if _is_agent(before) or _is_inverted(before, after):
        return "subject"
    # After a verb, a participle belongs to the name ("freed Vey, accused of"); another verb is the name's own.
    if _is_object(before):
        return "subject" if follows and not after[0].endswith("ed") else "object"
    return "subject" if follows and not (before and before[-1].lower() in _PREPOSITIONS) else None


def _words(text: str) -> list[str]:
    return [text[a:b].replace("’", "'") for a, b in word_spans(text)]


def _before(text: str, *, is_noun: bool) -> tuple[list[str], bool]:
    """The words before a name, and whether a comma stands between them and the name.

    Left aside are articles, titles, and participles that describe the name ("jailed activists"). Of titles in small
    letters only the one at the name: "exiled opposition leader" is described, "exiled" has no object.
    """
    spans, before = word_spans(text), _words(text)
    n_words = len(before)
    while before:
        last = before[-1].lower()
        describes = is_noun and last.endswith("ed") and len(before) > 1
        is_title = last in TITLES and (len(before) == n_words or before[-1] != last)
        if not (last in _DETERMINERS or is_title or describes):
            break
        before.pop()
    return before, bool(before) and "," in text[spans[len(before) - 1][1] :]


def _after(rest: str) -> list[str]:
    """The words after a name, without an insertion between commas and without adverbs."""
    if rest.startswith(","):
        close = rest.find(",", 1, _LONGEST_INSERTION)
        rest = rest[close:] if close > 0 else ""
    return [word for word in _words(rest) if not (word.lower() in _SKIPPED_AFTER or word.endswith("ly"))]


def _is_verb(word: str) -> bool:
    if word != word.lower():
        return False
    return word in AUXILIARIES or is_in_ed(word) or not _forms(word).isdisjoint(("base", "past"))


def _is_third_person(word: str) -> bool:
    return "s" in _forms(word)


def _forms(word: str) -> frozenset[str]:
    return common_forms().get(word, frozenset())


def _verb_follows(after: list[str]) -> bool:
    if not after:
        return False
    if _is_verb(after[0]) or _is_third_person(after[0]):
        return True
    # Another word in -s is a verb only where a noun would not fit: "Vey heads the party", not "Vey voters in Orn".
    ends_in_s = after[0].islower() and after[0].endswith("s") and not after[0].endswith("ss") and len(after[0]) > 3
    return ends_in_s and len(after) > 1 and (after[1] in _DETERMINERS or after[1][0].isupper() or after[1][0].isdigit())


def _is_agent(before: list[str]) -> bool:
    near = [word.lower() for word in before]
    return (
        bool(near) and near[-1] == "by" and any(_is_verb(word) or word in IRREGULAR_PARTICIPLES for word in near[-5:-1])
    )


def _is_inverted(before: list[str], after: list[str]) -> bool:
    return bool(before) and before[-1] in _SAYS and not _verb_follows(after) and after[:1] != ["that"]


def _is_object(before: list[str]) -> bool:
    near = [word.lower() for word in before]
    if not near or near[-2:] == ["according", "to"]:
        return False
    if near[-1] in _TAKES_OBJECT:
        return len(near) > 1 and _acts(before[-2])
    return _acts(before[-1])


def _acts(word: str) -> bool:
    # "is Vey" names him: an auxiliary has no object.
    if word in AUXILIARIES or word in _NOT_VERBS_IN_ING:
        return False
    gerund = word.islower() and word.endswith("ing") and len(word) > 5
    return gerund or _is_verb(word) or _is_third_person(word)
