"""How much each source published, and when; what so few articles can show; how many independent texts stand behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analysis import schema
from analysis.corpus import has_word_spaces, outlets
from analysis.framing.kinship import MOST_OF_AN_ARTICLE, kinship
from analysis.statistics.groups import joined
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST, ARTICLES_FOR_A_VOCABULARY, smallest_p
from analysis.wording import capital, count, number_word, percent, some_of

# Coverage longer than two months is counted by month: so many days make more bars than a reader can take in.
_MOST_DAYS = 62
_FACTS_TOLD = 6
_LONGEST_TITLE = 70
_STRONGEST = ("same_text", "edited_copy", "excerpt", "rewrite", "same_agency", "none")
_BY_WORDING = ("same_text", "edited_copy", "excerpt")
_TIES_TOLD = 3
_IN_WORDS = {
    "same_text": "has the same text as {nearest}",
    "edited_copy": "is an edited copy of the same text as {nearest}",
    "excerpt": "shares its text with {nearest}; the shorter is an excerpt",
    "rewrite": "shares rare names, numbers or phrases with {nearest} ({facts}): probably rewritten from one text",
    "same_agency": "prints a text of the agency {agency}, as does {nearest} (“{credit}”)",
    "the_agency": "prints a text of the agency {agency}, whose own article is here too (“{credit}”)",
}


# --- what there is


def coverage(articles: pd.DataFrame) -> pd.DataFrame:
    """How many articles, and words, did each source publish in each period?

    Periods are days up to two months of coverage, months beyond, or where a date has no day. Articles without a date
    are counted under an empty period, never guessed.

    Returns
    -------
    DataFrame
        The table `coverage`, by period and source.

    Misleads when
        the corpus is a selection: then it shows when articles were collected, not when outlets wrote.
    """
    dated = articles["published"].dropna()
    days = pd.to_datetime(dated[dated.str.len() >= 10].str[:10], errors="coerce").dropna()
    has_long_span = len(days) > 0 and (days.max() - days.min()).days > _MOST_DAYS
    length = 7 if has_long_span or (dated.str.len() < 10).any() else 10
    rows: dict[tuple[str, str], list[int]] = {}
    for published, source, n_words in articles[["published", "source", "n_words"]].itertuples(index=False):
        period = "" if pd.isna(published) else str(published)[:length]
        count = rows.setdefault((period, source), [0, 0])
        count[0] += 1
        count[1] += int(n_words)
    table = [
        {"period": period or None, "source": source, "n_articles": n_articles, "n_words": n_words}
        for (period, source), (n_articles, n_words) in sorted(
            rows.items(), key=lambda item: (item[0][0] == "", item[0])
        )
    ]
    return schema.frame("coverage", table)


def counted_by(articles: pd.DataFrame) -> Literal["words", "articles"]:
    """What distinctive vocabulary counts: uses of a term or, where two sources have enough articles, articles."""
    per_source = articles.groupby("source")["article_id"].nunique()
    return "articles" if (per_source >= ARTICLES_FOR_A_TEST).sum() >= 2 else "words"


def only_source(articles: pd.DataFrame) -> str:
    """For a reader, the beginning of what follows where no second source is there.

    >>> only_source(pd.DataFrame({"source": ["Post"]}))
    'There is one article'
    """
    return "All articles are from one source" if len(articles) > 1 else "There is one article"


def contrast_limits(articles: pd.DataFrame) -> list[str]:
    """Plain sentences on what this number of articles cannot show, for a reader; empty when nothing is to be said."""
    per_source = articles.groupby("source")["article_id"].nunique().sort_index()
    if len(per_source) == 0:
        return ["The corpus holds no article, so there is nothing to compare."]
    if len(per_source) == 1:
        return [f"{only_source(articles)} ({per_source.index[0]}), so there is nothing to compare it with."]
    fewest, most = int(per_source.min()), int(per_source.max())
    if fewest >= ARTICLES_FOR_A_VOCABULARY:
        return []
    if most >= ARTICLES_FOR_A_VOCABULARY or fewest < ARTICLES_FOR_A_TEST <= most:
        return [_some_too_small(per_source)]
    link = "or" if most == fewest + 1 else "to"
    spread = f"{number_word(fewest)} {link} {number_word(most)} articles"
    lines = [f"Each source has {count(fewest, 'article')} here." if fewest == most else f"Each source has {spread}."]
    if fewest < ARTICLES_FOR_A_TEST:
        reach = smallest_p(fewest, fewest)
        chance = "always give a difference as large" if reach == 1 else f"do as well in at least {reach:.0%} of deals"
        lines.append(
            f"Dealing the articles of two such sources into two heaps at random would {chance}, so no "
            f"difference between sources is called significant. That takes at least {ARTICLES_FOR_A_TEST} articles "
            f"from each source, and {ARTICLES_FOR_A_VOCABULARY} to compare whole vocabularies."
        )
    else:
        lines.append(
            f"A single difference named beforehand can be tested; a whole vocabulary cannot, for that takes at least "
            f"{ARTICLES_FOR_A_VOCABULARY} articles from each source."
        )
    if most == 1:
        lines.append(
            "With one article a source, what belongs to the outlet, to its author and to the day cannot be told apart: "
            "read every difference as one between these articles, not between their publishers."
        )
    return lines


def _some_too_small(per_source: pd.Series) -> str:
    small = per_source[per_source < ARTICLES_FOR_A_VOCABULARY]
    n, n_all = len(small), len(per_source)
    some = capital(f"{number_word(n)} of {number_word(n_all)} sources {'has' if n == 1 else 'have'}")
    if n == n_all:
        some = "Both sources have" if n == 2 else f"All {number_word(n)} sources have"
    return (
        f"{some} fewer than {ARTICLES_FOR_A_VOCABULARY} articles here "
        f"({some_of(small.index.tolist(), most=4)}): their vocabulary is compared with no test, and with fewer than "
        f"{ARTICLES_FOR_A_TEST} articles nothing of theirs is."
    )


# --- what of it is independent


def origins(articles: pd.DataFrame, kinship: pd.DataFrame) -> pd.DataFrame:
    """Which articles go back to one text?

    Articles tied by a relation of `kinship`, directly or through others, count as one origin. An excerpt ties only if
    it is most of the shorter article; and of several articles that each stand in a longer one, only those that are tied
    to each other, because a round-up has many origins. What credits one agency for the whole text ties; what credits it
    for a part does not, but is no independent text either. An origin is named after the group's earliest article with a
    date, else after its longest.

    Returns
    -------
    DataFrame
        The table `origins`: one row for each article, in order of origin and article. Where `basis` is "none" and
        `nearest` is given, the two share a passage or part of an agency's text: two origins at most, but not
        independent in all they say.

    Misleads when
        origin is read as source: the upstream text may be none of these articles. And independent wording does not make
        independent knowledge: two outlets may both have asked the same press officer.
    """
    kin = kinship[(kinship["relation"] != "none") | kinship["agency"].notna()]
    ties = _merging(kin, dict(zip(articles["article_id"], articles["n_words"], strict=True)))
    groups = joined(articles["article_id"].tolist(), ties)
    group = {article_id: number for number, members in enumerate(groups) for article_id in members}
    names = _names_of(articles, group)
    is_inside = kin["article_a"].map(group) == kin["article_b"].map(group)
    nearest, passages = _nearest(kin[is_inside]), _nearest(kin[~is_inside])
    called = _called(articles, dict(zip(articles["article_id"], articles["title"], strict=True)))
    rows = []
    for article_id, source, language in articles[["article_id", "source", "language"]].itertuples(index=False):
        tie, passage = nearest.get(article_id), passages.get(article_id)
        closest = tie or passage
        rows.append(
            {
                "article_id": article_id,
                "source": source,
                "origin": names[group[article_id]],
                "n_articles": len(groups[group[article_id]]),
                "basis": tie.relation if tie else "none",
                "nearest": closest.other if closest else None,
                "agency": closest.agency if closest else None,
                "credit": closest.credit if closest else None,
                "share": closest.share if closest else None,
                "score": closest.score if closest else 0.0,
                "explanation": _explained(called, article_id, tie=tie, passage=passage)
                if has_word_spaces(language)
                else f"{called[article_id]} has no spaces between words: whose text it is cannot be told.",
            }
        )
    rows.sort(key=lambda row: (-row["n_articles"], row["origin"], row["article_id"]))
    return schema.frame("origins", rows)


def copies(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, *, agencies_too: bool
) -> pd.DataFrame:
    """Which articles are to be left out if each text is to count once; with `agencies_too` no agency's text at all?

    Of each origin (see `origins`) the article stays after which it is named: the earliest with a date, else the
    longest, else the first by its id. An article that shares less than half of its text with another stays: the rest is
    its own. What a news agency publishes under its own name is not carried by another, and stays.

    Returns
    -------
    DataFrame
        article_id, reason ("copy" or "agency_text"), explanation; in the order of `articles`.

    Misleads when
        a rewrite says something of its own, or the earliest article is not the one that the others took from.
    """
    from analysis.framing.credits import Agencies  # its patterns take a while to compile, and no page needs them

    by_outlet = articles.assign(source=outlets(articles))
    found = origins(by_outlet, kinship(by_outlet, blocks, sentences)).set_index("article_id")
    agencies = Agencies.of(articles)
    rows = []
    for place, article_id in enumerate(articles["article_id"]):
        own, credit = found.loc[article_id], agencies.carried(place) if agencies_too else None
        if own["origin"] != article_id:
            rows.append((article_id, "copy", own["explanation"]))
        elif credit is not None:
            rows.append((article_id, "agency_text", f"It gives {credit.agency} as its writer: “{credit.words}”."))
    return pd.DataFrame(rows, columns=["article_id", "reason", "explanation"])


def origins_sentence(origins: pd.DataFrame, *, titles: Mapping[str, str | None] = MappingProxyType({})) -> str:
    """For the reader: "5 articles, about 4 independent origins", and what follows for reading agreement.

    Where two articles share a passage, or part of an agency's text, and no origin, it says "at most". `titles` by
    article_id tell articles of one source apart; without them their ids do.

    >>> origins_sentence(schema.frame("origins", []))
    'There are no articles.'
    """
    n, k = len(origins), origins["origin"].nunique()
    if n == 0:
        return "There are no articles."
    if n == 1:
        return "There is one article, so nothing can be said about shared origins."
    called = _called(origins, titles)
    partly = _partly(origins, called)
    counted = f"{capital(count(n, 'article'))}, {'at most' if partly else 'about'} {count(k, 'independent origin')}"
    if k == n and not partly and origins["source"].nunique() == 1:
        apart = "none looks copied, excerpted or rewritten from another"
        return (
            f"{capital(count(n, 'article'))} of one source: {apart}. Where they agree, one source agrees with itself."
        )
    if k == n:
        whole = " as a whole" if partly else ""
        return f"{counted}: no two articles look copied, excerpted or rewritten from one text{whole}.{partly}"
    shared = origins[origins["n_articles"] > 1]
    groups = [_group(own, called) for _, own in shared.groupby("origin", sort=True)]
    more = f" (and {len(groups) - 3} more groups)" if len(groups) > 3 else ""
    # Two dispatches of one agency are two reports, and one witness.
    one = "one text or one agency" if shared["basis"].eq("same_agency").any() else "one report"
    share = "each share one" if len(groups) > 1 else "share one"
    return (
        f"{counted}: {'; '.join(groups[:3])}{more} {share}. Where they agree, that is {one} told more than once, not "
        f"several witnesses.{partly}"
    )


def _group(own: pd.DataFrame, called: Mapping[str, str]) -> str:
    """The articles of one origin, and the agency that they credit, if that is what ties some of them."""
    agencies = sorted(own.loc[own["basis"] == "same_agency", "agency"].dropna().unique())
    credited = f" (credited to {', '.join(agencies)})" if agencies else ""
    return _and(sorted(called[one] for one in own["article_id"])) + credited


def _partly(origins: pd.DataFrame, called: Mapping[str, str]) -> str:
    """Which articles of different origins are not independent in all they say; "" if none."""
    told: dict[frozenset[str], str] = {}
    for row in origins[(origins["basis"] == "none") & origins["nearest"].notna()].itertuples(index=False):
        pair = frozenset((row.article_id, row.nearest))
        told.setdefault(pair, f"{called[row.article_id]} and {called[row.nearest]} {_in_part(row)}")
    if not told:
        return ""
    lines = list(told.values())
    more = f"; {len(lines) - _TIES_TOLD} more pairs as well" if len(lines) > _TIES_TOLD else ""
    return f" {'; '.join(lines[:_TIES_TOLD])}{more}: there they are not independent."


def _in_part(tie: "_Tie | tuple") -> str:
    """What two articles of different origins have in common."""
    passage = "" if pd.isna(tie.share) else f"share a passage ({percent(tie.share)} of the shorter one)"
    agency = "" if pd.isna(tie.agency) else f"both credit {tie.agency}"
    return " and ".join(filter(None, (passage, agency)))


def _and(names: list[str]) -> str:
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _merging(kin: pd.DataFrame, n_words: Mapping[str, int]) -> list[tuple[str, str]]:
    """The ties that make one origin of two articles."""
    kin = kin[kin["relation"] != "none"]
    ties = list(kin[["article_a", "article_b", "relation", "containment"]].itertuples(index=False, name=None))
    tied = {frozenset((a, b)) for a, b, _, _ in ties}
    merging = [(a, b) for a, b, relation, _ in ties if relation != "excerpt"]
    inside: dict[str, list[str]] = {}
    for a, b, relation, containment in sorted(ties, key=lambda tie: (-tie[3], tie[0], tie[1])):
        if relation != "excerpt" or containment < MOST_OF_AN_ARTICLE:
            continue
        shorter, longer = sorted((a, b), key=lambda one: (n_words[one], one))
        others = inside.setdefault(longer, [])
        # One that stands in the longer article already is enough: copies of one text are tied to each other.
        if not others or frozenset((shorter, others[0])) in tied:
            others.append(shorter)
            merging.append((shorter, longer))
    return merging


def _names_of(articles: pd.DataFrame, group: Mapping[str, int]) -> dict[int, str]:
    """The article that each group is named after, by number of the group."""
    rows = articles[["article_id", "published", "n_words"]].itertuples(index=False)
    best: dict[int, tuple] = {}
    for article_id, published, n_words in rows:
        undated = pd.isna(published)
        key = (undated, "" if undated else str(published), -n_words, article_id)
        best[group[article_id]] = min(best.get(group[article_id], key), key)
    return {number: key[-1] for number, key in best.items()}


@dataclass(frozen=True, slots=True)
class _Tie:
    """An article's strongest tie to another."""

    relation: str
    other: str
    score: float
    facts: tuple[str, ...]
    agency: str | None
    credit: str | None
    other_credit: str | None
    share: float | None


