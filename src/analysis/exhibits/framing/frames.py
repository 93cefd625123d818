"""How often each source tells the story in which way, where, and whether readers agree on it."""

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis import charts, coding, schema
from analysis.exhibits.framing.origins import basis
from analysis.exhibits.languages import articles_read, in_english
from analysis.framing.frames import BUILT_IN
from analysis.pipeline import Story
from analysis.report.show import Exhibit
from analysis.wording import capital, count, how_many, listed, percent, some_of

_LINKS = 4
_CUES = "Cues are not meanings: a sentence that denies a frame holds its words too."
_EVIDENCE_COLUMNS = {
    "question": "Question",
    "source": "Source",
    "sentences_of": "Sentences with a cue",
    "share": "Share (interval)",
    "articles_of": "Articles with a cue",
}
_CORRECTED_COLUMNS = {
    "question": "Question",
    "source": "Source",
    "by_cues": "By cues",
    "by_hand": "Corrected (interval)",
    "n_coded": "Sentences coded",
}


def leading_frames(story: Story) -> list[str]:
    """The frames that this story's codebook adds; the general ones where it adds none."""
    frames = story.codebook.frames
    return [name for name, frame in frames.items() if frame.group not in BUILT_IN] or list(frames)


def frames_by_source(rows: pd.DataFrame, story: Story) -> Exhibit:
    """How often the cues of each frame stand in each source's sentences: rows of `frames`."""
    known = _known(rows, story)
    return Exhibit(
        charts.frames_by_source(known, sources=story.sources),
        "How is the story told?",
        _finding(known, story),
        _interval_limit(known),
        name="frames",
        n=basis(in_english(story)),
        columns={
            "question": "Question",
            "source": "Source",
            "n_sentences": "Sentences with a cue",
            "n_sentences_all": "Sentences read",
            "share_sentences": "Share",
            "low": "From",
            "high": "To",
        },
    )


def general_frames(rows: pd.DataFrame, story: Story) -> Iterator[Exhibit]:
    """The general frames of news research; nothing where the story has no others beside them."""
    if rows.empty:
        return
    known = _known(rows, story)
    yield Exhibit(
        charts.frames_by_source(known, sources=story.sources),
        "What do the general questions of news research find?",
        _finding(known, story),
        _interval_limit(known),
        name="general-frames",
        n=basis(in_english(story)),
        rows=_in_words(known),
        columns=_EVIDENCE_COLUMNS,
        evidence="sentences",
    )


