"""Findings of figures and frames under every set of choices: which reports disagree, who gives most, who says it is so.

Each set of choices reads fewer articles or sentences; what the rules found in each sentence is not sought again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import processes
from analysis.claims.places import Spots
from analysis.claims.tables import reconcile
from analysis.corpus import Codebook
from analysis.framing.frames import asked, frames
from analysis.framing.reading import read
from analysis.robustness.choices import Choices, Plan, Tables, grid, is_quoted, labelled, left_out, without_each_source

Row = dict[str, Any]
Side = tuple[str, float]
Key = tuple[str, str, frozenset[Side]]
# The first page shows fewer of each; of a large corpus not every disagreement is tried again.
_MOST_CONFLICTS, _MOST_GROUPS = 12, 6
_IN_WORDS = {
    "value": "{who} {give} {numbers} for {what}: {surfaces}",
    "date": "{who} {give} {numbers} or dates for {what}: {surfaces}",
    "definition": "{who} may mean different things by {their} numbers for {what}: {surfaces}",
    "staleness": "{who} may {give_plain} an old count of {what}: {surfaces}",
    "authority": "{who} {credit} one body with two counts of {what}: {surfaces}",
    "attribution": "{who} {give} {surfaces} for {what} with and without a credit",
}
_ONE_DATE = "{who} give different dates for {what}: {surfaces}"
_IMPOSSIBLE = "{who} quotes {speaker} on a day when the known facts exclude it"
WITHOUT_CUE = "without the most frequent"


@dataclass(frozen=True)
class _Reconciled:
    """What the claims of the articles that are read come to."""

    claims: pd.DataFrame
    conflicts: pd.DataFrame
    found: frozenset[Key]

    @classmethod
    def of(cls, claims: pd.DataFrame, comparisons: pd.DataFrame, conflicts: pd.DataFrame) -> "_Reconciled":
        """Of the tables of these names: which conflicts are told, and what makes each of all the same elsewhere."""
        own = claims.set_index("figure_id")
        pairs = comparisons[comparisons["cause"].notna()]
        found = frozenset(_key(row, own) for row in pairs.itertuples(index=False))
        told = conflicts[conflicts["told_by"].isna()].merge(
            comparisons[["comparison_id", "claim_a", "claim_b", "counted"]], on="comparison_id"
        )
        return cls(claims, told, found)


class _Reports:
    """The claims under any set of choices, brought together once for each set of figures that is read."""

    def __init__(self, tables: Tables, told: Mapping[str, pd.DataFrame]) -> None:
        self._tables, self._told = tables, told
        self._quoted = set(tables.sentences.loc[is_quoted(tables.sentences), "sentence_id"])
        every = frozenset(), tuple(told["reported_figures"]["figure_id"])
        reported = _Reconciled.of(*(told[name] for name in ("claims", "comparisons", "conflicts")))
        self._made: dict[tuple, _Reconciled] = {every: reported}
        self._spots = Spots()  # the same sentences are read under nearly all choices

    def under(self, choices: Choices, codebook: Codebook) -> _Reconciled:
        """The claims, and which of them are in conflict."""
        out = left_out(self._tables, choices)
        figures = self._told["reported_figures"]
        figures = figures[~figures["article_id"].isin(out)]
        if choices["quotations"] == "out":
            figures = figures[~figures["sentence_id"].isin(self._quoted)]
        key = out, tuple(figures["figure_id"])
        if key not in self._made:
            read = {"sentences": self._tables.sentences, "articles": self._tables.articles}
            read |= {name: self._told[name] for name in ("quotes", "origins")}
            if out:
                read = {name: rows[~rows["article_id"].isin(out)] for name, rows in read.items()}
            if self._tables.is_large:
                processes.give_back()
            made = _Reconciled.of(*reconcile(figures, codebook=codebook, spots=self._spots, **read)[:3])
            if self._tables.is_large:  # none comes again: one choice is varied at a time
                return made
            self._made[key] = made
        return self._made[key]


def _key(row: Any, claims: pd.DataFrame) -> Key:
    """What makes two conflicts the same under two sets of choices: its kind and its numbers, whoever tells it."""
    ids = [one for one in (row.claim_a, row.claim_b) if isinstance(one, str)]
    sides = frozenset((claims.at[one, "source"], round(float(claims.at[one, "value"]), 6)) for one in ids)
    return row.cause, row.quote_id if isinstance(row.quote_id, str) else "", sides


def figure_rows(tables: Tables, told: Mapping[str, pd.DataFrame], *, codebook: Codebook, plan: Plan) -> Iterator[Row]:
    """Do the same reports disagree, and does the same source give the most and the fewest, under other choices?

    `told` are the tables `reported_figures`, `quotes`, `origins`, `claims`, `comparisons` and `conflicts`. A claim is
    read as it stands in its article: what is left out is whole articles and sentences that mostly quote.
    """
    quotes = told["quotes"]
    if told["reported_figures"].empty and quotes.empty:
        return
    # Figures are read in quotations whatever the parameter says, and are no words to be counted in boilerplate.
    default: Choices = {"quotations": "in", **tables.all_read}
    varied = plan.options("quotations", *tables.choices)
    every = [*grid(varied, default=default, large=tables.is_large), *without_each_source(tables, default, plan)]
    reports = _Reports(tables, told)
    first = reports.under(default, codebook)
    conflicts = _disagreements(first, quotes.merge(tables.articles[["article_id", "source"]], on="article_id"))
    extremes = list(_extremes(first.claims))
    for number, choices in enumerate(every):
        made, out = reports.under(choices, codebook), left_out(tables, choices)
        for finding, key, articles in conflicts:
            yield {**labelled("figures", number), **choices, "finding": finding, **_again(key, articles, made, out)}
        for finding, what, source, sign in extremes:
            said = _lead(made.claims, what, source, sign)
            yield {**labelled("figures", number), **choices, "finding": finding, **said}
        del made  # before the next are brought together


def _disagreements(made: _Reconciled, quotes: pd.DataFrame) -> list[tuple[str, Key, frozenset[str]]]:
    """The first conflicts: each in words, what makes it the same elsewhere, and the articles that it is about."""
    claims, said = made.claims.set_index("figure_id"), quotes.set_index("quote_id")
    found: dict[str, tuple[Key, frozenset[str]]] = {}
    for row in made.conflicts.head(_MOST_CONFLICTS).itertuples(index=False):
        sides = claims.loc[[one for one in (row.claim_a, row.claim_b) if isinstance(one, str)]]
        if sides.empty:
            quote = said.loc[row.quote_id]
            speaker = quote["speaker"] if isinstance(quote["speaker"], str) else "somebody"
            words = _IMPOSSIBLE.format(who=quote["source"], speaker=speaker)
            articles = frozenset([quote["article_id"]])
        else:
            words, articles = _in_words(row, sides), frozenset(sides["article_id"])
        found.setdefault(words, (_key(row, claims), articles))
    return [(words, *rest) for words, rest in found.items()]


def _in_words(row: Any, sides: pd.DataFrame) -> str:
    who = list(dict.fromkeys(sides["source"]))
    is_one, surfaces = len(who) == 1, list(dict.fromkeys(f"“{surface}”" for surface in sides["surface"]))
    pattern = _IN_WORDS[row.cause]
    if row.cause == "date" and sides["value"].nunique() == 1 and not is_one:
        pattern = _ONE_DATE
    return pattern.format(
        who=" and ".join(who),
        give="gives" if is_one else "give",
        give_plain="give",
        their="its" if is_one else "their",
        credit="credits" if is_one else "credit",
        numbers="two numbers" if is_one else "different numbers",
        what=row.counted or "one thing",
        surfaces=" and ".join(surfaces),
    )


def _again(key: Key, articles: frozenset[str], made: _Reconciled, out: frozenset[str]) -> Row:
    if articles & out:
        return {"result": "an article that it is about is left out"}
    holds = key in made.found
    return {"estimate": float(holds), "result": "found" if holds else "not found", "holds": holds}


def _extremes(claims: pd.DataFrame) -> Iterator[tuple[str, str, str, int]]:
    """Which source gives the largest and the smallest of numbers that stand beside each other."""
    for what, own in _beside(claims):
        sources = own.groupby("source")["value"]
        for said, sign, best in (("largest", 1, sources.max()), ("smallest", -1, -sources.min())):
            ranked = best.sort_values(ascending=False, kind="stable")
            if len(ranked) > 1 and ranked.iloc[0] > ranked.iloc[1]:
                source = str(ranked.index[0])
                yield f"{source} gives the {said} number of {what}", what, source, sign


def _beside(claims: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Levels of one thing that stand beside each other; counts of what happened on several days do not rank."""
    levels = claims[
        claims["group"].notna() & (claims["kind"] == "stock") & claims["status"].isna() & claims["change"].isna()
    ]
    n_sources = levels.groupby("of_what")["source"].nunique().sort_values(ascending=False, kind="stable")
    wide = n_sources[n_sources > 1].index[:_MOST_GROUPS]
    # Of several groups of one kind, the first is the widest.
    first = {what: levels.loc[levels["of_what"] == what, "group"].min() for what in wide}
    return [(what, levels[(levels["of_what"] == what) & (levels["group"] == group)]) for what, group in first.items()]


