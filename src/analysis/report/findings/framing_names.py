"""02-framing, names: which spelling and which word each source chooses, by the codebook and as the articles suggest."""

import pandas as pd

from analysis.pipeline import Story
from analysis.wording import capital, count, listed, some_of

_CODEBOOK, _PROPOSED = "codebook", "proposed"
_LINKS = 6


def written_down(story: Story) -> pd.DataFrame:
    """The groups of the codebook of which more than one form is in use: what the chart draws."""
    rows = grouped(story)
    return rows[rows["group"].isin(_divided(rows))].reset_index(drop=True)


def grouped(story: Story) -> pd.DataFrame:
    """All groups of the codebook, whether sources differ in them or not, under titles for readers."""
    rows = story.names[(story.names["basis"] == _CODEBOOK) & (story.names["n"] > 0)]
    first = rows["sentences"].map(lambda ids: list(ids)[:_LINKS])
    return rows.assign(group=rows["group"].map(lambda group: _title(story, group)), sentences=first).reset_index(
        drop=True
    )


def _title(story: Story, group: str) -> str:
    actors = story.codebook.actors
    return actors[group].names[0] if group in actors else group.replace("_", " ")


def _divided(rows: pd.DataFrame) -> list[str]:
    """Groups of which more than one form is in use."""
    used = rows[rows["n"] > 0].groupby("group")["form"].nunique()
    return sorted(used[used > 1].index)


def finding(story: Story) -> str:
    """In how many groups of the codebook the sources prefer different forms, and which."""
    rows = story.names[story.names["basis"] == _CODEBOOK]
    rows = rows[rows["n"] > 0]
    if rows.empty:
        return (
            "The codebook names no spellings or words to choose from that these articles use. "
            "What the articles themselves suggest stands below."
        )
    preferred = rows.sort_values(["n", "form"], ascending=[False, True], kind="stable")
    choices = preferred.groupby(["group", "source"]).head(1).groupby("group")["form"].nunique()
    split = sorted(_title(story, group) for group in choices[choices > 1].index)
    opening = f"{capital(count(len(choices), 'group'))} of spellings or words to choose from"
    if not split:
        return f"{opening}; in none do the sources prefer different ones."
    return f"{opening}; in {count(len(split), 'group')} the sources prefer different ones: {some_of(split, most=6)}."


def proposals(story: Story, *, per_form: int = 1) -> pd.DataFrame:
    """What the articles suggest: each form of each proposed group in each source that uses it, with a sentence."""
    rows = story.names[(story.names["basis"] == _PROPOSED) & (story.names["n"] > 0)]
    ids = rows["sentences"].map(lambda sentences: sentences[:per_form])
    shown = rows.assign(sentence_id=ids).explode("sentence_id").reset_index(drop=True)
    said = story.sentences.set_index("sentence_id")["text"]
    return shown.assign(said=shown["sentence_id"].map(said).map(_one_line))


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def proposals_finding(story: Story) -> str:
    """How many groups the articles suggest, by kind, and what is to be done with them."""
    rows = story.names[story.names["basis"] == _PROPOSED].drop_duplicates(["group", "kind"])
    if rows.empty:
        return "The articles suggest no further spellings or words to compare: too few are used often enough."
    n_spellings, n_words = (int((rows["kind"] == kind).sum()) for kind in ("spelling", "alternative"))
    kinds = [count(n_spellings, "group") + " of possible spellings of one name"] * bool(n_spellings)
    kinds += [count(n_words, "pair") + " of words that fill the same places"] * bool(n_words)
    brought = "This corpus has no codebook of its own. " if story.codebook.is_built_in else ""
    return (
        f"{brought}The articles suggest {listed(kinds)}. Nobody has judged these proposals: words that fill the same "
        "places can be opposites. Take the right ones into codebook.yml, under wordings or the names of an actor; "
        "they are then counted as groups of the codebook."
    )


NAME_COLUMNS = {
    "group": "What is named",
    "form": "Spelling or word",
    "source": "Source",
    "n": "Times",
    "share": "Of its choices",
}
PROPOSAL_COLUMNS = {
    "group": "Proposed group",
    "form": "Spelling or word",
    "source": "Source",
    "said": "First sentence",
    "n": "Times",
}
