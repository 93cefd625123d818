"""Where things lie: the project root and the folders that commands default to."""

from pathlib import Path

from analysis.errors import CorpusError

SAMPLE_CORPUS = "data/raw/belarus-2025"