def _known(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The rows with the first sentences behind each share and, where coders have answered, `is_reliable`."""
    found = story.frame_evidence.drop_duplicates(["frame", "source", "sentence_id"])
    first = (
        found.groupby(["frame", "source"], sort=False)["sentence_id"].apply(lambda ids: list(ids)[:_LINKS]).to_dict()
    )
    pairs = zip(rows["frame"], rows["source"], strict=True)
    sentences = schema.series("list", [first.get(pair, []) for pair in pairs], index=rows.index)
    return with_reliability(rows.assign(sentences=sentences).reset_index(drop=True), story)


def with_reliability(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The rows with `is_reliable` where coders have answered the frame's question; unchanged where nobody has."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        return rows
    reliable = _answered(coding.frame_agreement(story, folder)).set_index("frame")["is_reliable"].to_dict()
    known = [reliable.get(frame) for frame in rows["frame"]]
    return rows.assign(is_reliable=schema.series("boolean", known, index=rows.index))


def _answered(agreement: pd.DataFrame) -> pd.DataFrame:
    """The frames whose question two coders have answered at least once."""
    return agreement[agreement["n_units"] > 0]


def _finding(rows: pd.DataFrame, story: Story) -> str:
    """Which frame's cues stand in most sentences of each source, and which shares are not to be relied on."""
    read = rows.dropna(subset=["share_sentences"])
    if read.empty or not read["n_sentences"].sum():
        return f"No cue of these frames stands in the {articles_read(story).replace('article', 'articles')}."
    top = read.sort_values(["source", "share_sentences", "frame"], ascending=[True, False, True], kind="stable")
    named = [
        f"{row.source}: {_plain(row.frame)} ({percent(row.share_sentences)})"
        for row in top.groupby("source", sort=True).head(1).itertuples(index=False)
        if row.n_sentences
    ]
    said = f"The frame whose cues stand in most sentences is, for {'; '.join(named)}. A cue is a lead, not a reading."
    if doubtful := _doubtful(rows):
        said += f" Coders did not agree enough on {_named(doubtful)}: no conclusion rests on these."
    return said


def _doubtful(rows: pd.DataFrame) -> list[str]:
    if "is_reliable" not in rows:
        return []
    return sorted(rows.loc[~rows["is_reliable"].fillna(True).astype(bool), "frame"].unique())


def _plain(frame: str) -> str:
    """A frame's name in the codebook as words."""
    return frame.replace("_", " ")


def _named(frames: Sequence[str]) -> str:
    return listed(map(_plain, frames))


def _interval_limit(rows: pd.DataFrame) -> str:
    """What the intervals let vary, and what a cue is not."""
    within = sorted(rows.loc[rows["resampled"] == "sentences", "source"].unique())
    if within and set(rows["resampled"]) >= {"articles"}:
        return (
            f"{_CUES} Where a source has enough articles with a frame, the lines show what its other articles could "
            f"give; elsewhere ({some_of(within)}) they show variation within these articles only."
        )
    if within:
        return (
            f"{_CUES} The lines show variation within these articles: how much the share depends on single sentences. "
            "They do not say what other articles of the source would give."
        )
    return f"{_CUES} The lines show what other articles of the source could give."


def frames_in_articles(rows: pd.DataFrame, story: Story) -> Exhibit:
    """In how many articles each frame's cues stand; one article a source says only yes or no."""
    if not (rows["n_articles_all"] > 1).any():
        return Exhibit(
            "Each source has one article here, so a share of its articles would be all or nothing: the table below "
            "says which articles hold a cue."
        )
    known = _known(rows, story)
    limit = "Longer articles have more room for a cue: the share of sentences does not depend on length in this way."
    if few := sorted(rows.loc[rows["articles_low"].isna(), "source"].unique()):
        limit += f" Too few articles for an interval: {some_of(few)}."
    return Exhibit(
        charts.frames_by_source(known, sources=story.sources, of="articles"),
        "In how many of its articles does each source tell the story this way?",
        _articles_finding(rows),
        limit,
        name="frames-articles",
        n=basis(in_english(story)),
        rows=_in_words(known),
        columns=_EVIDENCE_COLUMNS,
        evidence="sentences",
    )


def _articles_finding(rows: pd.DataFrame) -> str:
    """In how many articles each frame's cues stand, all sources together."""
    ranked = rows.groupby("frame", sort=True)["n_articles"].sum().sort_values(ascending=False, kind="stable")
    n_read = int(rows.groupby("frame")["n_articles_all"].sum().max())
    if not ranked.iloc[0]:
        return f"No article of {n_read:,} holds a cue of these frames."
    said = [f"{_plain(name)} in {n:,}" for name, n in ranked.items()]
    return f"Of {count(n_read, 'article')}, a cue stands for {'; '.join(said)}."


def frame_evidence(rows: pd.DataFrame, story: Story) -> Exhibit:
    """The sentences behind each share: rows of `frames`."""
    return Exhibit(
        _in_words(_known(rows, story)),
        "Each frame in each source that uses its cues, with the first sentences",
        name="frame-evidence",
        columns=_EVIDENCE_COLUMNS,
        evidence="sentences",
        note=_absent(rows),
        max_rows=60,
        download="frames",
    )


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Each frame in each source that uses its cues: counts as "n of N", shares with intervals, first sentences."""
    used = rows[rows["n_sentences"] > 0]
    order = used.groupby("frame")["n_sentences"].transform("sum")
    ranked = used.assign(_all=-order, _share=-used["share_sentences"]).sort_values(
        ["_all", "frame", "_share", "source"], kind="stable"
    )
    shares = [f"{percent(row.share_sentences)}{_ends(row.low, row.high)}" for row in ranked.itertuples(index=False)]
    return ranked.assign(
        sentences_of=_of_all(ranked["n_sentences"], ranked["n_sentences_all"]),
        articles_of=_of_all(ranked["n_articles"], ranked["n_articles_all"]),
        share=shares,
    ).drop(columns=["_all", "_share"])


def _of_all(n: pd.Series, n_all: pd.Series) -> list[str]:
    return [f"{part:,} of {whole:,}" for part, whole in zip(n, n_all, strict=True)]


def _ends(low: float, high: float) -> str:
    return "" if pd.isna(low) or pd.isna(high) else f" ({percent(low)} to {percent(high)})"


def _absent(rows: pd.DataFrame) -> str:
    """Which sources use no cue of which frame: what the table of evidence has no row for."""
    none = rows[(rows["n_sentences"] == 0) & (rows["n_sentences_all"] > 0)]
    if none.empty:
        return "Every source uses a cue of every frame."
    by_frame = none.groupby("frame", sort=True)["source"].apply(lambda names: some_of(sorted(names)))
    return f"No cue at all: {'; '.join(f'{_plain(name)} in {names}' for name, names in by_frame.items())}."


def hand_coding(story: Story) -> Iterator[Exhibit]:
    """How far coders agree on each frame, and what their answers make of the shares, where sheets are filled in."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        yield Exhibit(
            "Nobody has coded these articles by hand yet, so this cannot be said. No frame is therefore greyed out, "
            "and none is confirmed."
        )
        return
    agreement = coding.frame_agreement(story, folder)
    yield Exhibit(agreement_finding(agreement))
    if _answered(agreement).empty:
        return
    yield Exhibit(
        _answered(agreement),
        "Krippendorff's alpha by frame; reliable from .667 at the lower end",
        name="agreement-of-coders",
        columns={
            "question": "Question",
            "alpha": "Alpha",
            "low": "From",
            "high": "To",
            "n_units": "Sentences",
            "is_reliable": "Reliable",
            "note": "Note",
        },
    )
    rows = coding.corrected_frames(story, folder)
    asked = rows.assign(question=[story.codebook.frames[name].question for name in rows["frame"]])
    yield from _corrected(with_reliability(asked, story))


