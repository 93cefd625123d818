"""02-framing, frames: how often each source tells the story in which way, where, and whether readers agree on it."""

import pandas as pd

from analysis import coding
from analysis.pipeline import Story
from analysis.wording import capital, count, listed, number_word, percent, some_of

# The sets of the literature (Entman's functions, the generic news frames); any other frame is the story's own.
_GENERAL = ("functions", "generic")
_LINKS = 4


def own_frames(story: Story) -> pd.DataFrame:
    """The frames that this story's codebook adds, by source; empty where it adds none."""
    return _of(story, [name for name, frame in story.codebook.frames.items() if frame.group not in _GENERAL])


def general_frames(story: Story) -> pd.DataFrame:
    """Entman's four functions and the generic news frames, by source."""
    return _of(story, [name for name, frame in story.codebook.frames.items() if frame.group in _GENERAL])


def leading_frames(story: Story) -> pd.DataFrame:
    """The story's own frames; the general ones where its codebook adds none."""
    own = own_frames(story)
    return own if len(own) else general_frames(story)


def _of(story: Story, names: list[str]) -> pd.DataFrame:
    rows = story.frames[story.frames["frame"].isin(names)].reset_index(drop=True)
    return with_reliability(story, with_evidence(story, rows))


def with_evidence(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the first sentences behind each share, so that a mark and a row lead to them."""
    found = story.frame_evidence.drop_duplicates(["frame", "source", "sentence_id"])
    first = (
        found.groupby(["frame", "source"], sort=False)["sentence_id"].apply(lambda ids: list(ids)[:_LINKS]).to_dict()
    )
    pairs = zip(rows["frame"], rows["source"], strict=True)
    return rows.assign(sentences=pd.Series([first.get(pair, []) for pair in pairs], index=rows.index, dtype="object"))


def with_reliability(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `is_reliable` where coders have answered the frame's question; unchanged where nobody has."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        return rows
    reliable = answered(coding.frame_agreement(story, folder)).set_index("frame")["is_reliable"].to_dict()
    return rows.assign(is_reliable=rows["frame"].map(reliable).astype("boolean"))


def answered(agreement: pd.DataFrame) -> pd.DataFrame:
    """The frames whose question two coders have answered at least once."""
    return agreement[agreement["n_units"] > 0]


def finding(rows: pd.DataFrame) -> str:
    """Which frame's cues stand in most sentences of each source, and which shares are not to be relied on."""
    read = rows.dropna(subset=["share_sentences"])
    if read.empty or not read["n_sentences"].sum():
        return "No cue of these frames stands in the articles."
    top = read.sort_values(["source", "share_sentences", "frame"], ascending=[True, False, True], kind="stable")
    first = top.groupby("source", sort=True).head(1)
    named = [
        f"{row.source}: {plain_name(row.frame)} ({percent(row.share_sentences)})"
        for row in first.itertuples(index=False)
        if row.n_sentences
    ]
    said = f"The frame whose cues stand in most sentences is, for {'; '.join(named)}. A cue is a lead, not a reading."
    doubtful = _doubtful(rows)
    if doubtful:
        said += f" Coders did not agree enough on {listed(map(plain_name, doubtful))}: no conclusion rests on these."
    return said


def _doubtful(rows: pd.DataFrame) -> list[str]:
    if "is_reliable" not in rows:
        return []
    return sorted(rows.loc[~rows["is_reliable"].fillna(True).astype(bool), "frame"].unique())


def plain_name(frame: str) -> str:
    """A frame's name in the codebook as words."""
    return frame.replace("_", " ")


def interval_limit(rows: pd.DataFrame) -> str:
    """What the intervals let vary, and what a cue is not."""
    said = "Cues are not meanings: a sentence that denies a frame holds its words too."
    within = sorted(rows.loc[rows["resampled"] == "sentences", "source"].unique())
    if within and set(rows["resampled"]) >= {"articles"}:
        return (
            f"{said} Where a source has enough articles with a frame, the lines show what its other articles could "
            f"give; elsewhere ({some_of(within)}) they show variation within these articles only."
        )
    if within:
        return (
            f"{said} The lines show variation within these articles: how much the share hangs on single sentences. "
            "They do not say what other articles of the source would give."
        )
    return f"{said} The lines show what other articles of the source could give."


def can_compare_articles(rows: pd.DataFrame) -> bool:
    """Whether a source has several articles, so that a share of articles says more than yes or no."""
    return bool((rows["n_articles_all"] > 1).any())


def articles_finding(rows: pd.DataFrame) -> str:
    """In how many articles each frame's cues stand, all sources together."""
    if rows.empty or not rows["n_articles_all"].sum():
        return "No article was read for frames."
    total = rows.groupby("frame", sort=True)["n_articles"].sum()
    n_read = int(rows.groupby("frame")["n_articles_all"].sum().max())
    ranked = total.sort_values(ascending=False, kind="stable")
    if not ranked.iloc[0]:
        return f"No article of {n_read:,} holds a cue of these frames."
    said = [f"{plain_name(name)} in {n:,}" for name, n in ranked.items()]
    return f"Of {count(n_read, 'article')}, a cue stands for {'; '.join(said)}."


def articles_limit(rows: pd.DataFrame) -> str:
    """What a share of articles cannot show here."""
    said = "Longer articles have more room for a cue: the share of sentences does not depend on length in this way."
    if rows["articles_low"].isna().any():
        few = sorted(rows.loc[rows["articles_low"].isna(), "source"].unique())
        said += f" Too few articles for an interval: {some_of(few)}."
    return said


def evidence_table(rows: pd.DataFrame) -> pd.DataFrame:
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


def absent(rows: pd.DataFrame) -> str:
    """Which sources use no cue of which frame: what the table of evidence has no row for."""
    none = rows[(rows["n_sentences"] == 0) & (rows["n_sentences_all"] > 0)]
    if none.empty:
        return "Every source uses a cue of every frame."
    by_frame = none.groupby("frame", sort=True)["source"].apply(lambda names: some_of(sorted(names)))
    return f"No cue at all: {'; '.join(f'{plain_name(name)} in {names}' for name, names in by_frame.items())}."


def agreement_finding(agreement: pd.DataFrame) -> str:
    """On how many frames coders agree well enough, and which are therefore drawn in grey."""
    coded = answered(agreement)
    if coded.empty:
        return "The sheets are made, but no sentence has been answered by two coders yet, so this cannot be said."
    good = coded[coded["is_reliable"]]
    doubtful = sorted(coded.loc[~coded["is_reliable"], "frame"])
    said = (
        f"**{capital(number_word(len(good)))} of {count(len(coded), 'coded frame')}** can be relied on: the lower end "
        "of alpha reaches .667."
    )
    if doubtful:
        said += f" Grey in the charts above: {listed(map(plain_name, doubtful))}."
    open_frames = sorted(set(agreement["frame"]) - set(coded["frame"]))
    if open_frames:
        said += f" Not coded: {listed(map(plain_name, open_frames))}."
    return said


def corrected(story: Story) -> pd.DataFrame:
    """The shares corrected by hand codes, with each frame's question; the corpus as a whole first."""
    rows = coding.corrected_frames(story, coding.default_folder(story))
    return rows.assign(question=[story.codebook.frames[name].question for name in rows["frame"]])


def corrected_table(rows: pd.DataFrame) -> pd.DataFrame:
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
    if whole.empty:
        return "Too few sentences have been coded to correct any share."
    moved = whole.assign(moved=(whole["corrected"] - whole["machine"]).abs())
    most = moved.sort_values(["moved", "frame"], ascending=[False, True], kind="stable").iloc[0]
    said = (
        f"The cues are furthest off for {plain_name(most['frame'])}: they give {percent(most['machine'])}, hand coding "
        f"{percent(most['corrected'])} ({percent(most['low'])} to {percent(most['high'])})."
    )
    doubtful = _doubtful(whole)
    outside = whole[(whole["machine"] < whole["low"]) | (whole["machine"] > whole["high"])]
    sure = sorted(set(outside["frame"]) - set(doubtful))
    if sure:
        names = listed(map(plain_name, sure))
        said += f" Use the corrected share for {names}: the share of cues lies outside its interval."
    elif outside.empty:
        said += " For no frame does the share of cues lie outside the corrected interval."
    if doubtful:
        said += f" Coders did not agree enough on {listed(map(plain_name, doubtful))}: rely on neither of its shares."
    return said


EVIDENCE_COLUMNS = {
    "question": "Question",
    "source": "Source",
    "sentences_of": "Sentences with a cue",
    "share": "Share (interval)",
    "articles_of": "Articles with a cue",
}
AGREEMENT_COLUMNS = {
    "question": "Question",
    "alpha": "Alpha",
    "low": "From",
    "high": "To",
    "n_units": "Sentences",
    "is_reliable": "Reliable",
    "note": "Note",
}
CORRECTED_COLUMNS = {
    "question": "Question",
    "source": "Source",
    "by_cues": "By cues",
    "by_hand": "Corrected (interval)",
    "n_coded": "Sentences coded",
}
SHARE_COLUMNS = {
    "question": "Question",
    "source": "Source",
    "n_sentences": "Sentences with a cue",
    "n_sentences_all": "Sentences read",
    "share_sentences": "Share",
    "low": "From",
    "high": "To",
}