def _nearest(kin: pd.DataFrame) -> dict[str, _Tie]:
    found: dict[str, tuple[tuple, _Tie]] = {}
    for row in kin.itertuples(index=False):
        agency, *credits = (None if pd.isna(one) else one for one in (row.agency, row.credit_a, row.credit_b))
        share = row.containment if row.relation in _BY_WORDING else None
        sides = ((row.article_a, row.article_b, credits), (row.article_b, row.article_a, credits[::-1]))
        for mine, other, words in sides:
            tie = _Tie(row.relation, other, row.score, tuple(row.facts), agency, *words, share)
            rank = (_STRONGEST.index(row.relation), -row.score, other)
            if mine not in found or rank < found[mine][0]:
                found[mine] = (rank, tie)
    return {mine: tie for mine, (_, tie) in found.items()}


def _called(articles: pd.DataFrame, titles: Mapping[str, str | None]) -> dict[str, str]:
    """What a reader calls an article: its source; where that has others here, with the title or else the id."""
    n_articles = articles["source"].value_counts().to_dict()
    called = {}
    for one, source in articles[["article_id", "source"]].itertuples(index=False):
        title = titles.get(one)
        named = f"“{shorten(title, _LONGEST_TITLE, placeholder='…')}”" if isinstance(title, str) else f"({one})"
        called[one] = source if n_articles[source] == 1 else f"{source} {named}"
    return called


def _explained(called: Mapping[str, str], article_id: str, *, tie: _Tie | None, passage: _Tie | None) -> str:
    if tie is not None:
        facts = "; ".join(tie.facts[:_FACTS_TOLD])
        words = {"nearest": called[tie.other], "facts": facts, "agency": tie.agency, "credit": tie.other_credit}
        is_own = tie.relation == "same_agency" and called[tie.other] == tie.agency
        return f"{called[article_id]} {_IN_WORDS['the_agency' if is_own else tie.relation].format(**words)}."
    if passage is not None:
        shared = f"{called[article_id]} and {called[passage.other]} {_in_part(passage)}"
        own = (
            "most of the text is its own, or one of the two gathers several texts"
            if passage.share
            else "one of them for a part"
        )
        return f"{shared}: {own}. They count as two origins, but are not independent there."
    return f"{called[article_id]} shares no text, and few rare facts, with any other article here."
