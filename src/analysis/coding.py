"""Hand coding beside the machine: blind sheets for frames and sentiment, and what two coders' sheets say.

The sheets of one corpus lie in one folder with the key that belongs to them. The measures make and read tables; this
module joins both kinds in one sheet for each coder.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis import framing, sentiment
from analysis.corpus import CODING
from analysis.corpus.coding_sheets import (
    KEY_FILE,
    Coder,
    coders_of,
    read_coding_sheets,
    write_coding_sheets,
    write_rows,
)
from analysis.errors import ParameterError
from analysis.framing import read
from analysis.pipeline import Story

ALL_SOURCES = framing.ALL_SOURCES
_SENTIMENT = "sentiment"
DISAGREEMENTS_FILE = "disagreements.csv"


def default_folder(story: Story) -> Path:
    """Where the sheets of a corpus lie unless the researcher says otherwise."""
    return story.folder / CODING


def has_sheets(folder: Path) -> bool:
    """Whether sheets were made in this folder before."""
    return (folder / KEY_FILE).exists()


def make_sheets(
    story: Story,
    folder: Path,
    *,
    coders: Sequence[str],
    per_frame: int,
    n_ratings: int,
    by_source: bool = False,
    as_projects: bool = False,
) -> list[Path]:
    """Write a blind sheet for each coder, and the key, into `folder`; returns the paths.

    Each sheet asks every frame's question of `per_frame` sentences (`by_source`: so many of each source), half of them
    with a cue, and the tone of `n_ratings` sentences; in random order, without source, article or score. Sheets are CSV
    files, or `as_projects` REFI-QDA projects.

    Raises
    ------
    ParameterError
        Fewer than two coders, or a name that cannot name a file.
    CorpusError
        Sheets of these names exist: somebody may have filled them in.
    """
    wrong = [name for name in coders if not name.isalnum()]
    if wrong or len(set(coders)) < 2:
        raise ParameterError("Name two coders or more, each by letters and digits only, such as --coders anna,ben.")
    seed = story.parameters.seed
    # Coders judge the sentences that the cues were sought in: the sample then stands for just these.
    sampled = story.sentences[story.sentences["sentence_id"].isin(_read_for_frames(story)["sentence_id"])]
    frames = framing.coding_sheet(
        story.articles,
        sampled,
        story.frame_evidence,
        codebook=story.codebook,
        per_frame=per_frame,
        by_source=by_source,
        seed=seed,
    )
    tone = sentiment.blind_sheet(
        story.sentiment,
        sentences=story.sentences,
        blocks=story.blocks,
        articles=story.articles,
        n=n_ratings,
        seed=seed,
    )
    sheet = pd.concat([frames.sheet, tone.sheet], ignore_index=True)
    key = pd.concat([frames.key, tone.key], ignore_index=True)
    return write_coding_sheets(folder, sheet, key, coders=list(coders), as_projects=as_projects)


def _read_for_frames(story: Story) -> pd.DataFrame:
    """The sentences in which the cues of frames are sought, with article and source."""
    settings = story.parameters
    return read(
        story.articles,
        story.blocks,
        story.sentences,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
        only_english=True,
    ).sentences


def _codes_of_people(folder: Path) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The key, and the sheets that persons filled in."""
    key, sheets = read_coding_sheets(folder)
    return key, {coder.name: sheets[coder.name] for coder in coders_of(sheets) if coder.is_person}


