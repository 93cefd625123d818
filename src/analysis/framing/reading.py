"""Which words of the articles the vocabulary reads, and a list of what it leaves out and why.

Left out: blocks that ingest marked as not belonging to the article (navigation, promotion, repeats), by-lines and
credit lines, sentences that one outlet prints again and again (footers), and the outlet's own name. Each of them would
otherwise top the list of what sets an outlet apart, and none of them says anything about the story.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

import pandas as pd

from analysis.text.quotations import quotation_spans

# A footer is a sentence that stands in this many articles of one source and in no other source's.
_FOOTER_ARTICLES = 3
_LONGEST_BY_LINE = 160

_BY_LINE = re.compile(
    r"""
    \s*+(?:
        (?:(?:Written|Reported|Posted|Edited|Compiled|Photograph(?:s|y)?|Photos?|Story|Words)\s)?+[Bb]y:?\s(?=[A-Z])
        | BY\s(?=[A-Z])
        | (?:Additional\s)?+(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled)\s(?:and\s\w++\s)?+by\s
        | (?:Follow|Contact|Email|E-mail)\s(?:\w++\s){1,4}+(?:on|at)\s
        | (?:©|\(c\)|Copyright\b)
        | (?:Updated|Published|Posted|Last\smodified):?\s
        | \S++@\S++\.\w++\s*+$
    )""",
    re.VERBOSE,
)
_BIO = re.compile(
    r"^[A-Z][\w.’'-]*+(?:\s[A-Z][\w.’'-]*+){1,3}\s(?:is|was)\s(?:an?|the)\s(?:[\w’'-]++\s){0,6}?"
    r"(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|producer|fellow)\b"
)
_DOMAIN = re.compile(r"https?+://(?:www\.)?([\w-]++)\.")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure reads: `sentences` (with `source` and the `words` to count) and what was `left_out`, with why."""

    sentences: pd.DataFrame
    left_out: pd.DataFrame


def read(
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    include_boilerplate: bool = False,
    include_quotes: bool = True,
) -> Reading:
    """The sentences that a measure of vocabulary reads, and a list of what it leaves out.

    Returns
    -------
    Reading
        `sentences`: article_id, sentence_id, source, words (the text without what is left out), in reading order.
        `left_out`: source, article_id, sentence_id, text, reason; one row for each sentence or name left out.

    Misleads when
        a footer differs from article to article: only sentences that repeat word for word (numbers aside) are seen.
    """
    rows = sentences.merge(articles[["article_id", "source", "url"]], on="article_id", how="inner")
    is_body = rows["block_id"].map(blocks.set_index("block_id")["is_body"]).fillna(True).astype(bool)
    reason = pd.Series([None] * len(rows), index=rows.index, dtype="object")
    if not include_boilerplate:
        reason = _reasons(rows, is_body)
    kept = rows[reason.isna()]
    if not include_quotes:
        kept = kept.assign(text=_without_quotes(articles, kept))
    words, names = _without_own_name(kept) if not include_boilerplate else (kept["text"], kept.iloc[:0])
    columns = ["source", "article_id", "sentence_id", "text"]
    dropped = rows.loc[reason.notna(), columns].assign(reason=reason.dropna())
    named = names[columns].assign(reason="the outlet's own name: the name only, not the sentence")
    return Reading(
        sentences=kept[["article_id", "sentence_id", "source"]].assign(words=words).reset_index(drop=True),
        left_out=pd.concat([dropped, named]).sort_index(kind="stable").reset_index(drop=True),
    )


def left_out(
    articles: pd.DataFrame, blocks: pd.DataFrame, sentences: pd.DataFrame, *, include_quotes: bool = True
) -> pd.DataFrame:
    """What the vocabulary leaves out and why: source, reason, n_sentences, n_words, example; sorted by source.

    Stop words are not listed here: they are `stop_words.STOP_WORDS`.
    """
    rows = read(articles, blocks, sentences, include_quotes=include_quotes).left_out
    rows = rows.assign(n_words=rows["text"].str.split().str.len())
    grouped = rows.groupby(["source", "reason"], sort=True)
    listed = grouped.agg(n_sentences=("text", "size"), n_words=("n_words", "sum"), example=("text", "first"))
    return listed.reset_index()


