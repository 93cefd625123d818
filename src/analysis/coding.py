"""Hand coding beside the machine: blind sheets for frames and sentiment, and what two coders' sheets say.

The sheets of one corpus lie in one folder with the key that belongs to them. The measures make and read tables; this
module joins both kinds in one sheet for each coder.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis import framing, sentiment
from analysis.corpus import CODING
from analysis.corpus.coding import KEY_FILE, read_coding_sheets, write_coding_sheets
from analysis.errors import ParameterError
from analysis.pipeline import Story

_SENTIMENT = "sentiment"


def default_folder(story: Story) -> Path:
    """Where the sheets of a corpus lie unless the researcher says otherwise."""
    return story.folder / CODING


def has_sheets(folder: Path) -> bool:
    """Whether sheets were made in this folder before."""
    return (folder / KEY_FILE).exists()


def make_sheets(story: Story, folder: Path, *, coders: Sequence[str], per_frame: int, n_ratings: int) -> list[Path]:
    """Write a blind sheet for each coder, and the key, into `folder`; returns the paths.

    Each sheet asks every frame's question of `per_frame` sentences, half of them with a cue, and the tone of
    `n_ratings` sentences; in random order, without source, article or score.

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
    bodies = story.blocks.loc[story.blocks["is_body"], "block_id"]
    read = story.sentences[story.sentences["block_id"].isin(bodies)]
    seed = story.parameters.seed
    frames = framing.coding_sheet(
        story.articles, read, story.frame_evidence, codebook=story.codebook, per_frame=per_frame, seed=seed
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


def frame_agreement(story: Story, folder: Path) -> pd.DataFrame:
    """Krippendorff's alpha of the coders for each frame, as `framing.agreement` gives it."""
    key, sheets = read_coding_sheets(folder)
    of_frames = key[key["frame"] != _SENTIMENT]
    items = set(of_frames["item"])
    own = {coder: sheet[sheet["item"].isin(items)] for coder, sheet in sheets.items()}
    settings = story.parameters
    return framing.agreement(
        framing.read_codes(of_frames, own),
        codebook=story.codebook,
        n_resamples=settings.n_resamples,
        confidence=settings.confidence,
        seed=settings.seed,
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
