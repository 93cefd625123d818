"""02-framing, contrasts: could chance alone explain the differences, and how many articles it takes to tell."""

import pandas as pd

from analysis.pipeline import Story
from analysis.statistics.permutation import ARTICLES_FOR_A_TEST, ARTICLES_FOR_A_VOCABULARY, smallest_p
from analysis.wording import capital, count, listed, number, number_word, percent, some_of


def finding(story: Story) -> str:
    """Whether a test is possible, for whom, what it takes, and what survives."""
    rows = story.contrasts
    if rows.empty:
        return "All articles are from one source, so there is nothing that chance could explain or not."
    tested = rows[rows["is_tested"]]
    if tested.empty:
        return f"**No test is possible here.** {_why_not(rows)}"
    said = (
        f"**{capital(count(len(tested), 'source'))} of {len(rows)}** can be tested against all others, article by "
        f"article, over {_between(tested['n_terms'])} words each."
    )
    different = tested[tested["n_different"] > 0]
    if different.empty:
        return f"{said} Chance alone could explain every difference in words: none survives.{_untested(rows)}"
    named = [f"{row.first} in {count(int(row.n_different), 'word')}" for row in different.itertuples(index=False)]
    return (
        f"{said} Beyond chance, {some_of(named, most=8)} {'differs' if len(different) == 1 else 'differ'} from the "
        f"others: were there no differences at all, {percent(1 - story.parameters.confidence)} of such tables would "
        f"name a word by chance.{_untested(rows)}"
    )


def in_short(story: Story) -> str:
    """Whether chance can be ruled out, in one sentence."""
    rows = story.contrasts
    tested = rows[rows["is_tested"]]
    if tested.empty:
        return (
            "Whether chance alone could explain these differences cannot be tested with so few articles: all of this "
            "describes the articles at hand."
        )
    differing = sorted(tested.loc[tested["n_different"] > 0, "first"])
    return (
        f"Tested article by article, {count(len(differing), 'source')} of {number_word(len(rows))} "
        f"{'uses' if len(differing) == 1 else 'use'} some words in more, or fewer, of "
        f"{'its' if len(differing) == 1 else 'their'} articles than the others beyond chance"
        f"{': ' + some_of(differing) if differing else ''}."
    )


def _between(values: pd.Series) -> str:
    low, high = values.min(), values.max()
    return number(low) if low == high else f"{number(low)} to {number(high)}"


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


def _untested(rows: pd.DataFrame) -> str:
    left = sorted(rows.loc[~rows["is_tested"], "first"])
    return f" Too few articles to test: {some_of(left, most=6)}." if left else ""


def table(story: Story) -> pd.DataFrame:
    """Each source against all others: articles, whether a test is possible, how many more it takes, what came out."""
    rows = story.contrasts
    more = (rows["n_needed"] - rows["n_articles_first"]).clip(lower=0)
    return rows.assign(
        n_more=more,
        possible=["yes" if tested else "no" for tested in rows["is_tested"]],
        p_said=[_p(p) for p in rows["p"]],
        p_all_said=[_p(p) for p in rows["p_all"]],
    )


def note(story: Story) -> str:
    """What the table's p-values are, where there are any."""
    if not story.contrasts["is_tested"].any():
        return "No p-value is given where no test is possible."
    return (
        "Smallest p: the chance that dealing the articles at random gives, anywhere in the vocabulary, a difference as "
        "large as the largest one seen. The last column also allows for having tested several sources."
    )


def _p(p: float) -> str:
    if pd.isna(p):
        return ""
    return "under 0.001" if p < 0.001 else f"{p:.3f}"


def surviving(story: Story) -> pd.DataFrame:
    """The words that survive, the largest difference first within each source, with shares and interval in words."""
    rows = story.contrast_terms
    rows = rows.assign(_size=-rows["difference"].abs()).sort_values(["first", "_size", "term"], kind="stable")
    said = [_points(row) for row in rows.itertuples(index=False)]
    uses = {
        f"said_{side}": [
            f"{n:,} ({percent(share)})"
            for n, share in zip(rows[f"n_articles_{side}"], rows[f"share_{side}"], strict=True)
        ]
        for side in ("first", "second")
    }
    return rows.assign(said=said, p_said=[_p(p) for p in rows["p"]], **uses).drop(columns="_size")


