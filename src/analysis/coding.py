"""Hand coding beside the machine: blind sheets for frames and sentiment, and what two coders' sheets say.

The sheets of one corpus lie in one folder with the key that belongs to them. The measures make and read tables; this
module joins both kinds in one sheet for each coder.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis import framing, sentiment
from analysis.corpus import CODING
from analysis.corpus.coding_sheets import KEY_FILE, read_coding_sheets, write_coding_sheets
from analysis.errors import ParameterError
from analysis.framing import read
from analysis.pipeline import Story

ALL_SOURCES = framing.ALL_SOURCES
_SENTIMENT = "sentiment"


def default_folder(story: Story) -> Path:
    """Where the sheets of a corpus lie unless the researcher says otherwise."""
    return story.folder / CODING


def has_sheets(folder: Path) -> bool:
    """Whether sheets were made in this folder before."""
    return (folder / KEY_FILE).exists()


def make_sheets(
    story: Story, folder: Path, *, coders: Sequence[str], per_frame: int, n_ratings: int, by_source: bool = False
) -> list[Path]:
    """Write a blind sheet for each coder, and the key, into `folder`; returns the paths.

    Each sheet asks every frame's question of `per_frame` sentences (`by_source`: so many of each source), half of them
    with a cue, and the tone of `n_ratings` sentences; in random order, without source, article or score.

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
    return write_coding_sheets(folder, sheet, key, coders=list(coders))


def _read_for_frames(story: Story) -> pd.DataFrame:
    """The sentences in which the cues of frames are sought, with article and source."""
    settings = story.parameters
    return read(
        story.articles,
        story.blocks,
        story.sentences,
        include_boilerplate=settings.include_boilerplate,
        include_quotes=settings.include_quotes,
    ).sentences


def _frame_codes(folder: Path) -> pd.DataFrame:
    """The coders' answers to the frames' questions, as `framing.read_codes` gives them."""
    key, sheets = read_coding_sheets(folder)
    of_frames = key[key["frame"] != _SENTIMENT]
    items = set(of_frames["item"])
    return framing.read_codes(of_frames, {coder: sheet[sheet["item"].isin(items)] for coder, sheet in sheets.items()})


def frame_agreement(story: Story, folder: Path) -> pd.DataFrame:
    """Krippendorff's alpha of the coders for each frame, as `framing.frame_agreement` gives it."""
    settings = story.parameters
    return framing.frame_agreement(
        _frame_codes(folder),
        codebook=story.codebook,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
    )


def corrected_frames(story: Story, folder: Path) -> pd.DataFrame:
    """The share of sentences with each frame, corrected by the coders' answers to a random sample.

    As `framing.corrected_prevalence` gives it: the corpus as a whole (`ALL_SOURCES`) first, then each source.
    """
    return framing.corrected_prevalence(
        _read_for_frames(story), story.frame_evidence, _frame_codes(folder), confidence=story.parameters.confidence
    )


def corrected_means(story: Story, folder: Path) -> pd.DataFrame:
    """The mean of each source corrected by the coders' ratings, as `sentiment.corrected_means` gives it."""
    return sentiment.corrected_means(
        sentiment.read_ratings(*read_coding_sheets(folder)),
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
        sentiment.read_ratings(*read_coding_sheets(folder)),
        story.sentiment,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
    )
