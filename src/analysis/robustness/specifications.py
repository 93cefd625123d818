"""Every headline finding under every reasonable combination of choices, and how many of these each one survives."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analysis import processes, schema
from analysis.corpus import Codebook
from analysis.framing.reading import forget
from analysis.robustness.choices import ALL_OF, NOTHING, Plan, Tables
from analysis.robustness.findings import (
    WITHOUT_CUE,
    figure_rows,
    frame_rows,
    sentiment_rows,
    similarity_rows,
    vocabulary_rows,
)
from analysis.sentiment import Lexicon

_MOST, _HALF = Fraction(2, 3), Fraction(1, 3)
_IN_WORDS = {
    "all": "It depends on none of these choices.",
    "most": "It holds under most choices.",
    "half": "It depends on the choices made: do not report it without them.",
    "few": "It holds under few other choices: do not report it as a finding.",
    "none": "It does not hold.",
    "unsaid": "No combination of choices allows to say it.",
}
_CHOICES = {
    "stop_words": "function words {}",
    "word_forms": "words {}",
    "longest_term": "terms of up to {} words",
    "ranked_by": "ranking by {}",
    "rules": "the rules of “{}”",
    "lexicon": "the lexicon {}",
    "marks": "dashes {}",
    "sentences": "sentences counted: {}",
    "cues": "cues: {}",
    "quotations": "quotations {}",
    "boilerplate": "boilerplate {}",
    "copies": "copies: {}",
    "left_out": "without the article {}",
}
_SAID = {
    ("word_forms", "as written"): "every form of a word apart",
    ("word_forms", "singular and plural together"): "singular and plural as one word",
    ("word_forms", "word stems"): "words cut to their stems",
    ("cues", "all"): "all cues",
    ("cues", WITHOUT_CUE): "without the most frequent cue",
    ("left_out", NOTHING): "no article left out",
}


def specifications(
    *,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    origins: pd.DataFrame,
    reported_figures: pd.DataFrame,
    quotes: pd.DataFrame,
    claims: pd.DataFrame,
    comparisons: pd.DataFrame,
    conflicts: pd.DataFrame,
    codebook: Codebook,
    lexicon: Lexicon,
    own_lexicons: Sequence[Lexicon],
    varied: Mapping[str, Sequence[str]],
    leave_out_articles: bool,
    reference: str,
    scorer: str,
    top_terms: int,
    ngram_max: int,
    drop_stop_words: bool,
    include_boilerplate: bool,
    include_quotes: bool,
) -> pd.DataFrame:
    """What becomes of each headline finding when other reasonable choices are made?

    All combinations of `varied` are tried: function words, forms of a word, the longest term and the ranking
    (vocabulary); rules, lexicon, dashes and uncharged sentences (sentiment); the cues (frames); quotations,
    boilerplate (but for figures) and, where there are any, copies (all). In a corpus of 3 to 30 articles each article
    is left out once under the reported choices, and for figures and frames each source that has several; beyond 200
    articles one choice is varied at a time. Of a corpus in several languages, findings on words are about the language
    of most articles, and say so.

    Parameters
    ----------
    claims, comparisons, conflicts, origins
        What figures and articles come to under the reported choices.
    lexicon, own_lexicons
        The one that the run uses, and the researcher's that `varied` may name.
    varied
        For each choice what is tried, as the parameters `vary_…` list it; all others are the reported choices.

    Returns
    -------
    DataFrame
        Table `specifications`: one row per finding and combination, the reported one first. `estimate` is the place of
        a term, the share of terms that stay, the difference of cosines, the difference of means, or a mean; whether a
        disagreement is found, by how much a number is the largest or smallest, and how far a source is ahead in a
        frame; `result` says it in words; `holds` is empty where the finding cannot be said at all.

    Misleads when
        combinations are counted as evidence: they share one corpus. A finding that survives is not thereby true of
        other articles; one that does not survive should not be reported without the choice it hangs on.

    References
    ----------
    Steegen et al. (2016), Increasing transparency through a multiverse analysis; Simonsohn, Simmons & Nelson (2020),
    Specification curve analysis.
    """
    plan = Plan(
        varied=varied,
        leave_out_articles=leave_out_articles,
        reference=reference,
        scorer=scorer,
        top_terms=top_terms,
        ngram_max=ngram_max,
        drop_stop_words=drop_stop_words,
        include_boilerplate=include_boilerplate,
        include_quotes=include_quotes,
    )
    tables = Tables.of(articles, blocks, sentences, origins)
    told = {"reported_figures": reported_figures, "quotes": quotes, "origins": origins}
    told |= {"claims": claims, "comparisons": comparisons, "conflicts": conflicts}
    if tables.is_large:
        forget()
    measures = (
        figure_rows(tables, told, codebook=codebook, plan=plan),
        frame_rows(tables, codebook=codebook, plan=plan),
        vocabulary_rows(tables, codebook=codebook, plan=plan),
        similarity_rows(tables, plan=plan),
        sentiment_rows(tables, codebook=codebook, plan=plan, lexicon=lexicon, own_lexicons=own_lexicons),
    )
    made = schema.Rows("specifications")
    for rows in measures:
        # One after the other, so that what one measure was read from is gone before the next is read.
        made.add(rows)
        processes.give_back()
    return made.frame()


def survival(specifications: pd.DataFrame) -> pd.DataFrame:
    """Which findings survive other reasonable choices?

    Parameters
    ----------
    specifications
        Table `specifications`.

    Returns
    -------
    DataFrame
        Table `survival`, in the order of the findings. `verdict`: "all", "most" (two thirds or more), "half" (a third
        or more), "few", "none"; "unsaid" where no combination can say it. `explanation` names the choice under which
        the finding fails most often.

    Misleads when
        shares are compared between findings: vocabulary and sentiment are varied in different ways.
    """
    rows = []
    for finding, group in specifications.groupby("finding", sort=False):
        said = group[group["holds"].notna()]
        n, n_holds = len(said), int(said["holds"].sum())
        verdict = _verdict(n_holds, n)
        rows.append(
            {
                "finding": finding,
                "measure": group["measure"].iloc[0],
                "n_holds": n_holds,
                "n": n,
                "n_unsaid": len(group) - n,
                "share": round(n_holds / n, 6) if n else None,
                "verdict": verdict,
                "explanation": _explained(said, n_holds=n_holds, verdict=verdict),
            }
        )
    return schema.frame("survival", rows)


def _verdict(n_holds: int, n: int) -> str:
    if not n:
        return "unsaid"
    if n_holds in (0, n):
        return "all" if n_holds else "none"
    share = Fraction(n_holds, n)
    return "most" if share >= _MOST else "half" if share >= _HALF else "few"


def _explained(said: pd.DataFrame, *, n_holds: int, verdict: str) -> str:
    if verdict == "unsaid":
        return _IN_WORDS[verdict]
    n = f"all {len(said)}" if n_holds == len(said) > 1 else f"{n_holds} of {len(said)}"
    counted = f"Holds under {n} combinations of choices."
    weakest = _weakest(said) if verdict in ("most", "half", "few") else None
    return " ".join(part for part in (counted, weakest, _IN_WORDS[verdict]) if part)


def _weakest(said: pd.DataFrame) -> str | None:
    """The option with the smallest share of combinations in which the finding holds; the first named, on a tie."""
    overall = Fraction(int(said["holds"].sum()), len(said))
    worst: tuple[Fraction, str] | None = None
    for choice in _CHOICES:
        values = said[choice].dropna()
        if values.nunique() < 2:
            continue
        for value, n_holds, n in said.groupby(choice, sort=True)["holds"].agg(["sum", "size"]).itertuples(name=None):
            share = Fraction(int(n_holds), int(n))
            if share < overall and (worst is None or share < worst[0]):
                worst = share, f"It fails most often {_chosen(choice, str(value))} (holds in {n_holds} of {n})."
    return worst[1] if worst else None


def _chosen(choice: str, value: str) -> str:
    """One choice, to stand in a sentence."""
    if value.startswith(ALL_OF) and choice == "left_out":
        return f"without the articles of {value.removeprefix(ALL_OF)}"
    said = _SAID.get((choice, value)) or _CHOICES[choice].format(value)
    return said if said.startswith("without ") else f"with {said}"
