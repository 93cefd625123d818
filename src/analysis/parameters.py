"""Typed parameters: what a researcher may set, in one place, with type, range and meaning.

A notebook's `parameters` cell repeats the defaults it uses as literals (so that papermill and a reader see them);
`from_notebook` reads them back, and refuses a name that a misspelling let in.
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from difflib import get_close_matches
from typing import Any

from analysis.errors import ParameterError
from analysis.paths import SAMPLE_CORPUS


def _setting(
    default: Any,
    description: str,
    *,
    low: float | None = None,
    high: float | None = None,
    allowed: tuple[str, ...] = (),
    several: tuple[str, ...] | None = None,
) -> Any:
    limits = {"low": low, "high": high, "allowed": allowed, "several": several}
    return field(default=default, metadata={"description": description, **limits})


@dataclass(frozen=True)
class Parameters:
    """Every parameter of a run. All are scalars, so that each can be given as `-p NAME=VALUE`."""

    corpus: str = _setting(SAMPLE_CORPUS, "folder of the corpus, from the project's root or absolute")
    where: str = _setting("", "articles to read: published >= 2024-03-01 and language == 'en' (empty: all)")
    compare: str = _setting("", "what is compared: a column, a variable or a condition (empty: sources)")
    reference: str = _setting("", "the source or group that the others are set against (empty: all the rest)")
    copies: str = _setting(
        "keep",
        "articles of one text: keep all, first for the earliest, drop for no agency's text either",
        allowed=("keep", "first", "drop"),
    )
    seed: int = _setting(2025, "seed of every resampling", low=0, high=2**32 - 1)
    n_resamples: int = _setting(1000, "resamples behind each interval and each stability", low=20, high=100_000)
    confidence: float = _setting(0.95, "coverage that the intervals aim at", low=0.5, high=0.999)
    top_terms: int = _setting(10, "terms shown for each source at most", low=1, high=100)
    ngram_max: int = _setting(2, "longest run of words that counts as a term", low=1, high=3)
    drop_stop_words: bool = _setting(True, "leave out function words (the, of, and, …)")
    include_boilerplate: bool = _setting(False, "let measures read navigation, promotion and repeated text too")
    include_quotes: bool = _setting(True, "let vocabulary and sentiment read quoted words too")
    kwic_width: int = _setting(50, "characters of context on each side of a keyword", low=10, high=500)
    collocates_of: str = _setting("", "words whose company is shown beside the codebook's, parted by commas")
    collocate_window: int = _setting(5, "words on each side that count as company", low=1, high=20)
    scorer: str = _setting("vader", "whose VADER rules score the sentences", allowed=("nltk", "vader"))
    lexicon: str = _setting("vader", "whose word weights: vader, afinn (if installed), or a CSV in CORPUS/lexicons")
    passage_words: int = _setting(
        0,
        "show of each article only the passages that are needed, each to so many words (0 = articles in full)",
        low=0,
        high=200,
    )
    vary_stop_words: str = _setting("left out, kept", "tried in 06: function words", several=("left out", "kept"))
    vary_word_forms: str = _setting(
        "as written, singular and plural together, word stems",
        "tried in 06: forms of a word",
        several=("as written", "singular and plural together", "word stems"),
    )
    vary_longest_term: str = _setting(
        "1, 2, 3", "tried in 06: longest run of words that counts as a term", several=("1", "2", "3")
    )
    vary_ranked_by: str = _setting(
        "log-odds, TF-IDF", "tried in 06: what ranks the terms", several=("log-odds", "TF-IDF")
    )
    vary_rules: str = _setting(
        "nltk, vader", "tried in 06: whose VADER rules score the sentences", several=("nltk", "vader")
    )
    vary_lexicon: str = _setting(
        "VADER, VADER without words of the subject",
        "tried in 06: word weights (or AFINN, or a CSV of lexicons)",
        several=("VADER", "VADER without words of the subject", "AFINN", "NAME.csv"),
    )
    vary_marks: str = _setting(
        "as written, straightened",
        "tried in 06: dashes between words",
        several=("as written", "straightened"),
    )
    vary_sentences: str = _setting(
        "all, only those with a charged word",
        "tried in 06: sentences in a mean",
        several=("all", "only those with a charged word"),
    )
    vary_cues: str = _setting(
        "all, without the most frequent",
        "tried in 06: cues of a frame",
        several=("all", "without the most frequent"),
    )
    vary_quotations: str = _setting(
        "in, out", "tried in 06: sentences that are mostly quotation", several=("in", "out")
    )
    vary_boilerplate: str = _setting(
        "out, in", "tried in 06: navigation, promotion and repeated text", several=("out", "in")
    )
    vary_copies: str = _setting("kept, first only", "tried in 06: articles of one text", several=("kept", "first only"))
    leave_out_articles: bool = _setting(True, "tried in 06: leave out each article once (3 to 30 articles)")
    dozens: float = _setting(12.0, "what 'dozens' is drawn at (ACLED's convention); always marked vague", low=2)
    hundreds: float = _setting(100.0, "what 'hundreds' is drawn at; thousands and more in proportion", low=2)


_FIELDS = {item.name: item for item in fields(Parameters)}
NAMES = tuple(_FIELDS)


def known() -> str:
    """The known parameters with their types, for a message."""
    return ", ".join(f"{name} ({item.type.__name__})" for name, item in _FIELDS.items())


def make(settings: Mapping[str, Any] | None = None) -> Parameters:
    """Parameters with `settings` over the defaults; an unknown name, another type or a value out of range is an error.

    >>> make({"top_terms": 5}).top_terms
    5
    """
    checked = {}
    for name, value in (settings or {}).items():
        if name not in _FIELDS:
            near = get_close_matches(name, _FIELDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ParameterError(f"Unknown parameter {name!r}.{hint} Known: {known()}.")
        checked[name] = _checked(name, value)
    return replace(Parameters(), **checked)


def _checked(name: str, value: Any) -> Any:
    item = _FIELDS[name]
    wanted, limits = item.type, item.metadata
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        raise ParameterError(
            f"Parameter {name!r} must be {wanted.__name__}, not {value!r}. It is the {limits['description']}."
        )
    if limits["allowed"] and value not in limits["allowed"]:
        raise ParameterError(f"Parameter {name!r} must be one of {', '.join(limits['allowed'])}, not {value!r}.")
    if limits["several"] is not None:
        _check_several(name, value, allowed=limits["several"])
    low, high = limits["low"], limits["high"]
    # `not (low <= value)` also refuses NaN.
    if (low is not None and not low <= value) or (high is not None and not value <= high):
        upper = f" and at most {high}" if high is not None else ""
        raise ParameterError(f"Parameter {name!r} must be at least {low}{upper}, not {value!r}.")
    return value


def _check_several(name: str, value: str, *, allowed: tuple[str, ...]) -> None:
    """Values parted by commas: at least one, none twice, each of them known (an empty `allowed` leaves that open)."""
    given = values_of(value)
    takes_files = "NAME.csv" in allowed
    unknown = [one for one in given if allowed and one not in allowed and not (takes_files and one.endswith(".csv"))]
    if not given or unknown or len(set(given)) < len(given):
        choices = f", each once: {', '.join(allowed)}" if allowed else ", each once"
        raise ParameterError(
            f"Parameter {name!r} must list one or more values parted by commas{choices}; not {value!r}."
        )


def values_of(listed: str) -> list[str]:
    """The values of a parameter that lists several.

    >>> values_of("in, out")
    ['in', 'out']
    """
    return [value.strip() for value in listed.split(",") if value.strip()]


def alternatives(parameters: Parameters) -> dict[str, list[str]]:
    """What the parameters `vary_…` list, for each choice by its name.

    >>> alternatives(Parameters())["rules"]
    ['nltk', 'vader']
    """
    prefix = "vary_"
    varied = [name for name in NAMES if name.startswith(prefix)]
    return {name.removeprefix(prefix): values_of(getattr(parameters, name)) for name in varied}


def parse(assignments: Iterable[str]) -> dict[str, Any]:
    """Read `NAME=VALUE` words of a command line, each value by the type of its parameter.

    >>> parse(["top_terms=5", "drop_stop_words=false"])
    {'top_terms': 5, 'drop_stop_words': False}
    """
    settings = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals:
            raise ParameterError(f"{assignment!r} is not NAME=VALUE.")
        settings[name] = _read(name, text) if name in _FIELDS else text
    make(settings)
    return settings


def _read(name: str, text: str) -> Any:
    wanted = _FIELDS[name].type
    if wanted is str:
        return text
    if wanted is bool and text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def from_notebook(namespace: Mapping[str, Any]) -> Parameters:
    """The parameters that a notebook's cells have set, for its setup cell: `from_notebook(globals())`.

    Papermill only warns about a parameter the notebook does not know, and then runs with the default. Its injected
    cell starts with "# Parameters"; whatever that cell assigns must be a parameter, listed by this notebook or not:
    any notebook can read any table, so one run has one set of parameters.
    """
    cells = [cell for cell in namespace["In"] if cell.strip()]
    injected = {name for cell in cells if _is_injected(cell) for name in _assigned(cell)}
    written = {name for cell in cells if not _is_injected(cell) for name in _assigned(cell)}
    # A kernel that is told to keep no history (nbval's is) has no cells to read: then what is there was written.
    written = written if written & set(_FIELDS) else set(namespace)
    declared = [name for name in _FIELDS if name in written]
    chosen = [*declared, *sorted(injected - set(declared))]
    return make({name: namespace[name] for name in chosen})


def _is_injected(cell: str) -> bool:
    return cell.lstrip().startswith("# Parameters")


def _assigned(cell: str) -> list[str]:
    try:
        body = ast.parse(cell).body
    except SyntaxError:  # a cell of magics assigns no parameter
        return []
    targets = [node.targets[0] for node in body if isinstance(node, ast.Assign)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def as_dict(parameters: Parameters) -> dict[str, Any]:
    """The parameters as plain values, in declared order."""
    return asdict(parameters)
