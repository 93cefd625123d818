"""Helpers of the media-analysis notebooks: how several sources report one story, and whether their numbers agree."""

__version__ = "0.1.0"
