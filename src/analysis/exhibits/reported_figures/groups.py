"""Claims that may stand beside each other: their charts, and the sentences that are true of them.

Each sentence has a condition: "all agree" needs that no claim of the same thing is left aside and that every pair is
the same number; a range is of all claims that may stand beside each other; what stands apart is counted and said.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from analysis import charts
from analysis.charts import Drawing
from analysis.claims.explanations import RATHER_A_PART
from analysis.claims.subjects import OPEN_NOUNS
from analysis.english.calendar import in_words
from analysis.english.nouns import is_plural, singular
from analysis.exhibits.languages import articles_read
from analysis.pipeline import Story
from analysis.report.links import evidence_link, from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, listed, number_word

cited = partial(from_exhibit, notebook="05-reported-figures")
_MOST_CHARTS = 8
# So many days make a course worth a line.
_DAYS_OF_A_COURSE = 3
_SAME = {"same", "repeats"}
_HAPPENINGS = {"stock", "flow", "cumulative"}
_A_OR_AN = re.compile("an? ")
_MOST_NAMED = 4
_MOST_DATES = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEDGER_COLUMNS = {
    "source": "Source",
    "surface": "As written",
    "of_what": "Of what",
    "place": "Where",
    "event": "Event",
    "as_of": "As of",
    "event_date": "Date of the event",
    "authority": "Credited to",
    "status": "Status",
    "n_mentions": "Mentions",
}


@dataclass(frozen=True)
class Group:
    """Claims that may stand beside each other: `key` is their `group`; the rest is what they share."""

    key: str
    of_what: str
    measure: str | None
    kind: str
    unit: str | None
    place: str | None
    is_own: bool
    event: str | None = None

    @property
    def name(self) -> str:
        """The group in small letters and hyphens, for the name of its chart."""
        words = " ".join(part for part in (self.of_what, self.place, self.event, self.key) if part)
        return "-".join(re.findall("[a-z0-9]+", words.lower()))

    def of(self, rows: pd.DataFrame, story: Story) -> pd.DataFrame:
        """The claims that belong to this group, each with who counts and of which day.

        A small part ("at least two bodies") is not set beside whole tolls.

        A count without a day of its own is of the day of its article, not of the day on which it happened.
        """
        own = rows[rows["group"] == self.key]
        own = own[~own["figure_id"].isin(_parts(own, story))].reset_index(drop=True)
        voice = own["source"] + ", crediting nobody"
        printed = own["article_id"].map(story.articles.set_index("article_id")["published"])
        is_toll = self.kind in ("stock", "cumulative")
        day = own["as_of"].fillna(printed) if is_toll else own["event_date"].fillna(own["as_of"])
        return own.assign(counter=own["authority"].fillna(voice), day=day)


def _parts(own: pd.DataFrame, story: Story) -> set[str]:
    """The claims that are rather a part than a count of all: the smaller of each pair related so."""
    pairs = story.comparisons[story.comparisons["reason"].str.contains(RATHER_A_PART, regex=False, na=False)]
    value = own.set_index("figure_id")["value"]
    both = pairs[pairs["claim_a"].isin(value.index) & pairs["claim_b"].isin(value.index)]
    is_first_smaller = both["claim_a"].map(value) < both["claim_b"].map(value)
    return set(both["claim_a"].where(is_first_smaller, both["claim_b"]))


def comparable(story: Story) -> pd.DataFrame:
    """The claims that may stand beside others on one axis."""
    return story.claims[story.claims["group"].notna()].reset_index(drop=True)


def leading_groups(rows: pd.DataFrame, story: Story) -> list[Group]:
    """Groups of several claims in the order a reader asks: the codebook's questions first, then the most reported.

    Measures that any story has are asked for in the order of how many sources report them. One number in the copies of
    one text is one claim, and no group; nor are numbers of one article that no other stands against.
    """
    origin = dict(zip(story.origins["article_id"], story.origins["origin"], strict=True))
    found = []
    for key, own in sorted(rows.groupby("group"), key=lambda one: (len(one[0]), one[0])):
        n_origins = own["article_id"].map(origin).nunique()
        is_open = own["value"].nunique() > 1 and (own["article_id"].nunique() > 1 or _are_disputed(own, story))
        if len(own) > 1 and (n_origins > 1 or is_open):
            found.append(_group(key, own, story))
    asked = {name: place for place, name in enumerate(dict.fromkeys(q.answer_with for q in story.codebook.questions))}
    n_sources = rows.groupby("group")["source"].nunique()
    widest = {name: max((n_sources[g.key] for g in found if g.measure == name), default=0) for name in asked}
    first = sorted(
        (group for group in found if group.measure in asked),
        key=lambda one: (not one.is_own, 0 if one.is_own else -widest[one.measure], asked[one.measure]),
    )
    return _told_apart(first + [group for group in found if group not in first], rows)


def _are_disputed(own: pd.DataFrame, story: Story) -> bool:
    sides = story.comparisons.set_index("comparison_id").loc[story.conflicts["comparison_id"].dropna()]
    ids = own["figure_id"]
    return bool((sides["claim_a"].isin(ids) & sides["claim_b"].isin(ids)).any())


def _told_apart(groups: list[Group], rows: pd.DataFrame) -> list[Group]:
    """The groups, those of one question with the date that tells them apart, if each is of one."""
    asked = Counter(question(group) for group in groups)
    dates = {key: sorted(set(own["event_date"].dropna())) for key, own in rows.groupby("group")}
    return [
        replace(group, event=in_words(dates[group.key][0]))
        if asked[question(group)] > 1 and len(dates[group.key]) == 1
        else group
        for group in groups
    ]


def _group(key: str, own: pd.DataFrame, story: Story) -> Group:
    measure, kind = _shared(own["measure"]), _shared(own["kind"]) or "other"
    known = story.codebook.measures.get(measure)
    # Who is counted is told where all count the same: marchers and protesters are people, and a share is of none.
    is_count = measure is not None and own["unit"].isna().all() and own["population"].notna().all()
    is_of_some = is_count and (own["population"].nunique() == 1 or not _are_anybody(own["population"]))
    return Group(
        key,
        _of_whom(_shared(own["of_what"]) or "things", _shared(own["population"]) if is_of_some else None),
        measure,
        kind,
        _shared(own["unit"]),
        _shared(own["place"].dropna()) if own["place"].notna().all() else None,
        known is not None and not known.is_general,
        # A rate or a price is not of the event that its sentence tells of.
        None if own["is_main_event"].any() or kind not in _HAPPENINGS else _event(own),
    )


def _are_anybody(populations: pd.Series) -> bool:
    """Whether one of them may be all whom a measure counts: people, those who march."""
    return any(singular(noun) in OPEN_NOUNS for noun in populations)


def _event(own: pd.DataFrame) -> str | None:
    """The event as a note in brackets: "in June 2025" for "what happened in June 2025"."""
    event = _shared(own["event"])
    return event.removeprefix("what happened ") if event else None


def _of_whom(of_what: str, population: str | None) -> str:
    """ "Children killed" for the children among "people killed"."""
    if population is None or population in of_what or population == "people":
        return of_what
    first, _, rest = of_what.partition(" ")
    return f"{population} {rest}".strip() if first == "people" else f"{of_what} ({population})"


def _shared(values: pd.Series) -> str | None:
    """The most used value; of several as frequent the first by name."""
    counts = values.dropna().value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return None if counts.empty else str(counts.index[0])


def by_group(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """One chart for each group of claims that may stand beside each other, most widely reported first."""
    groups = leading_groups(rows, story)
    if not groups:
        yield Exhibit(nothing_to_compare(story))
    for group in groups[:_MOST_CHARTS]:
        yield of_group(group, rows, story, with_apart=is_first(group, groups))
    if len(groups) > _MOST_CHARTS:
        further = count(len(groups) - _MOST_CHARTS, "further group")
        yield Exhibit(f"{capital(further)} of claims that can be compared: see the ledger below.")


def is_first(group: Group, groups: list[Group]) -> bool:
    """Whether no group before it is of the same thing: what stands apart from both is told once."""
    things = [(other.of_what if other.unit or not other.measure else other.measure, other.unit) for other in groups]
    place = groups.index(group)
    return things.index(things[place]) == place


def of_group(group: Group, rows: pd.DataFrame, story: Story, *, with_apart: bool = True) -> Exhibit:
    """The numbers of one group: who counts how many, or how the number moved; `with_apart` says what stands apart."""
    own = group.of(rows, story)
    n_vague = int(own["bound"].eq("vague").sum())
    vague = f", {number_word(n_vague)} of them vague" if 0 < n_vague < len(own) else ""
    return Exhibit(
        _drawing(group, own, story),
        question(group),
        group_finding(group, own, story, with_apart=with_apart),
        "The numbers are reports, not estimates: their range is no margin of error, and they are never averaged.",
        name=group.name,
        n=f"n = {count(len(own), 'claim')} by {count(own['source'].nunique(), 'source')}{vague}",
        rows=own,
        columns=LEDGER_COLUMNS,
        evidence={"surface": "figure_id"},
    )


def _drawing(group: Group, own: pd.DataFrame, story: Story) -> Drawing:
    days = _days(own)
    if group.kind in ("stock", "cumulative") and len(days) >= _DAYS_OF_A_COURSE:
        return charts.growth(own.assign(series=_series(own)), sources=story.sources)
    if group.kind == "flow" and len(days) > 1 and own[["measure", "kind"]].nunique().max() == 1:
        return charts.reported_figures(own, sources=story.sources)
    return charts.counters(own, sources=story.sources)


def _days(own: pd.DataFrame) -> list[str]:
    return sorted({day for day in own["day"].dropna() if _DAY.fullmatch(day)})


def _series(own: pd.DataFrame) -> pd.Series:
    """The line goes through the highest number told for each day."""
    dated = own[own["day"].isin(_days(own))]
    highest = dated.groupby("day")["value"].transform("max").eq(dated["value"])
    return own.index.to_series().map(highest).eq(True).map({True: "highest", False: None})


def nothing_to_compare(story: Story) -> str:
    """Why no two numbers are set side by side."""
    n = len(story.claims)
    if n < 2:
        return "The articles report no two numbers." if n else f"No {articles_read(story)} reports a figure."
    who = "The article makes" if len(story.articles) == 1 else "The articles make"
    told = f"{who} {count(n, 'numerical claim')}; as far as the sentences show, no two count the same "
    return cited(f"{told}thing in one event, so none are set side by side.", name="ledger")


def question(group: Group) -> str:
    """What the chart of one group asks."""
    place = f"at {group.place}" if group.place and _A_OR_AN.match(group.place) else group.place
    scope = ", ".join(part for part in (place, group.event) if part)
    what = capital(group.of_what)
    if scope:
        what = f"{what[:-1]}, {scope})" if what.endswith(")") else f"{what} ({scope})"
    if group.is_own and group.measure:
        words = group.of_what
        return {
            "stock": f"How many {_with_verb(words, group, 'are')}, says who, as of when?",
            "flow": f"How many {_with_verb(words, group, 'were')} in each event?",
            "cumulative": f"How many {_with_verb(words, group, 'have been')} in all, over the whole period?",
        }.get(group.kind, f"{what}: how much, says who?")
    if group.unit is not None or (group.measure is None and not is_plural(group.of_what.split(" (")[0].split()[-1])):
        return f"{what}: how much, says who?"
    asks = {"stock": "how many, says who, as of when?", "cumulative": "how many in all, says who?"}
    return f"{what}: {asks.get(group.kind, 'how many, says who?')}"


def _with_verb(words: str, group: Group, verb: str) -> str:
    """ "Prisoners held" as "prisoners are held"."""
    told = (group.measure or "").replace("_", " ").removesuffix(" since")
    noun = words.removesuffix(f" {group.measure.replace('_', ' ')}") if group.measure else words
    if noun != words or not told:
        return f"{noun} {verb} {told}".rstrip()
    # "People detained since 2020": what is said of them stands within the words.
    head, _, rest = words.partition(f" {told}")
    return f"{head} {verb} {told}{rest}"


def group_finding(group: Group, own: pd.DataFrame, story: Story, *, with_apart: bool = True) -> str:
    """What is true of a group's numbers: agreement or range, course over days, disagreement, what stands apart.

    Without `with_apart` the numbers that stand apart are not told again: a group of the same thing has told them.
    """
    ids = set(own["figure_id"])
    pairs = story.comparisons[story.comparisons["claim_a"].isin(ids) & story.comparisons["claim_b"].isin(ids)]
    others = _apart(own, story)
    course, are_ends = _course(group, own, pairs)
    told = _by_date(group, own, are_all=others.empty)
    if not told and not are_ends:
        told = spread(own, set(pairs["relation"]), are_all=others.empty)
    elif are_ends and len(others):
        n = cited(f"{capital(count(len(_firm(own)), 'claim'))} can be compared", name="ledger")
        course = [f"{n}: f{course[0][1:]}"]
    told = [
        *told,
        *course,
        *_disagreement(story.conflicts[story.conflicts["comparison_id"].isin(pairs["comparison_id"])]),
    ]
    if with_apart and len(others):
        told.append(cited(_set_aside(others, beside=own), name="ledger"))
    return " ".join(told)


def spread(own: pd.DataFrame, relations: set[str], *, are_all: bool) -> list[str]:
    """Agreement, or from the lowest to the highest number that sources report, vague ones apart.

    `relations` are those of all pairs among them; `are_all` is whether no further claims of the same thing stand apart:
    only then may the sentence speak of all.
    """
    firm = _firm(own)
    if firm.empty:
        return [f"Only vague numbers are {'given' if are_all else 'compared'}."]
    if len(firm) == 1:
        return [f"{'One number is given' if are_all else 'One number stands by itself'}: {by(firm.iloc[0])}."]
    n, agree = capital(count(len(firm), "claim")), bool(relations) and relations <= _SAME
    if firm["value"].nunique() == 1:
        if firm["bound"].nunique() > 1 or not agree:
            return [f"{n} give {_each(firm)}."]
        some = cited(f"All {n.lower()}" if are_all else n, name="ledger")
        return [f"{some} {'agree' if are_all else 'can be compared: they agree'} on {_each(firm)}."]
    if firm["unit"].nunique() > 1:
        opening = f"{n} can be compared, in different units"
        return [f"{cited(opening, name='ledger')}: {_each(firm)}."]
    opening = "Reports" if are_all else f"{cited(f'{n} can be compared: they', name='ledger')}"
    return [f"{opening} run {_reach(firm)}{', and none excludes another' if agree else ''}."]


def _firm(own: pd.DataFrame) -> pd.DataFrame:
    return own[own["bound"] != "vague"].sort_values(["value", "figure_id"], kind="stable")


def _reach(firm: pd.DataFrame) -> str:
    """ "From “12” (Post) to “30” (Herald)"; of one number, who gives it."""
    if firm["value"].nunique() == 1:
        return _each(firm)
    return f"from {by(firm.iloc[0])} to {by(firm.iloc[-1])}"


def _each(firm: pd.DataFrame) -> str:
    """Each number once, in the words of its first source, with all the sources that give it so."""
    told = [
        f"{said(rows.iloc[0])} ({listed(sorted(set(rows['source'])))})"
        for _, rows in firm.groupby(["value", "bound", firm["unit"].fillna("")], sort=False)
    ]
    more = [f"{number_word(len(told) - _MOST_NAMED)} more"] if len(told) > _MOST_NAMED else []
    return listed([*told[:_MOST_NAMED], *more])


def _days_named(dates: pd.Series) -> pd.Series:
    """The dates, a span of days ("at the weekend") as the one day in it that another claim names."""
    days = sorted({day for day in dates.dropna() if _DAY.fullmatch(day)})

    def day_in(date: object) -> object:
        first, _, last = date.partition("/") if isinstance(date, str) else ("", "", "")
        inside = [day for day in days if last and first <= day <= last]
        return inside[0] if len(inside) == 1 else date

    return dates.map(day_in)


def _by_date(group: Group, own: pd.DataFrame, *, are_all: bool) -> list[str]:
    """What happened on several dates, date by date: no range runs over different events."""
    firm = _firm(own)
    firm = firm.assign(event_date=_days_named(firm["event_date"]))
    dates = firm["event_date"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if group.kind != "flow" or firm["value"].nunique() < 2 or len(dates) < 2:
        return []
    chosen = sorted(dates.index[:_MOST_DATES])
    told = [f"for {in_words(day)} {_reach(firm[firm['event_date'] == day])}" for day in chosen]
    more = [f"{count(len(dates) - len(chosen), 'further date')}"] if len(dates) > len(chosen) else []
    n, n_open = capital(count(len(firm), "claim")), int(firm["event_date"].isna().sum())
    opening = f"{n} are of {number_word(len(dates))} dates" if are_all else f"{n} can be compared, date by date"
    undated = f"; {number_word(n_open)} {'gives' if n_open == 1 else 'give'} no date" if n_open else ""
    return [f"{cited(opening, name='ledger')}: {'; '.join([*told, *more])}{undated}."]


def _course(group: Group, own: pd.DataFrame, pairs: pd.DataFrame) -> tuple[list[str], bool]:
    """How the highest number told for each day moved, where the last cannot be the first; and whether it moved from end
    to end of all that is told: then the range is not said beside it."""
    days = _days(own)
    if group.kind not in ("stock", "cumulative") or len(days) < 2:
        return [], False
    first, last = (own[own["day"] == day].sort_values(["value", "figure_id"]).iloc[-1] for day in (days[0], days[-1]))
    ends = {first["figure_id"], last["figure_id"]}
    both = pairs["claim_a"].isin(ends) & pairs["claim_b"].isin(ends)
    rose = last["value"] > first["value"]
    # "Over 2,000" after "over 20,000" is no fall.
    is_open = last["bound"] in (("at_most", "fewer_than") if rose else ("more_than", "at_least"))
    # A toll is revised, but hardly to less than half; and one article knows two numbers as two things.
    is_no_course = first["article_id"] == last["article_id"] or (
        group.kind == "cumulative" and last["value"] < first["value"] / 2
    )
    if is_open or is_no_course or "update" not in set(pairs.loc[both, "relation"]):
        return [], False
    told = [by(row, day=row["day"]) for row in (first, last)]
    firm = _firm(own)
    are_ends = {first["value"], last["value"]} == {firm["value"].min(), firm["value"].max()}
    words = f"From day to day the highest number {'rose' if rose else 'fell'} from {told[0]} to {told[1]}."
    return [words], are_ends and firm["unit"].nunique() < 2


def told_once(conflicts: pd.DataFrame) -> pd.DataFrame:
    """The conflicts that no other tells with the same two numbers: those to be read and counted."""
    return conflicts[conflicts["told_by"].isna()]


def _disagreement(conflicts: pd.DataFrame) -> list[str]:
    """How many pairs of the numbers exclude each other, each pair of numbers once."""
    counts = told_once(conflicts)["relation"].value_counts()
    told = []
    if n := int(counts.get("contradicts", 0)):
        told.append(f"{capital(count(n, 'pair'))} of these numbers cannot both hold.")
    if n := int(counts.get("differs", 0)):
        verb = "differs" if n == 1 else "differ"
        told.append(f"{capital(count(n, 'pair'))} of them {verb}, and the articles do not settle why.")
    return [cited(one, name="conflicts") for one in told]


def _apart(own: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The claims of the same thing that stand on other axes or alone."""
    claims = story.claims
    same = claims["of_what"].isin(own["of_what"].dropna().unique()) & ~claims["figure_id"].isin(own["figure_id"])
    return claims[same & ~claims["status"].isin(["withdrawn", "denied", "change"])]


