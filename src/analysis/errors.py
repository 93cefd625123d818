"""What can go wrong, in the user's words.

A message says what happened, where (file, row, source), what is allowed and what to do. The command line prints it as
one line; a traceback is for `--debug`.
"""


class AnalysisError(Exception):
    """Base of every error that this package raises on purpose."""


class CorpusError(AnalysisError):
    """The corpus folder gives nothing to work on, or its metadata or codebook cannot be read."""


class NothingLeft(CorpusError):
    """No article is left to work on; of one part of a corpus, that is no fault."""


class SchemaError(AnalysisError):
    """A table does not have the columns, kinds or keys that `schema` declares."""


class ParameterError(AnalysisError):
    """A parameter is unknown, of the wrong type, or out of range."""


class TooFewArticles(AnalysisError):
    """A statistic was asked for that so few articles cannot carry; the message says how many would be needed."""


class RunError(AnalysisError):
    """A notebook failed; the message names notebook, cell and cause."""


class RejectedInput(RunError):
    """Some input could not be taken in, and the caller asked that this be an error: no report is made."""
