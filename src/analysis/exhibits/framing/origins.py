"""When the sources wrote, which articles resemble each other, and whose text they are."""

from functools import partial

import pandas as pd

from analysis import charts, framing
from analysis.corpus import has_word_spaces
from analysis.english.calendar import in_words
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, number_word, percent, some_of

cited = partial(from_exhibit, notebook="02-framing")
_MOST_TIES = 12


def basis(story: Story) -> str:
    """What the chapter rests on."""
    return (
        f"n = {count(len(story.articles), 'article')}, {count(story.articles['source'].nunique(), 'source')}, "
        f"{story.articles['n_sentences'].sum():,} sentences"
    )


def coverage(rows: pd.DataFrame, story: Story) -> Exhibit:
    """When each source wrote (rows of `coverage`), where enough articles are dated; otherwise why this is not shown."""
    if rows["period"].dropna().nunique() < 2:
        return Exhibit(_no_course(rows))
    return Exhibit(
        charts.coverage_over_time(rows, sources=story.sources),
        "When did each source write about it?",
        _course(rows),
        "A corpus is a selection: the bars show when the articles gathered here were published, not all that the "
        "outlets wrote.",
        name="coverage",
        n=f"n = {count(int(rows['n_articles'].sum()), 'article')}",
    )


def _no_course(rows: pd.DataFrame) -> str:
    """Why coverage over time cannot be shown: one day has no course."""
    dated = rows.dropna(subset=["period"])
    n_articles, n_dated = int(rows["n_articles"].sum()), int(dated["n_articles"].sum())
    if dated.empty:
        none = "The one article has no" if n_articles == 1 else f"Of {count(n_articles, 'article')} none has a"
        return f"{none} date of publication, so coverage over time is not shown."
    when = in_words(str(dated["period"].iloc[0]))
    if n_articles == 1:
        return f"There is one article ({when}), so there is no course to show."
    if n_dated < n_articles:
        only = some_of(sorted(dated["source"].unique()))
        return (
            f"Only {number_word(n_dated)} of {count(n_articles, 'article')} {'has' if n_dated == 1 else 'have'} a date "
            f"of publication ({only}, {when}), so coverage over time cannot be shown; sources.csv can supply the "
            "others."
        )
    return f"All {count(n_articles, 'article')} were published in one period ({when}), so there is no course to show."


def _course(rows: pd.DataFrame) -> str:
    """From when to when, when most was published, and how much has no date."""
    by_period = rows.dropna(subset=["period"]).groupby("period")["n_articles"].sum()
    most = by_period.max()
    peaks = sorted(by_period[by_period == most].index)
    first, last = (in_words(str(end)) for end in (min(by_period.index), max(by_period.index)))
    said = f"{capital(count(int(by_period.sum()), 'dated article'))}, from {first} to {last}."
    if len(peaks) <= 2:
        each = ", each" if len(peaks) > 1 else ""
        unit = "day" if len(peaks[0]) > 7 else "month"
        said += f" Most in one {unit}: {number_word(int(most))} ({listed(map(in_words, peaks))}{each})."
    if missing := int(rows.loc[rows["period"].isna(), "n_articles"].sum()):
        said += f" {capital(count(missing, 'article'))} ({percent(missing / rows['n_articles'].sum())}) without a date "
        said += f"{'is' if missing == 1 else 'are'} not in the bars."
    return said


def similarity(pairs: pd.DataFrame, story: Story) -> Exhibit:
    """How much two articles' words resemble each other: rows of `similarity`."""
    names = names_of_articles(story)
    return Exhibit(
        charts.similarity(_placed(pairs, story), names=names),
        "Which articles resemble each other?",
        _closest(pairs, names),
        "A rewrite can share a whole text's facts and none of its seven-word runs.",
        name="similarity",
        n=basis(story),
    )


def _closest(pairs: pd.DataFrame, name: dict[str, str]) -> str:
    """The closest pair by wording, and the closest by rare facts, which need not be the same."""
    if pairs.empty:
        return "One article alone has no pair."
    closest = pairs.sort_values(
        ["cosine", "article_a", "article_b"], ascending=[False, True, True], kind="stable"
    ).iloc[0]
    shared = pairs.sort_values(
        ["n_shared_rare", "article_a", "article_b"], ascending=[False, True, True], kind="stable"
    ).iloc[0]
    said = (
        f"{name[closest['article_a']]} and {name[closest['article_b']]} are closest in words (cosine "
        f"{closest['cosine']:.2f}); articles on one subject always share many."
    )
    if shared["n_shared_rare"] == 0:
        return f"{said} No pair shares a name, number or quotation that no other article has."
    return (
        f"{said} Most names, numbers and quotations that no other article has are shared by "
        f"{name[shared['article_a']]} and {name[shared['article_b']]}: {shared['n_shared_rare']}."
    )


def kinship(pairs: pd.DataFrame, story: Story, *, most: int | None = None) -> Exhibit:
    """How many rare facts two articles share: rows of `kinship`; `most` cuts the drawing, not the table."""
    placed, names = _placed(pairs, story), names_of_articles(story)
    # Whatever is cut, pairs with a text in common are not.
    kin_first = placed.sort_values("relation", key=lambda relation: relation == "none", kind="stable")
    left_off = len(placed) - most if most is not None and len(placed) > most else 0
    more = f"; {count(left_off, 'further pair')} in the table" if left_off else ""
    return Exhibit(
        charts.kinship_scores(placed if most is None else kin_first.head(most), names=names),
        "Which two articles share so many rare facts that one text must stand behind both?",
        _nearest(placed),
        "Two reporters at one event share its facts without sharing a text.",
        name="kinship",
        n=f"{basis(story)}{more}",
        rows=placed,
    )