def _frame_codes(key: pd.DataFrame, sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The coders' answers to the frames' questions, as `framing.read_codes` gives them."""
    of_frames = key[key["frame"] != _SENTIMENT]
    items = set(of_frames["item"])
    return framing.read_codes(of_frames, {coder: sheet[sheet["item"].isin(items)] for coder, sheet in sheets.items()})


def frame_agreement(story: Story, folder: Path) -> pd.DataFrame:
    """Krippendorff's alpha of the persons who coded, for each frame, as `framing.frame_agreement` gives it."""
    return _agreement(story, _frame_codes(*_codes_of_people(folder)))


def _agreement(story: Story, codes: pd.DataFrame) -> pd.DataFrame:
    settings = story.parameters
    return framing.frame_agreement(
        codes,
        codebook=story.codebook,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
    )


def models(folder: Path) -> list[Coder]:
    """The models that coded sheets of this folder."""
    return [coder for coder in coders_of(read_coding_sheets(folder)[1]) if not coder.is_person]


def model_agreement(story: Story, folder: Path) -> pd.DataFrame:
    """How well does each model agree with the people who coded?

    Returns
    -------
    DataFrame
        The columns of `frame_agreement` and `coder`: Krippendorff's alpha between a model's codes and those that most
        of the people gave (a tie is no code). A model's agreement with people is worth no more than theirs with
        each other.
    """
    key, sheets = read_coding_sheets(folder)
    people = _most(_frame_codes(*_codes_of_people(folder)))
    found = []
    for coder in models(folder):
        own = _frame_codes(key, {coder.name: sheets[coder.name]})
        found.append(_agreement(story, pd.concat([people, own], ignore_index=True)).assign(coder=coder.name))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def _most(codes: pd.DataFrame) -> pd.DataFrame:
    """One code an item: what more than half of the people gave."""
    share = codes.groupby("unit")["code"].transform("mean")
    decided = codes[share != 0.5].drop_duplicates("unit")
    return decided.assign(coder="people", code=share[decided.index] > 0.5)


def disagreements(folder: Path) -> pd.DataFrame:
    """The items that coders, persons or models, answered differently: to be talked over.

    Returns
    -------
    DataFrame
        frame, item, question, text, and a column of answers for each coder; by item.
    """
    key, sheets = read_coding_sheets(folder)
    codes = _frame_codes(key, sheets)
    codes = codes.assign(item=codes["unit"], answer=codes["code"].map({True: "yes", False: "no"}))
    ratings = sentiment.read_ratings(key, sheets)
    ratings = ratings.assign(answer=ratings["rating"].map("{:+.0f}".format))
    both = pd.concat([codes[["item", "coder", "answer"]], ratings[["item", "coder", "answer"]]])
    given = both.pivot(index="item", columns="coder", values="answer").reindex(columns=sorted(sheets))
    unlike = given[given.nunique(axis=1) > 1].sort_index()
    asked = [
        sheet[["item", "question", "text"]] for sheet in sheets.values() if {"question", "text"} <= {*sheet.columns}
    ]
    about = pd.concat([*asked, pd.DataFrame(columns=["item", "question", "text"])]).drop_duplicates("item")
    shown = (
        unlike.reset_index().merge(about, on="item", how="left").merge(key[["item", "frame"]], on="item", how="left")
    )
    return shown[["frame", "item", "question", "text", *sorted(sheets)]]


def write_disagreements(folder: Path) -> tuple[Path, int]:
    """Write `disagreements` as a CSV file beside the sheets; returns its path and the number of items."""
    rows = disagreements(folder)
    path = folder / DISAGREEMENTS_FILE
    write_rows(path, rows)
    return path, len(rows)


def corrected_frames(story: Story, folder: Path) -> pd.DataFrame:
    """The share of sentences with each frame, corrected by people's answers to a random sample.

    As `framing.corrected_prevalence` gives it: the corpus as a whole (`ALL_SOURCES`) first, then each source. Models'
    answers are no sample of what people find: where only models coded, no share is corrected, and the note says so.
    """
    key, sheets = read_coding_sheets(folder)
    coded = _frame_codes(key, sheets)
    return framing.corrected_prevalence(
        _read_for_frames(story),
        story.frame_evidence,
        _frame_codes(*_codes_of_people(folder)),
        frames=sorted(coded["frame"].unique()),
        confidence=story.parameters.confidence,
    )


def corrected_means(story: Story, folder: Path) -> pd.DataFrame:
    """The mean of each source corrected by the coders' ratings, as `sentiment.corrected_means` gives it."""
    return sentiment.corrected_means(
        sentiment.read_ratings(*_codes_of_people(folder)),
        story.sentiment,
        sentences=story.sentences,
        blocks=story.blocks,
        articles=story.articles,
        confidence=story.parameters.confidence,
    )


def tone_agreement(story: Story, folder: Path) -> dict[str, float | int | None]:
    """How well the scores agree with the coders' ratings, as `sentiment.agreement` gives it."""
    settings = story.parameters
    return sentiment.agreement(
        sentiment.read_ratings(*_codes_of_people(folder)),
        story.sentiment,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
    )
