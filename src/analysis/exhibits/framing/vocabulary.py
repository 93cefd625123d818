"""Which words set each source apart, where they stand, and whether chance alone could explain the differences."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis import charts, framing, schema
from analysis.charts.words import STABLE
from analysis.exhibits.framing.origins import basis, cited
from analysis.pipeline import Story
from analysis.report.show import Exhibit
from analysis.statistics.resampling import ARTICLES_FOR_A_TEST, ARTICLES_FOR_A_VOCABULARY, smallest_p
from analysis.wording import capital, count, how_many, listed, number, number_word, percent, some_of

_MOST_ROWS = 40
_ALL_OTHERS = framing.OTHERS


def distinctive_terms(terms: pd.DataFrame, story: Story) -> Exhibit:
    """The terms that set each source apart, each leading to its first sentence: rows of `terms`."""
    rows, reference = as_written(placed(terms, story), story), story.parameters.reference.strip()
    return Exhibit(
        charts.distinctive_terms(rows, sources=story.sources, reference=reference),
        "Which words set each source apart?",
        stability(terms, story),
        "These are the words of these articles. With other articles beside it, a source has other distinctive words.",
        name="distinctive-terms",
        n=basis(story),
        columns={
            "source": "Source",
            "written": "Term",
            "rank": "Place",
            "n": "Times",
            "n_articles": "Articles",
            "tfidf": "TF-IDF",
            "log_odds": "Log-odds",
            "low": "From",
            "high": "To",
            "stability": "Kept",
        },
        evidence={"written": "sentence_id"},
        formats={"tfidf": ".3f", "log_odds": "+.2f", "low": "+.2f", "high": "+.2f", "stability": ".0%"},
    )


def placed(terms: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Terms with the first sentence in which their source uses them."""
    found = in_context(terms, story).set_index(["source", "term"])["sentence_id"].to_dict()
    keys = zip(terms["source"], terms["term"], strict=True)
    return terms.assign(sentence_id=schema.series("string", [found.get(key) for key in keys], index=terms.index))