def _nearest(pairs: pd.DataFrame) -> str:
    """The pair that shares most rare facts, and how far it is ahead of the next."""
    if pairs.empty:
        return "One article alone has no kin."
    ranked = pairs.sort_values("score", ascending=False, kind="stable")
    first, others = ranked.iloc[0], ranked["score"].iloc[1:]
    if not first["score"]:
        return "No two articles share a fact that few others have."
    said = f"{first['source_a']} and {first['source_b']} share the most: {first['score']:.1f}"
    if len(others) and others.iloc[0] > 0:
        said += f", {first['score'] / others.iloc[0]:.1f} times as much as the next pair"
    n_agency, n_none = (int((pairs["relation"] == name).sum()) for name in ("same_agency", "none"))
    n_kin = len(pairs) - n_agency - n_none
    agency = f", and {n_agency} an agency that both credit for it" if n_agency else ""
    have = "has" if n_kin < 2 else "have"
    if len(pairs) == 1:
        return f"{said}. They have {'a' if n_kin else 'no'} text in common{agency}."
    return f"{said}. {capital(how_many(n_kin))} of {count(len(pairs), 'pair')} {have} a text in common{agency}."


def _placed(pairs: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Pairs with their sources' names, and where the first has what both share: a passage, else a rare fact."""
    name = names_of_articles(story)
    passages = story.reuse.drop_duplicates(["article_a", "article_b"]).set_index(["article_a", "article_b"])
    shared = _first_facts(story) | passages["sentence_a"].to_dict()
    keys = zip(pairs["article_a"], pairs["article_b"], strict=True)
    return pairs.assign(
        source_a=pairs["article_a"].map(name),
        source_b=pairs["article_b"].map(name),
        sentence_id=[shared.get(key) for key in keys],
    )


def _first_facts(story: Story) -> dict[tuple[str, str], str]:
    """For each pair of `kinship` the sentence of its first article that holds the first fact which both have."""
    texts = {one: list(zip(own["sentence_id"], own["text"], strict=True))
             for one, own in story.sentences.groupby("article_id", sort=False)}  # fmt: skip
    found = {}
    for row in story.kinship.itertuples(index=False):
        fact = row.facts[0].strip("“”") if len(row.facts) else ""
        place = next((one for one, text in texts.get(row.article_a, ()) if fact and fact in text), None)
        if place is not None:
            found[row.article_a, row.article_b] = place
    return found


def names_of_articles(story: Story) -> dict[str, str]:
    """What a chart calls each article: its source, with the article's id where the source has several."""
    articles = story.articles
    several = articles["source"].duplicated(keep=False)
    named = articles["source"].where(~several, articles["source"] + " (" + articles["article_id"] + ")")
    return dict(zip(articles["article_id"], named, strict=True))


def shared_passages(rows: pd.DataFrame, story: Story) -> Exhibit:
    """Passages that two articles share, side by side: rows of `reuse`."""
    text, source = (story.articles.set_index("article_id")[column] for column in ("text", "source"))
    sides = {}
    for side in ("a", "b"):
        ids, starts, ends = rows[f"article_{side}"], rows[f"start_{side}"], rows[f"end_{side}"]
        sides[f"source_{side}"] = ids.map(source)
        sides[f"said_{side}"] = [text[i][start:end] for i, start, end in zip(ids, starts, ends, strict=True)]
    return Exhibit(
        rows.assign(**sides),
        "Passages that two articles share, word for word or nearly so",
        name="shared-passages",
        columns={
            "source_a": "Source",
            "said_a": "It says",
            "source_b": "Other source",
            "said_b": "It says",
            "n_words": "Words",
        },
        evidence={"said_a": "sentence_a", "said_b": "sentence_b"},
        max_rows=20,
        download="reuse",
    )


def witnesses(story: Story) -> str:
    """How many independent texts stand behind the articles, and what follows for reading agreement between them."""
    titles = dict(zip(story.articles["article_id"], story.articles["title"], strict=True))
    spaced = story.articles.loc[[*map(has_word_spaces, story.articles["language"])], "article_id"]
    found = story.origins[story.origins["article_id"].isin(set(spaced))]
    n, k, n_unknown = len(found), found["origin"].nunique(), len(story.origins) - len(found)
    said = "" if n_unknown and not n else framing.origins_sentence(found, titles=titles)
    n_sources = found["source"].nunique()
    if 2 <= n == k and n_sources > 1 and found["nearest"].isna().all():
        said += " Where they agree, separate texts agree; whether all asked the same people is not known"
        said += "." if n_sources == n else ", and two articles of one source are not two witnesses."
    if n_unknown:
        said = f"{said} Whose text it is cannot be told of {count(n_unknown, 'article')} without spaces between words."
        said = said.strip()
    return cited(said, name="kinship")


def ties(story: Story) -> str:
    """How many independent texts stand behind the articles, and which share one."""
    kin = story.origins[story.origins["nearest"].notna()]
    # The tie of a pair is told once, from one side.
    pairs = [tuple(sorted(pair)) for pair in zip(kin["article_id"], kin["nearest"], strict=True)]
    told = dict(zip(reversed(pairs), reversed(kin["explanation"].tolist()), strict=True))
    lines = [f"- {words}" for words in reversed(told.values())]
    more = [f"- {capital(count(len(lines) - _MOST_TIES, 'further tie'))}: see the table origins."]
    shown = [*lines[:_MOST_TIES], *more] if len(lines) > _MOST_TIES + 1 else lines
    return "\n".join([witnesses(story), *([""] if shown else []), *shown])