def _lead(claims: pd.DataFrame, what: str, source: str, sign: int) -> Row:
    own = dict(_beside(claims)).get(what)
    if own is None or source not in set(own["source"]):
        return {"result": "no two sources give such a number"}
    numbers = sign * own["value"]
    is_own = own["source"] == source
    lead = float(numbers[is_own].max() - numbers[~is_own].max())
    return {"estimate": round(lead, 6), "result": f"by {lead:+,.0f}", "holds": lead > 0}


def frame_rows(tables: Tables, *, codebook: Codebook, plan: Plan) -> Iterator[Row]:
    """Does the same source suggest a frame most often under other choices, and is what no source suggests still so?"""
    default = {"cues": "all", **plan.of_all, **tables.all_read}
    varied = plan.options("cues", "quotations", "boilerplate", *tables.choices)
    every = [*grid(varied, default=default, large=tables.is_large), *without_each_source(tables, default, plan)]
    given = tables.articles, tables.blocks, tables.sentences
    # Cues are sought in sentences as written, once; which sentences are read is a choice.
    everywhere = frames(*given, codebook=codebook, include_boilerplate=True, include_quotes=True).frame_evidence
    seen: dict[tuple, tuple[pd.DataFrame, pd.DataFrame]] = {}
    reported: dict[str, str | None] = {}
    for number, choices in enumerate(every):
        how = {"include_quotes": choices["quotations"] == "in", "include_boilerplate": choices["boilerplate"] == "in"}
        key = tuple(how.values())
        if key not in seen:
            rows = read(*given, **how, only_english=True).sentences
            seen[key] = rows, _ranked(everywhere[everywhere["sentence_id"].isin(rows["sentence_id"])])
        shares = _shares(*seen[key], choices, out=left_out(tables, choices))
        if number == 0:
            named = asked(codebook, seen[key][1].groupby("frame")["sentence_id"].nunique())
            reported = {name: _leader(shares.get(name), shares) for name in named}
        for name, source in reported.items():
            if source is not None:
                said = _suggested(codebook.frames[name].question, source, shares.get(name), shares)
                yield {**labelled("frames", number), **choices, **said}


