"""The score of what is said about each actor: clauses in which the actor is subject or object."""

from bisect import bisect_right
from collections.abc import Iterator

import pandas as pd

from analysis import schema
from analysis.corpus import Codebook, find_actors
from analysis.english import words
from analysis.sentiment.clauses import clause_spans, role_in
from analysis.sentiment.drivers import readable
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import Scorer, analyser
from analysis.sentiment.summary import mean_with_interval


def score_targets(
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    blocks: pd.DataFrame,
    codebook: Codebook,
    scorer: Scorer = "nltk",
    lexicon: Lexicon | None = None,
    include_quotes: bool = True,
) -> pd.DataFrame:
    """How charged are the words said about each actor?

    Only clauses count in which the actor does something or something is done to the actor (see `clauses`), not every
    sentence that names the actor. An actor named twice in a clause counts once there, subject before object.

    Returns
    -------
    DataFrame
        Table `sentiment_targets`, in reading order.

    Misleads when
        it is read as the outlet's stance toward the actor. It is not: "Amnesty condemned the torture" is negative, and
        not against Amnesty. Over labelled news, the polarity of sentences that name somebody says next to nothing
        about the outlet's stance toward them (Spearman .10). It tells in which surroundings an actor appears.
    """
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
    targets: pd.DataFrame, *, n_resamples: int = 1000, confidence: float = 0.95, seed: int = 2025
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
    for (actor, source), group in targets.groupby(["actor", "source"], sort=True):
        counted = group.assign(n_words=group["text"].map(lambda text: len(words(text))))
        numbers = mean_with_interval(counted, n_resamples=n_resamples, confidence=confidence, seed=seed)
        kept = {name: numbers.get(name) for name in ("mean", "low", "high", "n", "n_articles", "resampled")}
        ids = list(dict.fromkeys(group["sentence_id"]))
        charged = int((group["n_lexicon_words"] > 0).sum())
        records.append({"actor": actor, "source": source, **kept, "n_charged": charged, "sentence_ids": ids})
    return schema.frame("sentiment_toward", records)