def surviving_finding(story: Story) -> str:
    """How many words survive in all, and in which direction."""
    rows = story.contrast_terms
    if rows.empty:
        return "No word survives."
    more = int((rows["difference"] > 0).sum())
    fewer = len(rows) - more
    return (
        f"{capital(count(len(rows), 'word'))} {'survives' if len(rows) == 1 else 'survive'} the correction for having "
        f"looked at a whole vocabulary: {number_word(more)} used in more of a source's articles than elsewhere, "
        f"{number_word(fewer)} in fewer."
    )


def frames_finding(story: Story) -> str:
    """How many comparisons of frames could be tested, and which differences remain."""
    rows = story.frame_contrasts
    if rows.empty:
        return "There are no two sources whose frames could be compared."
    tested = rows[rows["is_tested"]]
    opening = f"{capital(count(len(rows), 'comparison'))} of one frame between two sources"
    if tested.empty:
        fewest = int(rows[["n_articles_first", "n_articles_second"]].min(axis=1).max())
        return (
            f"{opening}: none can be tested, for that takes {number_word(int(rows['n_needed'].max()))} articles from "
            f"each of the two sources; here the best pair has {number_word(fewest)}."
        )
    kept = frame_differences(story)
    said = f"{opening}: {number(len(tested))} can be tested"
    if kept.empty:
        return f"{said}; no difference remains once all of them are allowed for."
    names = listed(sorted({name.replace("_", " ") for name in kept["frame"]}))
    return f"{said}; {number(len(kept))} {'remains' if len(kept) == 1 else 'remain'} once all are allowed for: {names}."


def frame_differences(story: Story) -> pd.DataFrame:
    """The differences in frames between two sources that remain, the surest first."""
    rows = story.frame_contrasts
    kept = rows[rows["is_tested"] & (rows["p_all"] <= round(1 - story.parameters.confidence, 9))]
    kept = kept.sort_values(["p_all", "frame", "first", "second"], kind="stable").reset_index(drop=True)
    return kept.assign(
        share_first=[percent(share) for share in kept["share_first"]],
        share_second=[percent(share) for share in kept["share_second"]],
        said=[_points(row, decimals=1) for row in kept.itertuples(index=False)],
        p_said=[_p(p) for p in kept["p_all"]],
    )


def _points(row: object, *, decimals: int = 0) -> str:
    """A difference of shares in percentage points, with its interval."""
    value, low, high = (f"{100 * end:+.{decimals}f}".replace("-", "−") for end in (row.difference, row.low, row.high))
    return value if pd.isna(row.low) or pd.isna(row.high) else f"{value} ({low} to {high})"


def columns(story: Story) -> dict[str, str]:
    """The columns of the table: those of results only where something was tested."""
    return CONTRAST_COLUMNS | (TEST_COLUMNS if story.contrasts["is_tested"].any() else {})


CONTRAST_COLUMNS = {
    "first": "Source",
    "possible": "Test possible",
    "n_articles_first": "Its articles",
    "n_articles_second": "All others’ articles",
    "n_needed": "Needed on each side",
    "n_more": "Missing",
}
TEST_COLUMNS = {
    "n_terms": "Words tested",
    "n_different": "Words that differ",
    "p_said": "Smallest p",
    "p_all_said": "For all sources together",
}
SURVIVING_COLUMNS = {
    "first": "Source",
    "term": "Word",
    "said_first": "Its articles with it",
    "said_second": "All others’ articles with it",
    "said": "Difference in points (interval)",
    "p_said": "p, whole vocabulary",
}
FRAME_DIFFERENCE_COLUMNS = {
    "question": "Question",
    "first": "Source",
    "share_first": "Its share",
    "second": "Other source",
    "share_second": "Its share",
    "said": "Difference in points (interval)",
    "p_said": "p, all comparisons",
}