def _ranked(evidence: pd.DataFrame) -> pd.DataFrame:
    """The cues found, each with whether no other of its frame was found more often."""
    cues = evidence["surface"].str.casefold()
    top = cues.groupby(evidence["frame"]).agg(lambda found: found.value_counts().sort_index().idxmax())
    return evidence.assign(is_top=cues == evidence["frame"].map(top))


def _shares(
    sentences: pd.DataFrame, cues: pd.DataFrame, choices: Choices, *, out: frozenset[str]
) -> dict[str, pd.Series]:
    """The share of each source's sentences with a cue, by frame; under "" how many sentences each has."""
    n = sentences[~sentences["article_id"].isin(out)].groupby("source")["sentence_id"].nunique()
    if choices["cues"] == WITHOUT_CUE:
        cues = cues[~cues["is_top"]]
    cues = cues[~cues["article_id"].isin(out)]
    hits = cues.groupby(["frame", "source"])["sentence_id"].nunique()
    found = {str(name): (own.droplevel("frame").reindex(n.index).fillna(0) / n) for name, own in hits.groupby("frame")}
    return {"": n, **found}


def _leader(shares: pd.Series | None, of: Mapping[str, pd.Series]) -> str | None:
    """The source with the largest share; empty where none has any, and None where two lead or there is but one."""
    if shares is None:
        return "" if len(of[""]) else None
    ranked = shares.round(9).sort_values(ascending=False, kind="stable")
    return str(ranked.index[0]) if len(ranked) > 1 and ranked.iloc[0] > ranked.iloc[1] else None


def _suggested(question: str, source: str, shares: pd.Series | None, of: Mapping[str, pd.Series]) -> Row:
    finding = f"{source or 'No source'} {'most often ' if source else ''}suggests a yes to “{question}”"
    found: Sequence[float] = [] if shares is None else shares.tolist()
    if not source:
        n = sum(share > 0 for share in found)
        return {"finding": finding, "estimate": float(max([0.0, *found])), "result": f"{n} do", "holds": n == 0}
    if source not in of[""].index or len(of[""]) < 2:
        return {"finding": finding, "result": "the source or all others are left out"}
    own, others = (0.0, 0.0) if shares is None else (shares[source], shares.drop(source).max())
    lead = round(float(own - others), 9)
    return {"finding": finding, "estimate": lead, "result": f"ahead by {lead:+.1%}", "holds": lead > 0}
