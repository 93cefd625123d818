"""08-omissions: which facts each source tells, and which it leaves out."""

from functools import partial

import pandas as pd

from analysis import charts, framing
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word, some_of

_cited = partial(from_exhibit, notebook="08-omissions")
_LIMIT = (
    "Left out is not hidden: an article may leave out what its readers know. A fact told in words that share nothing "
    "with the others' counts as left out: follow the links before you say so."
)


def cells(story: Story) -> pd.DataFrame:
    """Each fact in each source (rows of `fact_sources`), with what the fact is; the most widely told first.

    `status` is "another" where the source leaves out a number and gives another of the same.
    """
    own = story.fact_sources
    gives_another = own["status"].eq("missing") & own["instead"].notna()
    place = own["sentence_id"].where(~gives_another, own["instead"])
    own = own.assign(status=own["status"].where(~gives_another, "another"), sentence_id=place)
    return own.merge(story.facts.drop(columns="sentence_id"), on="fact_id", how="left")


def told(rows: pd.DataFrame, story: Story, *, most: int | None = None) -> Exhibit:
    """Who tells what: rows of `cells`; `most` cuts the drawing, not the table."""
    ids = list(dict.fromkeys(rows["fact_id"]))
    drawn = rows if most is None else rows[rows["fact_id"].isin(ids[:most])]
    further = f", the first {number_word(most)} drawn" if most and len(ids) > most else ""
    return Exhibit(
        charts.told_by_source(drawn.reset_index(drop=True), sources=story.sources),
        "What does each source tell, and what does it leave out?",
        finding(story),
        _LIMIT,
        name="told",
        n=f"n = {count(len(ids), 'fact')}{further}",
        rows=rows,
        columns={
            "fact": "Fact",
            "kind": "Kind",
            "source": "Source",
            "status": "Status",
            "reason": "Why it cannot be said",
        },
        evidence={"status": "sentence_id"},
    )


def finding(story: Story) -> str:
    """How many facts are told widely, how many each source leaves out, what one source alone leaves out."""
    central = story.facts[story.facts["is_central"]]
    if central.empty:
        return "No fact is told by articles of different origins: nothing can be said to be left out."
    n_central = capital(count(len(central), "fact"))
    told_by = "told by at least two independent origins"
    opening = _cited(f"{n_central} {'is' if len(central) == 1 else 'are'} {told_by}.", name="told")
    own = _central(story)
    n_out = own["status"].eq("missing").groupby(own["source"]).sum().sort_values(kind="stable")
    if not n_out.any():
        return f"{opening} No source can be said to leave {'it' if len(central) == 1 else 'one'} out."
    most = sorted(n_out.index[n_out == n_out.max()])
    alone, by_source = _alone(own)
    if by_source == {source: n for source, n in n_out.items() if n}:  # each is left out by one source: said once
        return f"{opening} {alone}"
    leaves = "leaves" if len(most) == 1 else "leave"
    out = f"{leaves} it out" if len(central) == 1 else _leave_out(int(n_out.max()), len(most))
    return f"{opening} {_cited(f'{some_of(most)} {out}.', name='left-out')} {alone}".strip()


def _leave_out(n: int, n_sources: int) -> str:
    verb, each = ("leaves", "") if n_sources == 1 else ("leave", " each")
    return f"{verb} out one{each}" if n == 1 else f"{verb} out most: {number_word(n)}{each}"


def _central(story: Story) -> pd.DataFrame:
    return cells(story).query("is_central")


def _alone(own: pd.DataFrame) -> tuple[str, dict[str, int]]:
    """What one source leaves out and every other tells, in words and counted by source."""
    counts = pd.crosstab(own["fact_id"], own["status"]).reindex(
        columns=["told", "missing", "another", "open"], fill_value=0
    )
    single = counts.index[(counts["missing"] == 1) & (counts["told"] == counts.sum(axis=1) - 1) & (counts["told"] > 1)]
    if single.empty:
        return "", {}
    out = own[own["fact_id"].isin(single) & own["status"].eq("missing")]
    counts = out["source"].value_counts().sort_index()
    by = [f"{source} ({number_word(n)})" if len(single) > 1 else source for source, n in counts.items()]
    opening = f"{capital(count(len(single), 'fact'))} {'is' if len(single) == 1 else 'are'}"
    return _cited(f"{opening} told by all sources but one: {listed(by)}.", name="left-out"), dict(counts)


