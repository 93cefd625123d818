"""The headline findings under every set of choices: what sets a source apart, what is alike, who writes how charged,
which reports disagree, who gives most, which source is ahead in a frame.

Each finding is judged by the reports' own choices first; what it claims is what came out there. For figures and frames
each set of choices reads fewer articles or sentences; what the rules found in each sentence is not sought again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis import processes
from analysis.claims.places import Spots
from analysis.claims.tables import reconcile
from analysis.corpus import Codebook, language_name
from analysis.errors import ParameterError
from analysis.framing.concordance import written_forms
from analysis.framing.frames import asked, frames
from analysis.framing.languages import ENGLISH
from analysis.framing.reading import read
from analysis.robustness.choices import (
    COUNTED,
    WORD_FORMS,
    Choices,
    Likenesses,
    Plan,
    Scores,
    Tables,
    Vocabularies,
    grid,
    is_quoted,
    labelled,
    left_out,
    without_each,
    without_each_source,
)
from analysis.sentiment import Lexicon, afinn_lexicon, propose_topic_words, score_sentences, vader_lexicon
from analysis.sentiment.scores import body

# --- words, likeness and scores

Row = dict[str, Any]
_PLAIN, _NEUTRAL, _OTHER = "VADER", "VADER without words of the subject", "AFINN"
_EVERY_PAIR_UP_TO = 6
# Apostrophes and quotation marks are straightened before any score; dashes stay glued to words as they are written.
_STRAIGHT = str.maketrans({"—": " - ", "–": " - "})


def vocabulary_rows(tables: Tables, *, codebook: Codebook, plan: Plan) -> Iterator[Row]:
    """For each source: does its first term, and do half of its terms, stay among those that set it apart?"""
    said, tables = _of_language(tables), tables.in_main_language
    tried = ("stop_words", "word_forms", "longest_term", "ranked_by", "quotations", "boilerplate", *tables.choices)
    varied = plan.options(*tried)
    varied["word_forms"] = _forms_tried(tables, varied)
    varied["longest_term"] = [int(length) for length in varied["longest_term"]]
    default = {
        "stop_words": "left out" if plan.drop_stop_words else "kept",
        "word_forms": "as written",
        "longest_term": plan.ngram_max,
        "ranked_by": "log-odds",
        **plan.of_all,
        **tables.all_read,
    }
    every = [*grid(varied, default=default, large=tables.is_large), *without_each(tables.articles, default, plan)]
    ranked = Vocabularies(tables, plan.reference, k=plan.top_terms)
    reported: dict[str, list[str]] = {}
    names: frozenset[str] = frozenset()
    written: dict[tuple[str, str], str] = {}
    for number, choices in enumerate(every):
        found = ranked.under(choices)
        tops = found.tops(choices["ranked_by"])
        if number == 0:
            reported, names = tops, found.names
            written = _as_written(tables, reported)
        for source in sorted(reported):
            for finding in _apart(source, reported[source], tops.get(source), choices, names=names, written=written):
                yield {**labelled("vocabulary", number), **choices, **finding, "finding": finding["finding"] + said}


def _of_language(tables: Tables) -> str:
    """Which articles a finding is about, where these are in several languages."""
    only = len(tables.in_main_language.articles) < len(tables.articles)
    return f" (articles in {language_name(tables.language)} only)" if only else ""


def _forms_tried(tables: Tables, varied: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """Endings and stems are cut off as in English."""
    return varied["word_forms"] if tables.language == ENGLISH.code else ["as written"]


def _as_written(tables: Tables, reported: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """The first term of each source as its articles write it: "EU"."""
    first = pd.DataFrame([(source, terms[0]) for source, terms in reported.items()], columns=["source", "term"])
    return written_forms(tables.articles, tables.sentences, first)


def _apart(
    source: str,
    reported: list[str],
    found: list[str] | None,
    choices: Choices,
    *,
    names: frozenset[str],
    written: Mapping[tuple[str, str], str],
) -> Iterator[Row]:
    """Terms that this specification cannot have (a run of words where only single words count) are left aside."""
    longest = choices["longest_term"]
    # A name counts as one term however long it is, unless single words only are counted.
    possible = [term for term in reported if len(term.split()) <= longest or (longest > 1 and term in names)]
    first_possible = reported[0] in possible
    form = WORD_FORMS.get(choices["word_forms"])
    if form is not None:
        possible = [form(term) for term in possible]
    first = f"“{written.get((source, reported[0]), reported[0])}” is among the terms that set {source} apart"
    half = f"Half of the terms that set {source} apart stay the same"
    if found is None or not possible:
        unsaid = "the source has no terms here"
        yield from ({"finding": finding, "result": unsaid} for finding in (first, half))
        return
    rank = found.index(possible[0]) + 1 if first_possible and possible[0] in found else None
    if first_possible:
        place = f"place {rank} of {len(found)}" if rank else f"not among the first {len(found)}"
        yield {"finding": first, "estimate": rank, "result": place, "holds": rank is not None}
    else:
        yield {"finding": first, "result": "a term of several words cannot occur"}
    kept = [term for term in possible if term in found]
    share = len(kept) / len(possible)
    result = f"{len(kept)} of {len(possible)} stay"
    yield {"finding": half, "estimate": round(share, 6), "result": result, "holds": share >= 0.5}


def similarity_rows(tables: Tables, *, plan: Plan) -> Iterator[Row]:
    """Are the two articles that are most alike the same two under other choices? Not asked of a large corpus."""
    if tables.is_large:
        return
    said, tables = _of_language(tables), tables.in_main_language
    varied = plan.options("word_forms", "quotations", "boilerplate", *tables.choices)
    varied["word_forms"] = _forms_tried(tables, varied)
    default = {
        "word_forms": "as written",
        # The similarity of articles always reads quotations and never boilerplate.
        "quotations": "in",
        "boilerplate": "out",
        **tables.all_read,
    }
    pair: tuple[str, str] | None = None
    names = _names(tables.articles)
    every = [*grid(varied, default=default, large=tables.is_large), *without_each(tables.articles, default, plan)]
    alike = Likenesses(tables)
    for number, choices in enumerate(every):
        pairs = alike.under(choices)
        if number == 0:
            if len(pairs) < 2:
                return
            pair = pairs[0][:2]
        finding = f"{names[pair[0]]} and {names[pair[1]]} are the two articles most alike{said}"
        yield {**labelled("similarity", number), **choices, "finding": finding, **_most_alike(pair, pairs, names=names)}


def _names(articles: pd.DataFrame) -> dict[str, str]:
    """What a reader calls each article: its source, with the id where the source has several."""
    n_articles = articles["source"].value_counts()
    named = zip(articles["article_id"], articles["source"], strict=True)
    return {one: source if n_articles[source] == 1 else f"{source} ({one})" for one, source in named}


def _most_alike(pair: tuple[str, str], pairs: list[tuple[str, str, float]], *, names: Mapping[str, str]) -> Row:
    own = [cosine for a, b, cosine in pairs if (a, b) == pair]
    others = [cosine for a, b, cosine in pairs if (a, b) != pair]
    if not own or not others:
        return {"result": "one of the two is left out"}
    best = pairs[0]
    return {
        "estimate": round(own[0] - max(others), 6),
        "result": f"most alike: {names[best[0]]} and {names[best[1]]} ({best[2]:.2f})",
        "holds": own[0] >= max(others),
    }


def sentiment_rows(
    tables: Tables,
    *,
    codebook: Codebook,
    plan: Plan,
    lexicon: Lexicon,
    own_lexicons: Sequence[Lexicon],
) -> Iterator[Row]:
    """Which source is most and least negative, who more than whom, and on which side of zero each stands."""
    tried = ("rules", "lexicon", "marks", "sentences", "quotations", "boilerplate", *tables.choices)
    varied = plan.options(*tried)
    lexicons = {lexicon.name: lexicon}
    for name in varied["lexicon"]:
        lexicons[name] = _lexicon(name, tables, codebook=codebook, own={one.name: one for one in own_lexicons})
    default = {
        "rules": plan.scorer,
        "lexicon": lexicon.name,
        "marks": "as written",
        "sentences": COUNTED,
        **plan.of_all,
        **tables.all_read,
    }
    # A mean does not depend on the articles of other sources: only those of sources that have another are left out.
    n_articles = tables.articles.groupby("source")["article_id"].transform("size")
    without = without_each(tables.articles[n_articles > 1], default, plan)
    every = [*grid(varied, default=default, large=tables.is_large), *without]
    scored: dict[tuple, Scores] = {}
    reported: dict[str, float] | None = None
    for number, choices in enumerate(every):
        key = (choices["rules"], choices["lexicon"], choices["marks"])
        if key not in scored:
            scored[key] = _scored(tables, choices, lexicons[choices["lexicon"]])
        means = scored[key].means(choices, out=left_out(tables, choices))
        reported = means if reported is None else reported
        yield from ({**labelled("sentiment", number), **choices, **finding} for finding in _charged(reported, means))


def _lexicon(name: str, tables: Tables, *, codebook: Codebook, own: Mapping[str, Lexicon]) -> Lexicon:
    if name in own:
        return own[name]
    if name == _PLAIN:
        return vader_lexicon()
    if name == _OTHER:
        return afinn_lexicon()
    if name == _NEUTRAL:
        proposed = propose_topic_words(tables.sentences, tables.articles, blocks=tables.blocks, codebook=codebook)
        return vader_lexicon().without(proposed["word"])
    known = ", ".join([_PLAIN, _NEUTRAL, _OTHER, *sorted(own)])
    raise ParameterError(f"Parameter 'vary_lexicon': unknown lexicon {name!r}. Known: {known}.")


def _scored(tables: Tables, choices: Choices, lexicon: Lexicon) -> Scores:
    sentences = tables.sentences
    if choices["marks"] == "straightened":
        sentences = sentences.assign(text=sentences["text"].str.translate(_STRAIGHT))
    read = {"articles": tables.articles, "blocks": tables.blocks}
    scores = score_sentences(sentences, scorer=choices["rules"], lexicon=lexicon, **read)
    rows = body(scores, sentences=sentences, blocks=tables.blocks, articles=tables.articles, everything=True)
    return Scores.of(rows[~rows["is_headline"] & rows["compound"].notna()])


def _charged(reported: Mapping[str, float], means: Mapping[str, float]) -> Iterator[Row]:
    order = [*reported]
    if len(order) > 1:
        yield _extreme(f"{order[0]} is the most negative source", order[0], means)
        upside_down = {source: -mean for source, mean in means.items()}
        yield _extreme(f"{order[-1]} is the least negative source", order[-1], upside_down)
    if len(order) > 2:
        pairs = list(pairwise(order))
        if len(order) <= _EVERY_PAIR_UP_TO:
            pairs = [(a, b) for place, a in enumerate(order) for b in order[place + 1 :]]
        for a, b in pairs:
            yield _difference(f"{a} is more negative than {b}", a, b, means)
    for source in order:
        side = "below" if reported[source] < 0 else "above"
        finding = f"The mean score of {source} is {side} zero"
        if source not in means:
            yield {"finding": finding, "result": "no score"}
            continue
        mean = means[source]
        holds = mean < 0 if side == "below" else mean > 0
        yield {"finding": finding, "estimate": mean, "result": f"mean {mean:+.3f}", "holds": holds}


def _extreme(finding: str, source: str, means: Mapping[str, float]) -> Row:
    others = [mean for name, mean in means.items() if name != source]
    if source not in means or not others:
        return {"finding": finding, "result": "no score"}
    lead = round(min(others) - means[source], 9)
    first = min(means, key=means.__getitem__)
    return {"finding": finding, "estimate": lead, "result": f"{first} is", "holds": lead > 0}


def _difference(finding: str, a: str, b: str, means: Mapping[str, float]) -> Row:
    if a not in means or b not in means:
        return {"finding": finding, "result": "no score"}
    lead = round(means[b] - means[a], 9)
    return {"finding": finding, "estimate": lead, "result": f"by {lead:+.3f}", "holds": lead > 0}


# --- figures and frames

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