def as_written(terms: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Terms with the column `written`: as their source writes them in running text, else in its headlines."""
    body = story.blocks.query("is_body")
    read = story.sentences[story.sentences["block_id"].isin(set(body["block_id"]))]
    running = read[read["block_id"].isin(set(body.query("kind not in ['title', 'heading']")["block_id"]))]
    forms = framing.written_forms(story.articles, read, terms) | framing.written_forms(story.articles, running, terms)
    keys = list(zip(terms["source"], terms["term"], strict=True))
    return terms.assign(written=schema.series("string", [forms.get(key, key[1]) for key in keys], index=terms.index))


def tfidf_terms(rows: pd.DataFrame, story: Story) -> Exhibit:
    """TF-IDF across sources beside weighted log-odds: rows of `tfidf_terms`."""
    marked = rows.assign(is_distinctive=_are_distinctive(rows, story))
    return Exhibit(
        charts.tfidf_by_source(as_written(placed(marked, story), story), sources=story.sources),
        "Which words weigh most in each source, and which of them set it apart?",
        _where_they_part(marked, story),
        "Weight is not difference: by TF-IDF the words of the subject come first in every source.",
        name="tfidf-terms",
        n=basis(story),
        columns={
            "written": "Term",
            "source": "Source",
            "rank": "Place by TF-IDF",
            "n": "Times",
            "tfidf": "TF-IDF",
            "log_odds": "Log-odds",
            "is_distinctive": "First by log-odds too",
        },
        evidence={"written": "sentence_id"},
        formats={"tfidf": ".3f", "log_odds": "+.2f"},
    )


def _are_distinctive(rows: pd.DataFrame, story: Story) -> list[bool]:
    """Whether each term is also among those that log-odds rank first for its source."""
    first = set(zip(story.terms["language"], story.terms["source"], story.terms["term"], strict=True))
    return [key in first for key in zip(rows["language"], rows["source"], rows["term"], strict=True)]


def _where_they_part(rows: pd.DataFrame, story: Story) -> str:
    """How many terms both measures rank first, and what each ranks that the other does not."""
    ranked = rows[rows["rank"].notna()]
    if ranked.empty:
        return "There is no vocabulary to weigh."
    both = int(ranked["is_distinctive"].sum())
    verb = "is" if both == 1 else "are"
    opening = f"**{capital(how_many(both))} of {count(len(ranked), 'term')}** of most weight {verb} among the first by "
    said = [cited(f"{opening}log-odds too.", name="tfidf-terms")]
    n_sources = ranked["source"].nunique()
    shared = ranked[~ranked["is_distinctive"]].groupby("term")["source"].nunique()
    shared = shared[shared == n_sources] if n_sources > 1 else shared[:0]
    if len(shared):
        # "Rights" within "human rights" is one word of the subject, not two.
        whole = [term for term in shared.index if not any(term != other and term in other for other in shared.index)]
        words = as_written(ranked[ranked["term"].isin(whole)].drop_duplicates("term"), story)["written"]
        said.append(f"TF-IDF alone gives weight to words that every source uses: {some_of(list(words))}.")
    weighty = set(zip(ranked["source"], ranked["term"], strict=True))
    keys = zip(story.terms["source"], story.terms["term"], strict=True)
    terms = story.terms.loc[np.array([key not in weighty for key in keys], dtype=bool)]
    alone = as_written(terms[terms["rank"] <= ranked["rank"].max()].sort_values("rank", kind="stable"), story)
    if len(alone):
        named = [f"{row.written} ({row.source})" for row in alone.drop_duplicates("source").itertuples(index=False)]
        said.append(f"Log-odds alone set apart {some_of(named, most=5)}.")
    return " ".join(said)


def stability(terms: pd.DataFrame, story: Story) -> str:
    """How many of the terms shown would be shown again."""
    if terms.empty:
        return "There is nothing to resample."
    stable = int((terms["stability"] >= STABLE).sum())
    fewest, most = terms.groupby("source")["stability"].mean().agg(["min", "max"])
    if framing.counted_by(story.articles) == "articles":
        sample = "as many other articles"
    else:
        sample = "as many other sentences of these articles"
    n = (
        f"None of the {count(len(terms), 'term')}"
        if stable == 0
        else f"All {len(terms)}"
        if stable == len(terms)
        else (f"{capital(how_many(stable))} of {len(terms)} terms")
    )
    low, high = percent(fewest), percent(most)
    range_said = f"{low} of such draws" if low == high else f"{low} to {high} of such draws, depending on the source"
    rest = "" if stable == len(terms) else f" Read {'them' if stable == 0 else 'the others'} as examples."
    said = (
        f"**{n}** would be shown again in at least {percent(STABLE)} of draws of {sample}; a term returns on average "
        f"in {range_said}.{rest}"
    )
    return cited(said, name="distinctive-terms")


def in_context(terms: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The first place where its source uses each term, with the words around it."""
    read = story.sentences[story.sentences["block_id"].isin(story.blocks.query("is_body")["block_id"])]
    found = framing.first_places(story.articles, read, terms, width=story.parameters.kwic_width)
    # Words cut in half by the width are left out.
    left = found["left"].str.replace(r"^\S*\s", "", regex=True)
    right = found["right"].str.replace(r"\s\S*$", "", regex=True)
    words = left + "[" + found["keyword"] + "]" + right
    return found.assign(in_context=words)[["source", "term", "in_context", "sentence_id"]]


def keyword_in_context(terms: pd.DataFrame, story: Story) -> Exhibit:
    """Every term in its sentence: rows of `terms`."""
    return Exhibit(
        as_written(in_context(terms, story), story),
        "Distinctive terms in context",
        name="keyword-in-context",
        columns={"source": "Source", "written": "Term", "in_context": "In context"},
        evidence={"in_context": "sentence_id"},
    )


def set_aside(story: Story) -> pd.DataFrame:
    """What the vocabulary leaves out and why, by source."""
    quotes = story.parameters.include_quotes
    return framing.left_out(story.articles, story.blocks, story.sentences, include_quotes=quotes)


def left_out(rows: pd.DataFrame) -> Exhibit:
    """What the vocabulary leaves out: rows of `set_aside`."""
    return Exhibit(
        rows,
        "What the vocabulary leaves out, and why",
        name="left-out",
        columns={
            "source": "Source",
            "reason": "Reason",
            "n_sentences": "Sentences",
            "n_words": "Words",
            "example": "Example",
        },
    )


def contrasts(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """Each source against all others (or the reference): is a test possible, how many articles more, what came out."""
    second = _second(rows)
    is_tested = rows["is_tested"].any()
    shown = rows.assign(
        n_more=(rows["n_needed"] - rows["n_articles_first"]).clip(lower=0),
        possible=["yes" if tested else "no" for tested in rows["is_tested"]],
        p_said=[_p(p) for p in rows["p"]],
        p_all_said=[_p(p) for p in rows["p_all"]],
    )
    yield Exhibit(contrasts_finding(rows, story))
    yield Exhibit(
        shown,
        f"Each source against {second}: is a test possible, and what does it say?",
        name="contrasts",
        # Columns of results only where something was tested.
        columns=_contrast_columns(second) | (_TEST_COLUMNS if is_tested else {}),
        note="Smallest p: the chance that dealing the articles at random gives, anywhere in the vocabulary, a "
        "difference as large as the largest one seen. The last column also allows for having tested several sources."
        if is_tested
        else "No p-value is given where no test is possible.",
    )


def _contrast_columns(second: str) -> dict[str, str]:
    return {
        "first": "Source",
        "possible": "Test possible",
        "n_articles_first": "Its articles",
        "n_articles_second": _articles_of(second),
        "n_needed": "Needed on each side",
        "n_more": "Missing",
    }


def rest(story: Story) -> str:
    """What a source's words are set against."""
    return story.parameters.reference.strip() or "the other sources of this corpus"


def _second(rows: pd.DataFrame) -> str:
    """What each source is set against, as rows of contrasts have it."""
    return str(rows["second"].iloc[0]) if len(rows) else _ALL_OTHERS


def _articles_of(second: str) -> str:
    return "All others’ articles" if second == _ALL_OTHERS else f"Articles of {second}"


_TEST_COLUMNS = {
    "n_terms": "Words tested",
    "n_different": "Words that differ",
    "p_said": "Smallest p",
    "p_all_said": "For all sources together",
}


def contrasts_finding(rows: pd.DataFrame, story: Story) -> str:
    """Whether a test is possible, for whom, what it takes, and what survives."""
    if rows.empty:
        return "All articles are from one source, so there is nothing that chance could explain or not."
    tested = rows[rows["is_tested"]]
    if tested.empty:
        return f"**No test is possible here.** {_why_not(rows)}"
    low, high = tested["n_terms"].min(), tested["n_terms"].max()
    said = (
        f"**{capital(count(len(tested), 'source'))} of {len(rows)}** can be tested against {_second(rows)}, article by "
        f"article, over {number(low) if low == high else f'{number(low)} to {number(high)}'} words each."
    )
    left = sorted(rows.loc[~rows["is_tested"], "first"])
    untested = f" Too few articles to test: {some_of(left, most=6)}." if left else ""
    different = tested[tested["n_different"] > 0]
    if different.empty:
        return f"{said} Chance alone could explain every difference in words: none survives.{untested}"
    named = [f"{row.first} in {count(int(row.n_different), 'word')}" for row in different.itertuples(index=False)]
    return (
        f"{said} Beyond chance, {some_of(named, most=8)} {'differs' if len(different) == 1 else 'differ'} from "
        f"{_others(rows)}: were there no differences at all, {percent(1 - story.parameters.confidence)} of such tables "
        f"would name a word by chance.{untested}"
    )


def _others(rows: pd.DataFrame) -> str:
    return "the others" if _second(rows) == _ALL_OTHERS else _second(rows)


def _why_not(rows: pd.DataFrame) -> str:
    fewest, most = int(rows["n_articles_first"].min()), int(rows["n_articles_first"].max())
    each = count(most, "article") if fewest == most else f"{number_word(fewest)} to {count(most, 'article')}"
    others = max(int(rows["n_articles_second"].max()), 1)
    if min(most, others) >= ARTICLES_FOR_A_VOCABULARY:
        return " ".join(dict.fromkeys(rows["reason"].dropna()))
    takes = (
        f"It takes at least {number_word(ARTICLES_FOR_A_TEST)} articles on each side to test one difference named "
        f"beforehand, and {number_word(ARTICLES_FOR_A_VOCABULARY)} to compare whole vocabularies. Until then, what is "
        "said of words is description."
    )
    if min(most, others) >= ARTICLES_FOR_A_TEST:
        return f"Each source has {each}: enough, at best, for one difference named beforehand. {takes}"
    return (
        f"Each source has {each}. A test asks how often dealing the articles at random would give a difference as "
        f"large: with {count(most, 'article')} against {number_word(others)}, that is "
        f"{percent(smallest_p(most, others))} of the deals or more, however different the articles are. {takes}"
    )


def chance_in_short(rows: pd.DataFrame) -> str:
    """Whether chance can be ruled out, in one sentence: rows of `contrasts`."""
    tested = rows[rows["is_tested"]]
    if tested.empty:
        return (
            "Whether chance alone could explain these differences cannot be tested with so few articles: all of this "
            "describes the articles at hand."
        )
    differing = sorted(tested.loc[tested["n_different"] > 0, "first"])
    is_one = len(differing) == 1
    return (
        f"Tested article by article, {count(len(differing), 'source')} of {number_word(len(rows))} "
        f"{'uses' if is_one else 'use'} some words in more, or fewer, of {'its' if is_one else 'their'} articles than "
        f"{_others(rows)} beyond chance{': ' + some_of(differing) if differing else ''}."
    )


def surviving_words(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """The words that differ beyond chance, the largest difference first: rows of `contrast_terms`; none, no chart."""
    if rows.empty:
        return
    ranked = rows.assign(_size=-rows["difference"].abs()).sort_values(["first", "_size", "term"], kind="stable")
    shown = ranked.drop(columns="_size").assign(
        said=[_points(row) for row in ranked.itertuples(index=False)],
        p_said=[_p(p) for p in ranked["p"]],
        said_first=_of_articles(ranked, "first"),
        said_second=_of_articles(ranked, "second"),
    )
    more = int((rows["difference"] > 0).sum())
    yield Exhibit(
        charts.contrasts_by_source(shown, sources=story.sources),
        f"Which words does a source use in more, or fewer, of its articles than {_second(rows)}?",
        f"{capital(count(len(rows), 'word'))} {'survives' if len(rows) == 1 else 'survive'} the correction for having "
        f"looked at a whole vocabulary: {how_many(more)} used in more of a source's articles than elsewhere, "
        f"{how_many(len(rows) - more)} in fewer.",
        "Sure is not large: read the difference and its interval, not the p-value. And each article counts as a case "
        "of its own, which copies and serials are not.",
        name="contrast-words",
        n=basis(story),
        columns={
            "first": "Source",
            "term": "Word",
            "said_first": "Its articles with it",
            "said_second": f"{_articles_of(_second(rows))} with it",
            "said": "Difference in points (interval)",
            "p_said": "p, whole vocabulary",
        },
    )


def _of_articles(rows: pd.DataFrame, side: str) -> list[str]:
    pairs = zip(rows[f"n_articles_{side}"], rows[f"share_{side}"], strict=True)
    return [f"{n:,} ({percent(share)})" for n, share in pairs]


def frame_differences(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """In which frames two sources differ beyond chance: rows of `frame_contrasts`."""
    kept = rows[rows["is_tested"] & (rows["p_all"] <= round(1 - story.parameters.confidence, 9))]
    kept = kept.sort_values(["p_all", "frame", "first", "second"], kind="stable").reset_index(drop=True)
    yield Exhibit(_frames_finding(rows, kept))
    if kept.empty:
        return
    yield Exhibit(
        kept.assign(
            share_first=[percent(share) for share in kept["share_first"]],
            share_second=[percent(share) for share in kept["share_second"]],
            said=[_points(row, decimals=1) for row in kept.itertuples(index=False)],
            p_said=[_p(p) for p in kept["p_all"]],
        ),
        f"Frames in which {_sides(kept)} differ beyond chance",
        name="frame-differences",
        columns={
            "question": "Question",
            "first": "Source",
            "share_first": "Its share",
            "second": "Other source",
            "share_second": "Its share",
            "said": "Difference in points (interval)",
            "p_said": "p, all comparisons",
        },
        max_rows=_MOST_ROWS,
        download="frame_contrasts",
    )


def _sides(rows: pd.DataFrame) -> str:
    return "a source and all others" if _second(rows) == _ALL_OTHERS else "two sources"


def _frames_finding(rows: pd.DataFrame, kept: pd.DataFrame) -> str:
    """How many comparisons of frames could be tested, and which differences remain."""
    if rows.empty:
        return "There are no two sources whose frames could be compared."
    tested = rows[rows["is_tested"]]
    opening = f"{capital(count(len(rows), 'comparison'))} of one frame between {_sides(rows)}"
    if tested.empty:
        sides = "side" if _second(rows) == _ALL_OTHERS else "of the two sources"
        fewest = int(rows[["n_articles_first", "n_articles_second"]].min(axis=1).max())
        return (
            f"{opening}: none can be tested, for that takes {number_word(int(rows['n_needed'].max()))} articles from "
            f"each {sides}; here the best pair has {number_word(fewest)}."
        )
    said = f"{opening}: {number(len(tested))} can be tested"
    if kept.empty:
        return f"{said}; no difference remains once all of them are allowed for."
    names = listed(sorted({name.replace("_", " ") for name in kept["frame"]}))
    return f"{said}; {number(len(kept))} {'remains' if len(kept) == 1 else 'remain'} once all are allowed for: {names}."


def _p(p: float) -> str:
    if pd.isna(p):
        return ""
    return "under 0.001" if p < 0.001 else f"{p:.3f}"


def _points(row: object, *, decimals: int = 0) -> str:
    """A difference of shares in percentage points, with its interval."""
    value, low, high = (f"{100 * end:+.{decimals}f}".replace("-", "−") for end in (row.difference, row.low, row.high))
    return value if pd.isna(row.low) or pd.isna(row.high) else f"{value} ({low} to {high})"
