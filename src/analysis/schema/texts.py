"""What was read: articles, their blocks and sentences, quotations, and what could not be taken in."""

from analysis.schema.columns import ARTICLE_ID, SENTENCE_ID, SOURCE, Column, Table, span

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
CUE_GROUPS = ("neutral", "assertive", "doubting", "other")

TABLES = (
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
            *span("block"),
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
            *span("sentence"),
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
            *span("quoted or reported words, without quotation marks"),
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
)