def _reasons(rows: pd.DataFrame, is_body: pd.Series) -> pd.Series:
    by_line = rows["text"].map(is_by_line)
    footer = _is_footer(rows)
    reasons = [
        "not part of the article: navigation, promotion or a repeat"
        if not body
        else "a by-line or credit line"
        if credit
        else f"a sentence that the outlet prints in {_FOOTER_ARTICLES} articles or more"
        if repeated
        else None
        for body, credit, repeated in zip(is_body, by_line, footer, strict=True)
    ]
    return pd.Series(reasons, index=rows.index, dtype="object")


def is_by_line(text: str) -> bool:
    """Whether a sentence only says who wrote, edited, photographed or published the article.

    >>> [is_by_line(text) for text in ("By Jane Doe", "Jane Doe is a senior reporter.", "By March, all was quiet.")]
    [True, True, False]
    """
    if _BIO.match(text):
        return True
    if len(text) > _LONGEST_BY_LINE or not _BY_LINE.match(text):
        return False
    # "By Friday, all were home." is a sentence; a by-line has no full stop and hardly a lower-case word.
    plain = [word for word in text.split() if word[:1].islower()]
    return len(plain) <= 4 and not (text.lower().startswith("by ") and text.rstrip().endswith((".", "!", "?")))


def _is_footer(rows: pd.DataFrame) -> pd.Series:
    form = rows["text"].str.lower().str.replace(r"\d+", "0", regex=True).str.strip()
    keys = pd.DataFrame({"form": form, "source": rows["source"], "article_id": rows["article_id"]}).drop_duplicates()
    in_articles = keys.groupby("form", sort=False)["article_id"].size()
    in_sources = keys.groupby("form", sort=False)["source"].nunique()
    return (form.map(in_articles) >= _FOOTER_ARTICLES) & (form.map(in_sources) == 1)


def _without_quotes(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The sentences with a full stop in place of what stands between quotation marks."""
    spans = {
        article_id: [(quote.outer_start, quote.outer_end) for quote in quotation_spans(text) if quote.depth == 0]
        for article_id, text in articles[["article_id", "text"]].itertuples(index=False)
    }
    texts = []
    for article_id, start, text in rows[["article_id", "start_char", "text"]].itertuples(index=False):
        quoted = spans[article_id]
        at = bisect_right(quoted, (start, start))
        at -= at > 0 and quoted[at - 1][1] > start
        pieces, done = [], 0
        for first, last in quoted[at:]:
            if first >= start + len(text):
                break
            pieces.append(text[done : max(first - start, done)])
            done = min(max(last - start, done), len(text))
        texts.append(" . ".join([*pieces, text[done:]]))
    return pd.Series(texts, index=rows.index, dtype="str")


def own_names(source: str, url: str | None = None) -> tuple[str, ...]:
    """The names under which an outlet would write of itself, longest first.

    >>> own_names("The Evening Post", "https://www.eveningpost.example/")
    ('The Evening Post', 'Evening Post', 'eveningpost')
    """
    found = _DOMAIN.match(url) if isinstance(url, str) else None
    domain = found.group(1) if found else ""
    names = {source, source.removeprefix("The "), domain}
    return tuple(sorted((name for name in names if len(name) > 2), key=lambda name: (-len(name), name)))


def _without_own_name(rows: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    patterns: dict[tuple[str, str], re.Pattern[str]] = {}
    texts, named = [], []
    for source, url, text in rows[["source", "url", "text"]].itertuples(index=False):
        key = (source, url if isinstance(url, str) else "")
        if key not in patterns:
            patterns[key] = _own_name_pattern(own_names(*key))
        # A full stop in place of the name keeps the words on either side from becoming a run.
        cut, n_cut = patterns[key].subn(" . ", text)
        texts.append(cut)
        named.append(n_cut > 0)
    return pd.Series(texts, index=rows.index, dtype="str"), rows[pd.Series(named, index=rows.index, dtype=bool)]


def _own_name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    written = [re.escape(name) for name in names]
    return re.compile(rf"\b(?:{'|'.join(written)})\b" if written else r"(?!)")
