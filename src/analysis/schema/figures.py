"""The numbers that the articles report, which of them cannot all be true, and which fit."""

from analysis.schema.columns import ARTICLE_ID, SENTENCE_ID, SOURCE, Column, Table, span

BOUNDS = ("exact", "more_than", "at_least", "about", "at_most", "fewer_than", "range", "vague")
FIGURE_KINDS = ("stock", "flow", "cumulative", "duration", "rate", "other")
CAUSES = ("date", "value", "definition", "staleness", "authority", "attribution", "impossible_quote")

TABLES = (
    Table(
        "reported_figures",
        "one number that an article reports",
        (
            Column("figure_id", "string", "the figure: article_id, a colon, f and a number"),
            ARTICLE_ID,
            SOURCE,
            SENTENCE_ID,
            *span("figure"),
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
            Column("as_of_part", "string", "the words for a part of that year or month: late 2025", nullable=True),
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
        "claims",
        "what one article says once: one reported figure with all its repeats",
        (
            Column("figure_id", "string", "the claim: the figure that first makes it"),
            ARTICLE_ID,
            SOURCE,
            SENTENCE_ID,
            *span("figure"),
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
            Column("event_date", "date", "day of the event, from the first mention that gives a date", nullable=True),
            Column("as_of", "date", "day at which a stock was counted, from the same mention", nullable=True),
            Column("as_of_part", "string", "the words for a part of a period: late 2025", nullable=True),
            Column("as_of_basis", "string", "the words or rule that gave event_date or as_of", nullable=True),
            Column(
                "authority",
                "string",
                "who it is credited to, by the first mention that says so; empty = the article's own voice",
                nullable=True,
            ),
            Column("authority_basis", "string", "the words that credit it", nullable=True),
            Column("is_quoted", "boolean", "whether the first mention stands inside quotation marks"),
            Column("n_mentions", "integer", "how often the article makes it"),
            Column(
                "compared_as",
                "string",
                "figure_id of the mention that conflicts and agreements name: the first that gives a date, else the "
                "first",
            ),
            Column(
                "is_comparable",
                "boolean",
                "whether it may stand beside others in a chart or range: of the story's own measures, or of one event",
            ),
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
            Column("figure_a", "string", "one figure: compared_as of a claim; empty for a quotation", nullable=True),
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
)