def agreement_finding(agreement: pd.DataFrame) -> str:
    """On how many frames coders agree well enough, and which are therefore drawn in grey."""
    coded = _answered(agreement)
    if coded.empty:
        return "The sheets are made, but no sentence has been answered by two coders yet, so this cannot be said."
    good = coded[coded["is_reliable"]]
    said = (
        f"**{capital(how_many(len(good)))} of {count(len(coded), 'coded frame')}** can be relied on: the lower end "
        "of alpha reaches .667."
    )
    if doubtful := sorted(coded.loc[~coded["is_reliable"], "frame"]):
        said += f" Grey in the charts above: {_named(doubtful)}."
    if open_frames := sorted(set(agreement["frame"]) - set(coded["frame"])):
        said += f" Not coded: {_named(open_frames)}."
    return said


def _corrected(rows: pd.DataFrame) -> Iterator[Exhibit]:
    """The shares corrected by hand codes: the corpus as a whole, then each source; refused where too few are coded."""
    whole = rows[rows["source"] == coding.ALL_SOURCES]
    if whole["corrected"].isna().all():
        yield Exhibit("Too few sentences have been coded to correct any share.", notice="refusal")
        return
    yield Exhibit(
        charts.corrected_frames(whole),
        "How common is each frame once the errors of the cues are allowed for?",
        corrected_finding(rows),
        "The correction takes the coders' answers for the truth; where both misread a question, so does it.",
        name="corrected-frames",
        n=f"n = {whole['n_coded'].sum():,} answers to {count(int(whole['n_sentences'].max()), 'sentence')} read",
        rows=_corrected_in_words(whole),
        columns=_CORRECTED_COLUMNS,
    )
    yield Exhibit(
        _corrected_in_words(rows),
        "Share of sentences with each frame: by cues, and corrected by hand codes",
        name="corrected-by-source",
        columns=_CORRECTED_COLUMNS,
    )


def _corrected_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The corrected shares in words, frame by frame; where too little was coded, the note says so."""
    shown = rows[(rows["source"] == coding.ALL_SOURCES) | rows["corrected"].notna()]
    ranges = [
        f"{percent(row.corrected)}{_ends(row.low, row.high)}" if pd.notna(row.corrected) else row.note
        for row in shown.itertuples(index=False)
    ]
    first = shown["source"].ne(coding.ALL_SOURCES)
    return (
        shown.assign(by_cues=[percent(share) for share in shown["machine"]], by_hand=ranges, _first=first)
        .sort_values(["frame", "_first", "source"], kind="stable")
        .drop(columns="_first")
    )


def corrected_finding(rows: pd.DataFrame) -> str:
    """How far hand coding moves the machine's shares, all sources together."""
    whole = rows[rows["source"] == coding.ALL_SOURCES].dropna(subset=["corrected"])
    moved = whole.assign(moved=(whole["corrected"] - whole["machine"]).abs())
    most = moved.sort_values(["moved", "frame"], ascending=[False, True], kind="stable").iloc[0]
    said = (
        f"The cues are furthest off for {_plain(most['frame'])}: they give {percent(most['machine'])}, hand coding "
        f"{percent(most['corrected'])} ({percent(most['low'])} to {percent(most['high'])})."
    )
    doubtful = _doubtful(whole)
    outside = whole[(whole["machine"] < whole["low"]) | (whole["machine"] > whole["high"])]
    if sure := sorted(set(outside["frame"]) - set(doubtful)):
        said += f" Use the corrected share for {_named(sure)}: the share of cues lies outside its interval."
    elif outside.empty:
        said += " For no frame does the share of cues lie outside the corrected interval."
    if doubtful:
        said += f" Coders did not agree enough on {_named(doubtful)}: rely on neither of its shares."
    return said
