"""The headline findings under other reasonable choices."""

from analysis.schema.columns import Column, Table

TABLES = (
    Table(
        "specifications",
        "one headline finding under one set of choices",
        (
            Column("finding", "string", "what is claimed, in words"),
            Column("measure", "string", "which measure claims it", allowed=("vocabulary", "similarity", "sentiment")),
            Column("specification", "string", "the measure and the number of this combination of choices"),
            Column("is_default", "boolean", "whether these are the choices of the reports"),
            Column("stop_words", "string", "function words", nullable=True, allowed=("left out", "kept")),
            Column("word_forms", "string", "words as written, plural and singular together, or stems", nullable=True),
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
