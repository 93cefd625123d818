"""Every table of the project, declared once: the declaration validates, documents and exports it.

`frame` makes a typed table from rows, `validate` checks one, `datapackage` and `data_dictionary` describe them all.
Spans are half-open, in code points of `articles.text`. Dates are ISO 8601 and may be of reduced precision
("2025-09" for September 2025), because news often gives no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis.errors import SchemaError

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True)
class Column:
    """One column: its name, kind, meaning, whether it may be empty, and the values allowed if they are few."""

    name: str
    kind: Kind
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds this kind."""
        if self.kind == "integer":
            return "Int64" if self.nullable else "int64"
        if self.kind == "boolean":
            return "boolean" if self.nullable else "bool"
        return {"number": "float64", "list": "object"}.get(self.kind, "str")


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns and the columns that identify a row."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


BLOCK_KINDS = (
    "title",
    "heading",
    "paragraph",
    "list_item",
    "table_row",
    "question",
    "callout",
    "dateline",
    "toc",
    "navigation",
    "promotion",
)
BOUNDS = ("exact", "more_than", "at_least", "about", "at_most", "fewer_than", "range", "vague")
FIGURE_KINDS = ("stock", "flow", "cumulative", "duration", "rate", "other")
CAUSES = ("date", "value", "definition", "staleness", "authority", "attribution", "impossible_quote")
RELATIONS = ("same_text", "edited_copy", "excerpt", "rewrite", "none")
NAME_KINDS = ("spelling", "alternative")
EFFECTS = ("positive_more", "positive_less", "negative_more", "negative_less")
CUE_GROUPS = ("neutral", "assertive", "doubting", "other")


def _span(of: str) -> tuple[Column, Column]:
    return (
        Column("start_char", "integer", f"where the {of} starts in articles.text, in code points"),
        Column("end_char", "integer", f"where the {of} ends in articles.text (exclusive)"),
    )


ARTICLE_ID = Column("article_id", "string", "the article: the file's stem, or the id column of a table of articles")
SOURCE = Column("source", "string", "the publication that carried the article; never a person")
SENTENCE_ID = Column("sentence_id", "string", "the sentence: article_id, a colon, s and a number")