def _set_aside(others: pd.DataFrame, *, beside: pd.DataFrame) -> str:
    """How many numbers of the same thing stand apart, how far those of the same unit reach, and why."""
    n, units = len(others), beside["unit"].fillna("").unique()
    firm = others[(others["bound"] != "vague") & others["unit"].fillna("").isin(units)]
    firm = firm.sort_values(["value", "figure_id"], kind="stable")
    reach = ""
    if len(firm) > 1 and firm["value"].nunique() > 1:
        reach = f", from {said(firm.iloc[0])} to {said(firm.iloc[-1])},"
    stands, it_is, does = ("stands", "it is", "does") if n == 1 else ("stand", "they are", "do")
    further = f"{capital(count(n, 'further claim'))}{reach} {stands} apart"
    return f"{further}: {it_is} of another place, day or event, of a part, or {does} not say of which."


def by(row: pd.Series, *, day: str | None = None) -> str:
    """A number as written, with who counted it, the source that carries it and the day that it is of."""
    credit = "" if pd.isna(row["authority"]) else f"{row['authority']}; "
    return f"{said(row)} ({credit}{row['source']}{f', of {in_words(day)}' if day else ''})"


def said(row: pd.Series) -> str:
    """A number as written, leading to its sentence."""
    return evidence_link(row["figure_id"], f"“{' '.join(row['surface'].split()).replace('$ ', '$')}”")
