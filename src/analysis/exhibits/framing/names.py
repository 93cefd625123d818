"""Which spelling and which word each source chooses, and what stands beside the people and subjects of the story."""

from collections.abc import Iterator

import pandas as pd

from analysis import charts, framing
from analysis.exhibits.framing.origins import basis
from analysis.exhibits.languages import articles_read
from analysis.parameters import values_of
from analysis.pipeline import Story
from analysis.report.show import Exhibit
from analysis.wording import capital, count, listed, percent, some_of

_MOST_ROWS = 60
_WORDS_NAMED, _SOURCES_NAMED, _WORDS_DRAWN = 2, 4, 6
_COLLOCATES_LISTED = 40
_LINKED_NAMES, _LINKED_COLLOCATES = 6, 3
_NAME_COLUMNS = {
    "group": "What is named",
    "form": "Spelling or word",
    "source": "Source",
    "n": "Times",
    "share": "Of its choices",
}
_COLLOCATE_COLUMNS = {
    "node": "Beside",
    "source": "Source",
    "collocate": "Word",
    "beside": "Uses with it",
    "share_said": "Share (interval)",
    "elsewhere": "In all other sources",
}


def names_by_source(rows: pd.DataFrame, story: Story) -> Exhibit:
    """The groups of which more than one form is in use: rows of `names`."""
    forms = rows.groupby("group")["form"].nunique()
    divided = _titled(rows[rows["group"].isin(forms[forms > 1].index)], story).reset_index(drop=True)
    if divided.empty:
        return Exhibit(_preferred(rows, story))
    return Exhibit(
        charts.names_by_source(divided, sources=story.sources),
        "Which names and words does each source choose?",
        _preferred(rows, story),
        "A house style may prescribe a spelling: then the choice is not the author's.",
        name="names",
        n=basis(story),
        columns=_NAME_COLUMNS,
        evidence="sentences",
        formats={"share": ".0%"},
    )