def left_out(rows: pd.DataFrame) -> Exhibit:
    """Facts that a source leaves out, with who tells them: rows of `cells`."""
    grouped = rows.groupby("fact_id", sort=False)
    table = grouped.agg(
        fact=("fact", "first"),
        kind=("kind", "first"),
        n_origins=("n_origins", "first"),
        told_by=("source", lambda names: listed(sorted(names[rows.loc[names.index, "status"].eq("told")]))),
        left_out_by=("source", lambda names: listed(sorted(names[rows.loc[names.index, "status"].eq("missing")]))),
        another_by=("source", lambda names: listed(sorted(names[rows.loc[names.index, "status"].eq("another")]))),
        open_for=("source", lambda names: listed(sorted(names[rows.loc[names.index, "status"].eq("open")]))),
    )
    first = rows[rows["status"].eq("told")].groupby("fact_id")["sentence_id"].first()
    table = table.assign(sentence_id=table.index.map(first)).reset_index(drop=True)
    return Exhibit(
        table[table["left_out_by"].ne("")].reset_index(drop=True),
        "Which facts does a source leave out?",
        name="left-out",
        columns={
            "fact": "Fact",
            "kind": "Kind",
            "n_origins": "Told by origins",
            "told_by": "Told by",
            "left_out_by": "Left out by",
            "another_by": "Another number in",
            "open_for": "Cannot be said of",
        },
        evidence={"fact": "sentence_id"},
        max_rows=100,
        download="fact_sources",
    )


def alone(rows: pd.DataFrame) -> Exhibit:
    """Facts that one origin tells: rows of `facts`, with the `source` that tells each."""
    return Exhibit(
        rows,
        "What does only one source tell?",
        name="alone",
        columns={"source": "Source", "fact": "Fact", "kind": "Kind"},
        evidence={"fact": "sentence_id"},
        note="Such a fact is central to nobody else: silence about it is no omission.",
        max_rows=100,
        download="facts",
    )


def told_by_one(story: Story) -> pd.DataFrame:
    """Facts of one origin with the sources that tell them (copies too); names are left to the table `facts`."""
    single = story.facts.query("not is_central and kind in ['figure', 'quotation']")
    told = (
        story.fact_sources.query("status == 'told'").groupby("fact_id")["source"].agg(lambda names: listed(list(names)))
    )
    named = single.assign(source=single["fact_id"].map(told))
    return named.sort_values(["source", "fact_id"], kind="stable").reset_index(drop=True)


def alone_finding(rows: pd.DataFrame) -> str:
    """How many figures and quotations stand in one source only, and where most do."""
    if rows.empty:
        return "No figure and no quotation has one origin only."
    counts = rows["source"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    n = len(rows)
    said = f"{capital(count(n, 'figure or quotation', plural='figures and quotations'))} "
    if n == 1:
        return _cited(f"{said}has one origin only ({counts.index[0]}).", name="alone")
    said += "have one origin only"
    if len(counts) == 1 or counts.iloc[0] > counts.iloc[1]:
        than = ", more than in any other" if len(counts) > 1 else ""
        said += f", {how_many(int(counts.iloc[0]))} of them in {counts.index[0]}{than}"
    return _cited(f"{said}.", name="alone")


def in_short(story: Story) -> str:
    """The answer in words."""
    if len(story.sources) < 2:
        return f"{framing.only_source(story.articles)}: there is no other that could leave something out."
    return f"{finding(story)} {alone_finding(told_by_one(story))}"


def asked(rows: pd.DataFrame) -> pd.DataFrame:
    """Of rows of `cells`, those of facts that some source leaves out."""
    out = set(rows.loc[rows["status"].eq("missing"), "fact_id"])
    return rows[rows["fact_id"].isin(out)].reset_index(drop=True)


def limits(story: Story) -> str:
    """What cannot be said of silence in this corpus."""
    reasons = story.fact_sources.query("sentence_id.isna() and status == 'open'")["reason"].value_counts().sort_index()
    named = [f"{reason} ({n:,})" for reason, n in reasons.items()]
    return f"- Silence is not counted, by fact and source: {listed(named)}." if named else f"- {_LIMIT}"


def checks(story: Story) -> dict[str, bool]:
    """What must hold between facts and sources."""
    own, sentences = story.fact_sources, set(story.sentences["sentence_id"])
    n_told = own["status"].eq("told").groupby(own["fact_id"]).sum()
    return {
        "every fact is set against every source": len(own) == len(story.facts) * len(story.sources),
        "a fact is told by as many sources as it says": n_told.eq(story.facts.set_index("fact_id")["n_sources"]).all(),
        "what is told leads to a sentence": set(own.query("status == 'told'")["sentence_id"]) <= sentences,
        "only what two origins tell is left out": set(own.query("status == 'missing'")["fact_id"])
        <= set(story.facts.query("is_central")["fact_id"]),
    }
