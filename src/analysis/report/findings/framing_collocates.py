"""02-framing, collocates: what stands beside the story's actors, and beside what its numbers count."""

import pandas as pd

from analysis.parameters import values_of
from analysis.pipeline import Story
from analysis.wording import count, listed, percent, some_of

_WORDS_NAMED = 2
_SOURCES_NAMED = 4
_WORDS_DRAWN = 6
_LINKS = 3


def shown_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that make a statement; the others say why none is made."""
    return rows[rows["share"].notna()]


def leading_nodes(story: Story) -> list[str]:
    """What is named and counted, most telling first: by the sources with a word to show, then by uses."""
    rows = story.collocates
    words = shown_words(rows)
    n_sources = words.groupby("node")["source"].nunique()
    uses = rows.drop_duplicates(["node", "source"]).groupby("node")["n_node"].sum()
    return sorted(n_sources.index, key=lambda node: (-n_sources[node], -uses[node], node))


def charted_nodes(story: Story) -> list[str]:
    """The nodes that get a chart: every word asked for, then a thing that is counted, two actors and a measure."""
    rows = story.collocates
    kinds = dict(zip(rows["node"], rows["node_kind"], strict=True))
    nodes = leading_nodes(story)
    asked = [word for word in values_of(story.parameters.collocates_of) if word in nodes]
    of_kind = {kind: [node for node in nodes if kinds[node] == kind] for kind in ("term", "actor", "measure")}
    # One of each: things that are counted together ("held", "released") have mostly the same company.
    chosen = [*asked, *of_kind["term"][:1], *of_kind["actor"][:2], *of_kind["measure"][:1]]
    return list(dict.fromkeys(chosen))


def of_node(story: Story, node: str) -> pd.DataFrame:
    """The rows of one node."""
    return story.collocates[story.collocates["node"] == node].reset_index(drop=True)


def leading_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one node with the first words of each source: as many as a chart can hold."""
    words = shown_words(rows).groupby("source", sort=False).head(_WORDS_DRAWN)
    silent = rows[~rows["source"].isin(words["source"])].groupby("source", sort=False).head(1)
    return pd.concat([words, silent]).sort_index().reset_index(drop=True)


def limit(rows: pd.DataFrame) -> str:
    """What the company of words cannot show, and what its intervals let vary."""
    said = "A word stands beside a name also where the sentence denies it, or quotes somebody else: read the passages."
    if "sentences" in set(rows["varies"]):
        said += " The lines show variation within these articles, not what other articles of the source would give."
    return said


def title(story: Story, node: str) -> str:
    """What a reader calls a node: the actor's first name in the codebook, the measure's label, or the word itself."""
    codebook = story.codebook
    if node in codebook.actors:
        return codebook.actors[node].names[0]
    if node in codebook.measures:
        return codebook.measures[node].label or node.replace("_", " ")
    return node


def question(story: Story, node: str) -> str:
    """The question of a chart: a measure is looked for by the words that say it."""
    named = f"“{title(story, node)}”"
    is_measure = node in story.codebook.measures and node not in story.codebook.actors
    return f"What stands beside words for {named}?" if is_measure else f"What stands beside {named}?"


def finding(rows: pd.DataFrame) -> str:
    """The words that stand beside the node most surely in each source, and where it is used too seldom."""
    words = shown_words(rows)
    if words.empty:
        return "No source has a word beside it often enough to say what stands there."
    uses = words.groupby("source")["n_node"].first()
    first = sorted(uses.index, key=lambda source: (-uses[source], source))[:_SOURCES_NAMED]
    said = [f"{source}: {_named(words[words['source'] == source].head(_WORDS_NAMED))}" for source in first]
    rest = " The other sources stand in the chart." if len(uses) > len(first) else ""
    seldom = _too_seldom(rows)
    return f"Most surely beside it, with the number of uses: {'; '.join(said)}.{rest}{f' {seldom}' if seldom else ''}"


def _named(words: pd.DataFrame) -> str:
    return listed(f"“{row.collocate}” ({row.n} of {row.n_node})" for row in words.itertuples(index=False))


def _too_seldom(rows: pd.DataFrame) -> str:
    silent = sorted(set(rows["source"]) - set(shown_words(rows)["source"]))
    return f"Too seldom to say in {some_of(silent)}." if silent else ""


def basis(rows: pd.DataFrame) -> str:
    """What a chart of one node rests on."""
    uses = rows.drop_duplicates("source")["n_node"]
    return f"n = {count(int(uses.sum()), 'use')} in {count(int((uses > 0).sum()), 'source')}"


def refusal(story: Story) -> str:
    """Why no company of words is shown."""
    if not len(story.codebook.actors) and story.collocates.empty:
        return (
            "The codebook names no actor, and nothing that it counts stands in these articles often enough, so no "
            "company of words is shown. Name words to look at in the parameter `collocates_of`."
        )
    return "Nothing that the codebook names stands in these articles often enough to say what stands beside it."


def told(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words, under titles for readers; what is seen too seldom says so."""
    beside = [f"{n:,} of {n_node:,}" for n, n_node in zip(rows["n"], rows["n_node"], strict=True)]
    return rows.assign(
        node=rows["node"].map(lambda node: title(story, node)),
        collocate=rows["collocate"].where(rows["collocate"] != "", "–"),
        beside=beside,
        share_said=[_range(row) for row in rows.itertuples(index=False)],
        elsewhere=_elsewhere(rows),
        first_passages=rows["sentences"].map(lambda ids: list(ids)[:_LINKS]),
    ).reset_index(drop=True)


def others(story: Story) -> pd.DataFrame:
    """The words beside every node that has no chart, the most telling nodes first."""
    charted = set(charted_nodes(story))
    order = {node: place for place, node in enumerate(leading_nodes(story)) if node not in charted}
    rows = shown_words(story.collocates[story.collocates["node"].isin(order)])
    place = rows["node"].map(order)
    return told(
        story, rows.assign(_place=place).sort_values(["_place", "source"], kind="stable").drop(columns="_place")
    )


def _range(row: object) -> str:
    if pd.isna(row.share):
        return row.reason
    ends = "" if pd.isna(row.low) or pd.isna(row.high) else f" ({percent(row.low)} to {percent(row.high)})"
    return f"{percent(row.share)}{ends}"


def _elsewhere(rows: pd.DataFrame) -> list[str]:
    counts = rows[["n_elsewhere", "n_node_elsewhere", "is_only_here"]].itertuples(index=False, name=None)
    return [f"{n:,} of {n_node:,}{': only here' if only else ''}" for n, n_node, only in counts]


def silent_nodes(story: Story) -> str:
    """Which names and words are used, but have no word beside them often enough; empty where there is none."""
    told_of = set(leading_nodes(story))
    silent = sorted({title(story, node) for node in story.collocates["node"] if node not in told_of})
    return f"Used too seldom to say what stands beside: {some_of(silent, most=8)}." if silent else ""


COLLOCATE_COLUMNS = {
    "node": "Beside",
    "source": "Source",
    "collocate": "Word",
    "beside": "Uses with it",
    "share_said": "Share (interval)",
    "elsewhere": "In all other sources",
}