def named(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Who and what the articles name, whatever the codebook knows: rows of `names_found`."""
    if rows.empty:
        where = "" if articles_read(story) == "article" else ", as far as articles in English tell"
        return Exhibit(f"Nobody and nothing is named in two sources{where}.")
    grouped = rows.groupby(["kind", "name"], as_index=False).agg(
        n=("n", "sum"),
        n_sources=("source", "nunique"),
        sources=("source", lambda names: listed(sorted(names))),
        forms=("variants", lambda lists: listed(sorted({form for forms in lists for form in forms}))),
        sentence_id=("sentence_id", "first"),
    )
    order = grouped.assign(least=-grouped["n_sources"], times=-grouped["n"])
    table = grouped.loc[order.sort_values(["least", "times", "name"], kind="stable").index].reset_index(drop=True)
    return Exhibit(
        table,
        "Who and what is named?",
        name="named",
        columns={"name": "Name", "kind": "Kind", "forms": "Written", "n": "Times", "sources": "By"},
        evidence={"name": "sentence_id"},
        note="Found by rules: forms of one name are joined where no second person fits.",
        max_rows=_MOST_ROWS,
        download="names_found",
    )


def all_names(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Every group, whether sources differ in it or not: rows of `names`."""
    return Exhibit(
        _titled(rows, story).reset_index(drop=True),
        "Spellings and words of the codebook, by source",
        name="all-names",
        columns=_NAME_COLUMNS,
        evidence="sentences",
        formats={"share": ".0%"},
        max_rows=_MOST_ROWS,
        download="names",
    )


def _titled(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The rows under titles for readers, each with its first sentences."""
    titles = {group: _title(story, group) for group in rows["group"].unique()}
    return rows.assign(
        group=rows["group"].map(titles), sentences=rows["sentences"].map(lambda ids: list(ids)[:_LINKED_NAMES])
    )


def _title(story: Story, group: str) -> str:
    actors = story.codebook.actors
    return actors[group].names[0] if group in actors else group.replace("_", " ")


def _preferred(rows: pd.DataFrame, story: Story) -> str:
    """In how many groups of the codebook the sources prefer different forms, and which."""
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


def proposed_names(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """What the articles suggest: each form of each group in each source that uses it, with a sentence."""
    shown = rows.assign(sentence_id=rows["sentences"].str[:1]).explode("sentence_id").reset_index(drop=True)
    said = story.sentences.set_index("sentence_id")["text"]
    yield Exhibit(proposals_finding(rows, story))
    yield Exhibit(
        shown.assign(said=shown["sentence_id"].map(said).map(lambda text: " ".join(str(text).split()))),
        "Proposed by the notebook: spellings or words that may stand for one thing",
        name="proposed-names",
        columns={
            "group": "Proposed group",
            "form": "Spelling or word",
            "source": "Source",
            "said": "First sentence",
            "n": "Times",
        },
        evidence={"said": "sentence_id"},
        max_rows=_MOST_ROWS,
        download="names",
    )


def proposals_finding(rows: pd.DataFrame, story: Story) -> str:
    """How many groups the articles suggest, by kind, and what is to be done with them."""
    groups = rows.drop_duplicates(["group", "kind"])
    if "en" not in framing.by_language(story.articles):
        return "Spellings and words that may stand for one thing are proposed in English only."
    if groups.empty:
        return "The articles suggest no further spellings or words to compare: too few are used often enough."
    n_spellings, n_words = (int((groups["kind"] == kind).sum()) for kind in ("spelling", "alternative"))
    kinds = [count(n_spellings, "group") + " of possible spellings of one name"] * bool(n_spellings)
    kinds += [count(n_words, "pair") + " of words that fill the same places"] * bool(n_words)
    brought = "This corpus has no codebook of its own. " if story.codebook.is_built_in else ""
    return (
        f"{brought}The articles suggest {listed(kinds)}. Nobody has judged these proposals: words that fill the same "
        "places can be opposites. Take the right ones into codebook.yml, under wordings or the names of an actor; "
        "they are then counted as groups of the codebook."
    )


def charted_nodes(story: Story) -> list[str]:
    """The nodes that get a chart: every word asked for, then a thing that is counted, two actors and a measure."""
    rows = story.collocates
    kinds = dict(zip(rows["node"], rows["node_kind"], strict=True))
    nodes = _leading_nodes(rows)
    asked = [word for word in values_of(story.parameters.collocates_of) if word in nodes]
    of_kind = {kind: [node for node in nodes if kinds[node] == kind] for kind in ("term", "actor", "measure")}
    # One of each: things that are counted together ("held", "released") have mostly the same company.
    chosen = [*asked, *of_kind["term"][:1], *of_kind["actor"][:2], *of_kind["measure"][:1]]
    return list(dict.fromkeys(chosen))


def collocates(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """What stands beside each node, one chart a node: rows of `collocates`; where there are none, why not."""
    held = set(rows["node"])
    nodes = dict.fromkeys(node for node in [*charted_nodes(story), *_leading_nodes(rows)] if node in held)
    if not nodes:
        yield Exhibit(_refusal(story), notice="refusal")
    for number, node in enumerate(nodes, start=1):
        own = rows[rows["node"] == node].reset_index(drop=True)
        uses = own.drop_duplicates("source")["n_node"]
        yield Exhibit(
            charts.collocates_by_source(_drawn(own), sources=story.sources),
            _question(story, node),
            _beside(own) + _proposed(own, story),
            _limit(own),
            name=f"collocates-{number}",
            n=f"n = {count(int(uses.sum()), 'use')} in {count(int((uses > 0).sum()), 'source')}",
            rows=_told(own, story),
            columns=_COLLOCATE_COLUMNS,
            evidence="first_passages",
        )


def other_collocates(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """The words beside nodes that have no chart, the most telling nodes first; then those used too seldom."""
    order = {node: place for place, node in enumerate(_leading_nodes(rows))}
    words = _sayable(rows[rows["node"].isin(order)])
    if len(words):
        place = words["node"].map(order)
        ranked = words.assign(_place=place).sort_values(["_place", "source"], kind="stable").drop(columns="_place")
        yield Exhibit(
            _told(ranked, story),
            "Words that come near the other names and subjects, by source",
            name="collocates",
            columns=_COLLOCATE_COLUMNS,
            evidence="first_passages",
            max_rows=_COLLOCATES_LISTED,
            download="collocates",
        )
    seldom = sorted({_node_title(story, node) for node in rows["node"] if node not in order})
    if seldom:
        yield Exhibit(f"Used too rarely to say what comes near: {some_of(seldom, most=8)}.")


def _sayable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that make a statement; the others say why none is made."""
    return rows[rows["share"].notna()]


def _leading_nodes(rows: pd.DataFrame) -> list[str]:
    """What is named and counted, most telling first: by the sources with a word to show, then by uses."""
    n_sources = _sayable(rows).groupby("node")["source"].nunique()
    uses = rows.drop_duplicates(["node", "source"]).groupby("node")["n_node"].sum()
    return sorted(n_sources.index, key=lambda node: (-n_sources[node], -uses[node], node))


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one node with the first words of each source: as many as a chart can hold."""
    words = _sayable(rows).groupby("source", sort=False).head(_WORDS_DRAWN)
    silent = rows[~rows["source"].isin(words["source"])].groupby("source", sort=False).head(1)
    return pd.concat([words, silent]).sort_index().reset_index(drop=True)


def _limit(rows: pd.DataFrame) -> str:
    """What the company of words cannot show, and what its intervals let vary."""
    said = "A word comes near a name also where the sentence denies it, or quotes somebody else: read the passages."
    if "sentences" in set(rows["varies"]):
        said += " The lines show variation within these articles, not what other articles of the source would give."
    return said


def _node_title(story: Story, node: str) -> str:
    """What a reader calls a node: the actor's first name in the codebook, the measure's label, or the word itself."""
    codebook = story.codebook
    if node in codebook.actors:
        return codebook.actors[node].names[0]
    if node in codebook.measures:
        return codebook.measures[node].label or node.replace("_", " ")
    return node


def _question(story: Story, node: str) -> str:
    """The question of a chart: a measure is looked for by the words that say it."""
    named = f"“{_node_title(story, node)}”"
    is_measure = node in story.codebook.measures and node not in story.codebook.actors
    return f"Which words come near words for {named}?" if is_measure else f"Which words come near {named}?"


def _beside(rows: pd.DataFrame) -> str:
    """The words that come near the node beyond what chance gives, by source, and where it is used too rarely."""
    words = _sayable(rows)
    if words.empty:
        return "No source has a word near it often enough to say so."
    uses = words.groupby("source")["n_node"].first()
    first = sorted(uses.index, key=lambda source: (-uses[source], source))[:_SOURCES_NAMED]
    said = "; ".join(f"{source}: {_quoted(words[words['source'] == source].head(_WORDS_NAMED))}" for source in first)
    rest = " The chart has the other sources." if len(uses) > len(first) else ""
    silent = sorted(set(rows["source"]) - set(words["source"]))
    seldom = f" Too rare to say in {some_of(silent)}." if silent else ""
    return f"Closest to it, with how many of its uses have the word near: {said}.{rest}{seldom}"


def _proposed(rows: pd.DataFrame, story: Story) -> str:
    """Of an actor that no codebook names, whose choice it is."""
    is_proposed = (rows["node_kind"] == "actor").any() and not story.codebook.actors
    return " Proposed: the codebook names no actors, and most articles name this one." if is_proposed else ""


def _quoted(words: pd.DataFrame) -> str:
    return listed(f"“{row.collocate}” ({row.n} of {row.n_node})" for row in words.itertuples(index=False))


def _refusal(story: Story) -> str:
    """Why no company of words is shown."""
    if not len(story.codebook.actors) and story.collocates.empty:
        return (
            "The codebook names no actor, and nobody that several articles name, and nothing that it counts, stands in "
            "these articles often enough, so no company of words is shown. Name words to look at in the parameter "
            "`collocates_of`."
        )
    return "Nothing that the codebook names is used in these articles often enough to say which words come near it."


def _told(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The rows in words, under titles for readers; what is seen too seldom says so."""
    beside = [f"{n:,} of {n_node:,}" for n, n_node in zip(rows["n"], rows["n_node"], strict=True)]
    counts = rows[["n_elsewhere", "n_node_elsewhere", "is_only_here"]].itertuples(index=False, name=None)
    return rows.assign(
        node=rows["node"].map(lambda node: _node_title(story, node)),
        collocate=rows["collocate"].where(rows["collocate"] != "", "–"),
        beside=beside,
        share_said=[_range(row) for row in rows.itertuples(index=False)],
        elsewhere=[f"{n:,} of {n_node:,}{': only here' if only else ''}" for n, n_node, only in counts],
        first_passages=rows["sentences"].map(lambda ids: list(ids)[:_LINKED_COLLOCATES]),
    ).reset_index(drop=True)


def _range(row: object) -> str:
    if pd.isna(row.share):
        return row.reason
    ends = "" if pd.isna(row.low) or pd.isna(row.high) else f" ({percent(row.low)} to {percent(row.high)})"
    return f"{percent(row.share)}{ends}"
