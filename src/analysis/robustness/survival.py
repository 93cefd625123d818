"""How many combinations of choices each finding survives, and which choice it hangs on."""

from fractions import Fraction

import pandas as pd

from analysis import schema

_MOST, _HALF = Fraction(2, 3), Fraction(1, 3)
_IN_WORDS = {
    "all": "It does not hang on any of these choices.",
    "most": "It holds under most choices.",
    "half": "It hangs on the choices made: do not report it without them.",
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
    "marks": "quotation marks {}",
    "sentences": "sentences counted: {}",
    "quotations": "quotations {}",
    "boilerplate": "boilerplate {}",
    "left_out": "without the article {}",
}


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
    counted = f"Holds under {n_holds} of {len(said)} combinations of choices."
    weakest = _weakest(said) if verdict in ("most", "half", "few") else None
    return " ".join(part for part in (counted, weakest, _IN_WORDS[verdict]) if part)


def _weakest(said: pd.DataFrame) -> str | None:
    """The option with the smallest share of combinations in which the finding holds; the first named, on a tie."""
    overall = Fraction(int(said["holds"].sum()), len(said))
    worst: tuple[Fraction, str] | None = None
    for choice, words in _CHOICES.items():
        values = said[choice].dropna()
        if values.nunique() < 2:
            continue
        for value, group in said.groupby(choice, sort=True):
            share = Fraction(int(group["holds"].sum()), len(group))
            if share < overall and (worst is None or share < worst[0]):
                counted = f"{int(group['holds'].sum())} of {len(group)}"
                worst = share, f"It fails most often with {words.format(value)} (holds in {counted})."
    return worst[1] if worst else None