_DECLARED = (
    Table(
        "articles",
        "one article",
        (
            ARTICLE_ID,
            SOURCE,
            Column("title", "string", "headline as given by sources.csv, else by the article itself", nullable=True),
            Column("published", "date", "day of publication; empty when nobody says", nullable=True),
            Column("url", "string", "where it was published", nullable=True),
            Column("language", "string", "ISO 639-1 code", nullable=True),
            Column("genre", "string", "as given by sources.csv: news, opinion, explainer, …", nullable=True),
            Column("text", "string", "the article as decoded; every span points into it"),
            Column("path", "string", "file name within the corpus folder"),
            Column("sha256", "string", "hash of the file's bytes as received"),
            Column("n_chars", "integer", "code points of text"),
            Column("n_words", "integer", "words in body blocks"),
            Column("n_sentences", "integer", "sentences in body blocks"),
            Column("health", "list", "flags: what a reader should know before trusting this text"),
        ),
        ("article_id",),
    ),
    Table(
        "blocks",
        "one block of an article: a paragraph, a heading, a row of a table",
        (
            ARTICLE_ID,
            Column("block_id", "string", "the block: article_id, a colon, b and a number"),
            Column("kind", "string", "what the block is", allowed=BLOCK_KINDS),
            Column("part", "integer", "1, or 2 and up for further articles glued onto the first"),
            Column("is_body", "boolean", "whether measures read it: false for navigation, promotion, repeats"),
            Column("reason", "string", "the rule that decided kind and is_body, in words"),
            *_span("block"),
        ),
        ("block_id",),
    ),
    Table(
        "sentences",
        "one sentence",
        (
            ARTICLE_ID,
            SENTENCE_ID,
            Column("block_id", "string", "the block it stands in"),
            *_span("sentence"),
            Column("text", "string", "the sentence as written"),
            Column("share_quoted", "number", "share of its characters inside quotation marks of speech, 0-1"),
            Column("speaker", "string", "who speaks the quoted part, if the article says so", nullable=True),
        ),
        ("sentence_id",),
    ),
    Table(
        "rejected",
        "one thing that could not be taken in",
        (
            Column("path", "string", "file name within the corpus folder"),
            Column("row", "integer", "row of the file, the header being row 1", nullable=True),
            Column("stage", "string", "where it failed: metadata, reading, parsing, …"),
            Column("reason", "string", "what is wrong and what to do"),
        ),
        ("path", "row", "stage", "reason"),
    ),
    Table(
        "notes",
        "one thing that was assumed because the corpus folder does not say it",
        (Column("note", "string", "what was assumed and why, in one sentence"),),
        ("note",),
    ),
    Table(
        "quotes",
        "one unbroken span of quoted or reported speech",
        (
            Column("quote_id", "string", "the span: article_id, a colon, q and a number"),
            Column("statement_id", "string", "spans of one statement, split by 'he said', share this"),
            ARTICLE_ID,
            SENTENCE_ID,
            *_span("quoted or reported words, without quotation marks"),
            Column("text", "string", "the words as written"),
            Column("speaker", "string", "who says it, one name across spellings; empty when left open", nullable=True),
            Column("speaker_as_written", "string", "how this place names the speaker", nullable=True),
            Column("speaker_start", "integer", "where the speaker is named, in articles.text", nullable=True),
            Column("speaker_end", "integer", "where that name ends (exclusive)", nullable=True),
            Column("cue", "string", "the word that reports it: said, according to, …", nullable=True),
            Column("cue_group", "string", "tone of the cue", nullable=True, allowed=CUE_GROUPS),
            Column("is_direct", "boolean", "true: between quotation marks; false: reported in other words"),
        ),
        ("quote_id",),
    ),
    Table(
        "reported_figures",
        "one number that an article reports",
        (
            Column("figure_id", "string", "the figure: article_id, a colon, f and a number"),
            ARTICLE_ID,
            SOURCE,
            SENTENCE_ID,
            *_span("figure"),
            Column("surface", "string", "the words as written, from the bound to the unit"),
            Column("value", "number", "the number said; the middle of a range"),
            Column("low", "number", "least value that the words allow; empty = no lower limit", nullable=True),
            Column("high", "number", "greatest value that the words allow; empty = no upper limit", nullable=True),
            Column("low_inclusive", "boolean", "whether low itself is allowed"),
            Column("high_inclusive", "boolean", "whether high itself is allowed"),
            Column("bound", "string", "how firm the number is", allowed=BOUNDS),
            Column("unit", "string", "people, percent, USD, years, …", nullable=True),
            Column("counted", "string", "the noun phrase counted, as written or as resolved", nullable=True),
            Column("head", "string", "head noun of counted, singular", nullable=True),
            Column("population", "string", "who or what is counted, one name across wordings", nullable=True),
            Column("measure", "string", "what the figure counts: held, released, killed, …", nullable=True),
            Column("kind", "string", "stock, flow, cumulative, …", allowed=FIGURE_KINDS),
            Column("event_date", "date", "day of the event that a flow belongs to", nullable=True),
            Column("as_of", "date", "day at which a stock was counted", nullable=True),
            Column("as_of_basis", "string", "the words or rule that gave event_date or as_of", nullable=True),
            Column(
                "authority", "string", "who the figure is credited to; empty = the article's own voice", nullable=True
            ),
            Column("authority_basis", "string", "the words that credit it", nullable=True),
            Column("is_quoted", "boolean", "whether it stands inside quotation marks"),
            Column("repeats", "string", "figure_id of the first mention of the same statement here", nullable=True),
        ),
        ("figure_id",),
    ),
    Table(
        "conflicts",
        "two statements that cannot both be true as they stand, or one that its date makes impossible",
        (
            Column("conflict_id", "string", "c and a number"),
            Column("cause", "string", "why they cannot be squared", allowed=CAUSES),
            Column("measure", "string", "what is counted", nullable=True),
            Column("figure_a", "string", "one figure; empty for a quotation", nullable=True),
            Column("figure_b", "string", "the other", nullable=True),
            Column("quote_id", "string", "the quotation, where that is what cannot be", nullable=True),
            Column("sentence_a", "string", "sentence of the first statement"),
            Column("sentence_b", "string", "sentence of the second", nullable=True),
            Column("explanation", "string", "one sentence that a reader understands; a question, not a verdict"),
        ),
        ("conflict_id",),
    ),
    Table(
        "agreements",
        "figures that fit together, said because a reader would wonder",
        (
            Column("agreement_id", "string", "a and a number"),
            Column("measure", "string", "what is counted", nullable=True),
            Column("figures", "list", "the figure_ids"),
            Column("explanation", "string", "one sentence that a reader understands"),
        ),
        ("agreement_id",),
    ),
    Table(
        "terms",
        "one term of one source's distinctive vocabulary",
        (
            SOURCE,
            Column("term", "string", "a word or a run of words, lower case"),
            Column("rank", "integer", "1 = most distinctive by the ranking shown first"),
            Column("n", "integer", "times the source uses it"),
            Column("n_articles", "integer", "articles of this source that use it"),
            Column("n_articles_all", "integer", "articles of the whole corpus that use it"),
            Column("tfidf", "number", "mean TF-IDF weight over the source's articles, 0-1"),
            Column("log_odds", "number", "weighted log-odds against all other sources, informative prior"),
            Column("z", "number", "log_odds over its standard error; descriptive, not a test", nullable=True),
            Column("low", "number", "lower end of the interval of log_odds", nullable=True),
            Column("high", "number", "upper end of the interval of log_odds", nullable=True),
            Column("stability", "number", "share of resamples in which it stays in the top k, 0-1"),
        ),
        ("source", "term"),
    ),
    Table(
        "similarity",
        "one pair of articles",
        (
            Column("article_a", "string", "article_id, the first by name"),
            Column("article_b", "string", "article_id, the second by name"),
            Column("cosine", "number", "cosine of TF-IDF vectors, 0-1: shared subject as much as shared wording"),
            Column("share_7grams", "number", "7-word runs of the shorter article that the other has too, 0-1"),
            Column("n_shared_rare", "integer", "names, numbers and quotations that only this pair shares"),
        ),
        ("article_a", "article_b"),
    ),
    Table(
        "kinship",
        "one pair of articles that share wording or rare facts",
        (
            Column("article_a", "string", "article_id, the first by name"),
            Column("article_b", "string", "article_id, the second by name"),
            Column("relation", "string", "what the pair most likely is", allowed=RELATIONS),
            Column("containment", "number", "8-word runs of the shorter article that the other has too, 0-1"),
            Column("score", "number", "shared facts, each worth 1 if only this pair has it and less if others do"),
            Column("share_facts", "number", "score as a share of the same sum over the poorer article's facts, 0-1"),
            Column("order", "number", "share of the shared facts that come in the same order in both, 0-1"),
            Column("n_facts", "integer", "names, numbers and quoted phrases that both have"),
            Column("facts", "list", "the rarest of them, in the order of article_a"),
        ),
        ("article_a", "article_b"),
    ),
    Table(
        "reuse",
        "one passage that two articles share, word for word or nearly so",
        (
            Column("passage_id", "string", "the passage: both article_ids, a colon, p and a number"),
            Column("article_a", "string", "article_id, the first by name"),
            Column("article_b", "string", "article_id, the second by name"),
            Column("start_a", "integer", "where it starts in the text of article_a, in code points"),
            Column("end_a", "integer", "where it ends there (exclusive)"),
            Column("start_b", "integer", "where it starts in the text of article_b, in code points"),
            Column("end_b", "integer", "where it ends there (exclusive)"),
            Column("sentence_a", "string", "the sentence of article_a in which it starts"),
            Column("sentence_b", "string", "the sentence of article_b in which it starts"),
            Column("n_words", "integer", "words of the longer side"),
            Column("share_same", "number", "words of the longer side that the other has in the same place, 0-1"),
        ),
        ("passage_id",),
    ),
    Table(
        "origins",
        "one article and the origin it is counted under",
        (
            ARTICLE_ID,
            SOURCE,
            Column("origin", "string", "article_id that stands for the group; its own where nothing is shared"),
            Column("n_articles", "integer", "articles of the group"),
            Column("basis", "string", "why it belongs there: its strongest tie", allowed=RELATIONS),
            Column("nearest", "string", "the article it has that tie with", nullable=True),
            Column("score", "number", "the score of that tie in kinship; 0 if there is none"),
            Column("explanation", "string", "one sentence that a reader understands"),
        ),
        ("article_id",),
    ),
    Table(
        "frames",
        "one frame in one source",
        (
            SOURCE,
            Column("frame", "string", "name of the frame in the codebook"),
            Column("question", "string", "the yes/no question it stands for"),
            Column("n_sentences", "integer", "sentences of the source with one of its cues"),
            Column("n_sentences_all", "integer", "sentences of the source that were read"),
            Column("share_sentences", "number", "the first over the second, 0-1", nullable=True),
            Column("low", "number", "lower end of the interval of share_sentences", nullable=True),
            Column("high", "number", "upper end of the interval of share_sentences", nullable=True),
            Column("n_articles", "integer", "articles of the source with one of its cues"),
            Column("n_articles_all", "integer", "articles of the source that were read"),
            Column("share_articles", "number", "the first over the second, 0-1", nullable=True),
            Column("articles_low", "number", "lower end of the interval of share_articles", nullable=True),
            Column("articles_high", "number", "upper end of the interval of share_articles", nullable=True),
            Column("resampled", "string", "what low and high resample", allowed=("articles", "sentences", "none")),
        ),
        ("source", "frame"),
    ),
    Table(
        "frame_evidence",
        "one cue of a frame, where it stands",
        (
            Column("frame", "string", "name of the frame in the codebook"),
            ARTICLE_ID,
            SOURCE,
            SENTENCE_ID,
            *_span("cue"),
            Column("surface", "string", "the words as written"),
        ),
        ("frame", "article_id", "start_char", "end_char"),
    ),
    Table(
        "names",
        "one way of naming something, in one source",
        (
            Column("group", "string", "what is named: an actor, or a set of words that could replace each other"),
            Column("kind", "string", "spellings of one name, or words to choose from", allowed=NAME_KINDS),
            Column("form", "string", "the spelling or word, as the codebook or most articles write it"),
            SOURCE,
            Column("n", "integer", "times the source uses it"),
            Column("n_articles", "integer", "articles of the source that use it"),
            Column("share", "number", "its share of all that the source uses from the group, 0-1"),
            Column("basis", "string", "who says that the forms belong together", allowed=("codebook", "proposed")),
            Column("sentences", "list", "sentence_ids, in order"),
        ),
        ("group", "kind", "form", "source"),
    ),
    Table(
        "collocates",
        "one word that keeps company with another, in one source",
        (
            Column("node", "string", "the word or phrase whose company is looked at"),
            SOURCE,
            Column("collocate", "string", "the word beside it"),
            Column("n", "integer", "times it stands within the window"),
            Column("n_node", "integer", "times the source uses the node"),
            Column("n_collocate", "integer", "times the source uses the collocate"),
            Column("log_likelihood", "number", "Dunning's log-likelihood ratio: how sure the company is; no test"),
            Column("pmi", "number", "pointwise mutual information in bits: how close it is"),
            Column("sentences", "list", "sentence_ids, in order"),
        ),
        ("node", "source", "collocate"),
    ),
    Table(
        "coverage",
        "one source in one period",
        (
            Column("period", "date", "day or month of publication; empty for articles without a date", nullable=True),
            SOURCE,
            Column("n_articles", "integer", "articles published then"),
            Column("n_words", "integer", "words in their bodies"),
        ),
        ("period", "source"),
    ),
    Table(
        "sentiment",
        "the score of one sentence",
        (
            SENTENCE_ID,
            Column("compound", "number", "VADER compound of the sentence, -1 to 1; empty = not scored", nullable=True),
            Column("positive", "number", "share of positive weight, 0-1", nullable=True),
            Column("neutral", "number", "share of neutral weight, 0-1", nullable=True),
            Column("negative", "number", "share of negative weight, 0-1", nullable=True),
            Column("n_lexicon_words", "integer", "words of the sentence that the lexicon knows"),
        ),
        ("sentence_id",),
    ),
    Table(
        "sentiment_summary",
        "mean sentence score of one group",
        (
            Column("by", "string", "what is grouped: source, speaker, actor, …"),
            Column("group", "string", "the group's name"),
            Column(
                "part",
                "string",
                "which sentences: all, quoted, narrated, headline",
                allowed=("all", "quoted", "narrated", "headline"),
            ),
            Column("mean", "number", "mean compound over sentences, -1 to 1", nullable=True),
            Column("low", "number", "lower end of the bootstrap interval", nullable=True),
            Column("high", "number", "upper end of the bootstrap interval", nullable=True),
            Column("n", "integer", "sentences scored"),
            Column("n_articles", "integer", "articles they come from"),
            Column("n_not_scored", "integer", "sentences without a score: another language, no text"),
            Column("share_lexicon", "number", "share of words that the lexicon knows, 0-1", nullable=True),
            Column("resampled", "string", "what the interval resamples", allowed=("articles", "sentences", "none")),
        ),
        ("by", "group", "part"),
    ),
    Table(
        "sentiment_drivers",
        "one charged word of one source",
        (
            SOURCE,
            Column("word", "string", "a word of the lexicon, lower case"),
            Column("n", "integer", "times the source uses it"),
            Column("weight", "number", "its weight in the lexicon; VADER: -4 to 4"),
            Column("value", "number", "what it counts for here on average: turned by 'not', raised by 'very'"),
            Column("contribution", "number", "points it adds per 100 words of the source"),
            Column("share", "number", "share of the source's points of the same sign, 0-1"),
            Column("is_topic", "boolean", "whether it belongs to the subject, and so to every report of it"),
        ),
        ("source", "word"),
    ),
    Table(
        "topic_words",
        "one charged word that belongs to the subject of the corpus",
        (
            Column("word", "string", "a word of the lexicon, lower case"),
            Column("weight", "number", "its weight in the lexicon; VADER: -4 to 4"),
            Column("n", "integer", "times the corpus uses it"),
            Column("n_sources", "integer", "sources that use it"),
            Column("n_articles", "integer", "articles that use it"),
            Column("reason", "string", "why it counts as a word of the subject"),
        ),
        ("word",),
    ),
    Table(
        "word_shift",
        "one charged word in the difference between two sources",
        (
            Column("source_a", "string", "the source compared with"),
            Column("source_b", "string", "the source compared"),
            Column("word", "string", "a word of the lexicon, lower case"),
            Column("n_a", "integer", "times source_a uses it"),
            Column("n_b", "integer", "times source_b uses it"),
            Column("share_a", "number", "share of source_a's charged words, 0-1"),
            Column("share_b", "number", "share of source_b's charged words, 0-1"),
            Column("weight", "number", "its weight in the lexicon; VADER: -4 to 4"),
            Column("contribution", "number", "its part of mean weight of b minus mean weight of a; the parts add up"),
            Column("effect", "string", "charged up or down against a's mean, and used more or less", allowed=EFFECTS),
        ),
        ("source_a", "source_b", "word"),
    ),
    Table(
        "sentiment_order",
        "one source's place by mean score, with and without the words of the subject",
        (
            SOURCE,
            Column("mean", "number", "mean compound with every word", nullable=True),
            Column("rank", "integer", "place by mean, 1 = most negative", nullable=True),
            Column("mean_neutral", "number", "mean compound without the words of the subject", nullable=True),
            Column("rank_neutral", "integer", "place by mean_neutral, 1 = most negative", nullable=True),
            Column("change", "integer", "rank_neutral minus rank", nullable=True),
        ),
        ("source",),
    ),
    Table(
        "sentiment_targets",
        "one clause in which an actor is subject or object",
        (
            ARTICLE_ID,
            SOURCE,
            SENTENCE_ID,
            Column("actor", "string", "the actor, as the codebook calls it"),
            Column("surface", "string", "the actor as written here"),
            Column("role", "string", "what the actor is in the clause", allowed=("subject", "object")),
            *_span("clause"),
            Column("text", "string", "the clause as written"),
            Column("compound", "number", "VADER compound of the clause, -1 to 1; empty = not scored", nullable=True),
            Column("n_lexicon_words", "integer", "words of the clause that the lexicon knows"),
        ),
        ("sentence_id", "start_char", "actor"),
    ),
    Table(
        "sentiment_toward",
        "the mean score of what one source says of one actor",
        (
            Column("actor", "string", "the actor, as the codebook calls it"),
            SOURCE,
            Column("mean", "number", "mean compound over clauses, -1 to 1", nullable=True),
            Column("low", "number", "lower end of the bootstrap interval", nullable=True),
            Column("high", "number", "upper end of the bootstrap interval", nullable=True),
            Column("n", "integer", "clauses scored"),
            Column("n_articles", "integer", "articles they come from"),
            Column("n_charged", "integer", "clauses with at least one word that the lexicon knows"),
            Column("resampled", "string", "what the interval resamples", allowed=("articles", "sentences", "none")),
            Column("sentence_ids", "list", "the sentences, in order"),
        ),
        ("actor", "source"),
    ),
    Table(
        "specifications",
        "one headline finding under one set of choices",
        (
            Column("finding", "string", "what is claimed, in words"),
            Column("measure", "string", "which measure claims it", allowed=("vocabulary", "similarity", "sentiment")),
            Column("specification", "string", "the measure and the number of this combination of choices"),
            Column("is_default", "boolean", "whether these are the choices of the reports"),
            Column("stop_words", "string", "function words", nullable=True, allowed=("left out", "kept")),
            Column("word_forms", "string", "words as written, or plural and singular together", nullable=True),
            Column("longest_term", "integer", "longest run of words that counts as a term", nullable=True),
            Column("ranked_by", "string", "what ranks the terms", nullable=True),
            Column("rules", "string", "whose VADER rules score the sentences", nullable=True),
            Column("lexicon", "string", "which words are charged", nullable=True),
            Column("marks", "string", "apostrophes, quotation marks and dashes", nullable=True),
            Column("sentences", "string", "whether sentences without a charged word count", nullable=True),
            Column("quotations", "string", "sentences that are mostly quotation", allowed=("in", "out")),
            Column("boilerplate", "string", "navigation, promotion and repeats", allowed=("in", "out")),
            Column("left_out", "string", "article_id left out, or nothing"),
            Column("estimate", "number", "the number behind the result; empty = cannot be said", nullable=True),
            Column("result", "string", "what comes out, in words", nullable=True),
            Column("holds", "boolean", "whether the finding holds; empty = cannot be said", nullable=True),
        ),
        ("finding", "specification"),
    ),
    Table(
        "survival",
        "one headline finding over all specifications",
        (
            Column("finding", "string", "what is claimed, in words"),
            Column("measure", "string", "which measure claims it"),
            Column("n_holds", "integer", "specifications in which it holds"),
            Column("n", "integer", "specifications in which it can be said"),
            Column("n_unsaid", "integer", "specifications in which it cannot"),
            Column("share", "number", "n_holds over n, 0-1", nullable=True),
            Column("verdict", "string", "in a word", allowed=("all", "most", "half", "few", "none", "unsaid")),
            Column("explanation", "string", "one sentence that a reader understands"),
        ),
        ("finding",),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _DECLARED}


def table(name: str) -> Table:
    """The declaration of a table, or a SchemaError that lists the known ones."""
    if name not in TABLES:
        raise SchemaError(f"No table is called {name!r}. Known: {', '.join(TABLES)}.")
    return TABLES[name]


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Make the declared table `name` from rows; absent nullable columns are empty, unknown ones an error.

    >>> frame("rejected", [{"path": "a.txt", "stage": "reading", "reason": "The file is empty."}]).shape
    (1, 4)
    """
    declared = table(name)
    records = list(rows)
    known = set(declared.names)
    for record in records:
        if extra := sorted(set(record) - known):
            raise SchemaError(f"Table {name}: unknown column {extra[0]!r}. Known: {', '.join(declared.names)}.")
    columns = {}
    for column in declared.columns:
        values = [record.get(column.name) for record in records]
        columns[column.name] = _series(values, column, name)
    return validate(name, pd.DataFrame(columns))


def _series(values: list, column: Column, name: str) -> pd.Series:
    if column.kind == "number":
        values = [float("nan") if value is None else value for value in values]
    elif column.dtype in ("int64", "bool") and any(value is None for value in values):
        raise SchemaError(f"Table {name}: column {column.name!r} has an empty cell; it must always be filled.")
    return pd.Series(values, dtype=column.dtype, name=column.name)


def validate(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` if they are the declared table: columns in order, kinds, empty cells, allowed values, unique keys.

    Raises
    ------
    SchemaError
        Names the table, the column and the first offending row.
    """
    declared = table(name)
    if list(rows.columns) != declared.names:
        missing = [c for c in declared.names if c not in rows.columns]
        extra = [c for c in rows.columns if c not in declared.names]
        raise SchemaError(f"Table {name}: missing columns {missing}, unknown columns {extra}; the order is fixed too.")
    for column in declared.columns:
        _check_column(rows[column.name], column, name)
    duplicated = rows.duplicated(list(declared.key))
    if duplicated.any():
        first = rows.loc[duplicated, list(declared.key)].iloc[0].tolist()
        raise SchemaError(f"Table {name}: the key {first} stands in two rows.")
    return rows


def _check_column(values: pd.Series, column: Column, name: str) -> None:
    where = f"Table {name}, column {column.name!r}"
    if str(values.dtype) != column.dtype:
        raise SchemaError(f"{where}: dtype {values.dtype}, declared {column.dtype}.")
    empty = values.isna()
    if empty.any() and not column.nullable:
        raise SchemaError(f"{where}: row {int(empty.argmax())} is empty; it must always be filled.")
    if column.allowed:
        wrong = ~empty & ~values.isin(column.allowed)
        if wrong.any():
            raise SchemaError(f"{where}: {values[wrong].iloc[0]!r} is not one of {', '.join(column.allowed)}.")


_PACKAGE_TYPES = {"list": "string", "date": "string"}


def datapackage(names: Iterable[str], *, title: str) -> dict[str, Any]:
    """A Frictionless Data Package descriptor of the CSV exports of the named tables."""
    return {
        "profile": "tabular-data-package",
        "name": "media-analysis",
        "title": title,
        "resources": [_resource(table(name)) for name in names],
    }


def _resource(declared: Table) -> dict[str, Any]:
    fields = []
    for column in declared.columns:
        field = {"name": column.name, "type": _PACKAGE_TYPES.get(column.kind, column.kind)}
        field["description"] = column.description + ("; items joined by '; '" if column.kind == "list" else "")
        constraints: dict[str, Any] = {} if column.nullable else {"required": True}
        if column.allowed:
            constraints["enum"] = list(column.allowed)
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    return {
        "name": declared.name.replace("_", "-"),
        "path": f"{declared.name}.csv",
        "profile": "tabular-data-resource",
        "description": f"A row is {declared.row}.",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(declared.key), "missingValues": [""]},
    }


def data_dictionary() -> str:
    """The data dictionary as Markdown: what `docs/data-dictionary.md` holds."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from `src/analysis/schema.py` by `make docs`. Spans are half-open, in code points of",
        "`articles.text`. Dates are ISO 8601 and may lack a day or a month when the article gives none.",
    ]
    for declared in TABLES.values():
        lines += [
            "",
            f"## {declared.name}",
            "",
            f"A row is {declared.row}. Key: {', '.join(f'`{k}`' for k in declared.key)}.",
            "",
        ]
        lines += ["| column | kind | may be empty | meaning |", "|---|---|---|---|"]
        for column in declared.columns:
            meaning = column.description + (f" (one of: {', '.join(column.allowed)})" if column.allowed else "")
            lines.append(f"| `{column.name}` | {column.kind} | {'yes' if column.nullable else 'no'} | {meaning} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(data_dictionary())
