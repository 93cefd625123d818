"""Who gets to speak: words and quotations by speaker and source, who is never quoted, which verbs introduce whom."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, Literal

import pandas as pd

from analysis import schema
from analysis.corpus.codebook import Codebook
from analysis.english.tokens import words
from analysis.voices.actors import codebook_roles, proposed_role

By = Literal["speaker", "role", "source"]
_OPEN = "(not named)"


def statements(quotes: pd.DataFrame, *, articles: pd.DataFrame, codebook: Codebook | None = None) -> pd.DataFrame:
    """Each statement as one row, whatever number of spans it is in.

    Parameters
    ----------
    quotes, articles : DataFrame
        The declared tables.
    codebook : Codebook, optional
        Gives roles; without it they are proposed from the words that introduce the speaker.

    Returns
    -------
    DataFrame
        `statement_id`, `article_id`, `source`, `speaker` (empty: left open), `role`, `role_is_proposed`, `cue`,
        `cue_group`, `form` (`direct`, `reported`, or `mixed`), `n_words`, `n_direct_words`, `text` (the article's own
        words from the statement's first span to its last, where these are one passage; else the spans joined by " … ").
    """
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    role_of = _roles(quotes, codebook)
    spans: dict[str, list[dict[str, Any]]] = {}
    for span in schema.records(quotes[_READ]):
        spans.setdefault(span["statement_id"], []).append(span)
    rows = [_statement(own, sources=sources, texts=texts, role_of=role_of) for own in spans.values()]
    return schema.frame("statements", rows)


# Columns of `quotes`: of thousands of statements of a few spans each, plain rows are read far faster than tables.
_READ = [
    "statement_id", "article_id", "speaker", "cue", "cue_group", "start_char", "end_char", "is_direct", "text",
]  # fmt: skip


def _statement(
    group: Sequence[Mapping[str, Any]],
    *,
    sources: Mapping[str, str],
    texts: Mapping[str, str],
    role_of: Mapping[str, tuple[str, bool]],
) -> dict[str, Any]:
    first = group[0]
    spans = sorted(group, key=itemgetter("start_char"))
    counts = [len(words(span["text"])) for span in spans]
    are_direct = [span["is_direct"] for span in spans]
    direct = sum(count for count, is_direct in zip(counts, are_direct, strict=True) if is_direct)
    speaker = first["speaker"]
    role, is_proposed = role_of.get(speaker, (None, False)) if speaker else (None, False)
    form = "direct" if all(are_direct) else "mixed" if any(are_direct) else "reported"
    return {
        "statement_id": first["statement_id"],
        "article_id": first["article_id"],
        "source": sources[first["article_id"]],
        "speaker": speaker,
        "role": role,
        "role_is_proposed": is_proposed,
        "cue": first["cue"],
        "cue_group": first["cue_group"],
        "form": form,
        "n_words": sum(counts),
        "n_direct_words": direct,
        "text": _passage(spans, texts[first["article_id"]], form),
    }


def _passage(spans: Sequence[Mapping[str, Any]], text: str, form: str) -> str:
    start, end = spans[0]["start_char"], max(span["end_char"] for span in spans)
    kept = sum(span["end_char"] - span["start_char"] for span in spans)
    if form == "mixed" and end - start - kept < 8 * len(spans):
        opened = text[max(0, start - 1) : start] if spans[0]["is_direct"] else ""
        closed = text[end : end + 1] if spans[-1]["is_direct"] else ""
        return f"{opened}{text[start:end]}{closed}"
    return " … ".join(span["text"] for span in spans)


def _roles(quotes: pd.DataFrame, codebook: Codebook | None) -> dict[str, tuple[str, bool]]:
    known = codebook_roles(codebook) if codebook is not None else {}
    roles = {name: (role, False) for name, role in known.items()}
    named = quotes.dropna(subset=["speaker"])
    for speaker, written in zip(named["speaker"], named["speaker_as_written"], strict=True):
        if speaker in roles:
            continue
        role = proposed_role(f"{written} {speaker}")
        if role is not None:
            roles[speaker] = (role, True)
    return roles


def shares(quotes: pd.DataFrame, *, articles: pd.DataFrame, by: By, codebook: Codebook | None = None) -> pd.DataFrame:
    """How many statements and words each speaker, role or source gets, quoted and reported.

    Parameters
    ----------
    quotes, articles : DataFrame
        The declared tables.
    by : {"speaker", "role", "source"}
        What a row is.
    codebook : Codebook, optional
        Gives roles.

    Returns
    -------
    DataFrame
        `group`, `n_statements`, `n_direct` (statements with words in quotation marks), `n_words`, `n_direct_words`,
        `share_words` and `share_direct_words` (0 to 1, of all words quoted or reported; of all words in marks),
        `n_articles`, `n_sources`, `only_source` (the one source that quotes this group; empty if several do).
        Most words first, ties by name. Statements whose speaker is left open form the group "(not named)".

    Notes
    -----
    **Misleads when** one article is far longer than the others: shares are of words, so it weighs most. `n_articles`
    stands beside for that reason.
    """
    told = statements(quotes, articles=articles, codebook=codebook)
    keyed = told.assign(group=told[by].fillna(_OPEN))
    all_words = max(1, int(told["n_words"].sum()))
    all_direct = max(1, int(told["n_direct_words"].sum()))
    rows = [
        _share(group, part, all_words=all_words, all_direct=all_direct)
        for group, part in keyed.groupby("group", sort=True)
    ]
    rows.sort(key=lambda row: (-row["n_words"], row["group"]))
    return schema.frame("shares", rows)


def _share(group: str, part: pd.DataFrame, *, all_words: int, all_direct: int) -> dict[str, Any]:
    sources = sorted(part["source"].unique())
    n_words, n_direct_words = int(part["n_words"].sum()), int(part["n_direct_words"].sum())
    return {
        "group": group,
        "n_statements": len(part),
        "n_direct": int((part["n_direct_words"] > 0).sum()),
        "n_words": n_words,
        "n_direct_words": n_direct_words,
        "share_words": round(n_words / all_words, 4),
        "share_direct_words": round(n_direct_words / all_direct, 4),
        "n_articles": int(part["article_id"].nunique()),
        "n_sources": len(sources),
        "only_source": sources[0] if len(sources) == 1 else None,
    }


def cue_use(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Which group of cues each source uses for whom: *said* takes no side, *claimed* doubts, *insisted* presses.

    Returns
    -------
    DataFrame
        `source`, `speaker`, `cue_group`, `n` (statements), `cues` (the words with their number, commonest first).
        Statements without a cue or a named speaker are left out. Sorted by source, speaker, group.

    Notes
    -----
    **Misleads when** n is small: one "claimed" is a word, not a habit.
    """
    told = statements(quotes, articles=articles).dropna(subset=["speaker", "cue", "cue_group"])
    rows = []
    for (source, speaker, group), part in told.groupby(["source", "speaker", "cue_group"], sort=True):
        counts = sorted(part["cue"].value_counts().items(), key=lambda pair: (-pair[1], pair[0]))
        cues = ", ".join(f"{cue} ({n})" if n > 1 else cue for cue, n in counts)
        rows.append({"source": source, "speaker": speaker, "cue_group": group, "n": len(part), "cues": cues})
    return schema.frame("cue_use", rows)
