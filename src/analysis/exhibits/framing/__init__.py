"""02-framing: words, names and frames that set each source apart, whose text it is, and what chance could do."""

from collections.abc import Iterator
from itertools import chain

from analysis import framing, schema
from analysis.corpus import has_word_spaces, language_name
from analysis.exhibits.framing.frames import (
    frame_evidence,
    frames_by_source,
    frames_in_articles,
    general_frames,
    hand_coding,
    leading_frames,
)
from analysis.exhibits.framing.names import (
    all_names,
    charted_nodes,
    collocates,
    named,
    names_by_source,
    other_collocates,
    proposed_names,
)
from analysis.exhibits.framing.origins import cited, coverage, kinship, shared_passages, similarity, ties, witnesses
from analysis.exhibits.framing.vocabulary import (
    as_written,
    chance_in_short,
    contrasts,
    distinctive_terms,
    frame_differences,
    in_context,
    keyword_in_context,
    left_out,
    rest,
    set_aside,
    stability,
    surviving_words,
    tfidf_terms,
)
from analysis.exhibits.languages import (
    InLanguage,
    contrast_limits,
    counted_languages,
    in_each_language,
    language_limits,
    parts,
    without_spaces,
)
from analysis.pipeline import Story
from analysis.wording import capital, listed

__all__ = [
    "all_names",
    "charted_nodes",
    "checks",
    "collocates",
    "contrasts",
    "coverage",
    "distinctive_terms",
    "frame_differences",
    "frame_evidence",
    "frames_by_source",
    "frames_in_articles",
    "general_frames",
    "hand_coding",
    "in_short",
    "keyword_in_context",
    "kinship",
    "leading_frames",
    "left_out",
    "limits",
    "named",
    "names_by_source",
    "other_collocates",
    "proposed_names",
    "set_aside",
    "shared_passages",
    "similarity",
    "surviving_words",
    "tfidf_terms",
    "ties",
    "witnesses",
    "words_in_short",
]
_MOST_WORDS = 5
distinctive_terms, keyword_in_context = map(in_each_language, (distinctive_terms, keyword_in_context))
tfidf_terms = in_each_language(tfidf_terms)
contrasts, surviving_words = map(in_each_language, (contrasts, surviving_words))
collocates, other_collocates = map(in_each_language, (collocates, other_collocates))
similarity, kinship, shared_passages = map(in_each_language, (similarity, kinship, shared_passages))
names_by_source, all_names, proposed_names = map(in_each_language, (names_by_source, all_names, proposed_names))


def in_short(story: Story) -> str:
    """How many witnesses there are, the words of each source, how stable they are, what chance could do."""
    return "\n\n".join(filter(None, [witnesses(story), counted_languages(story.articles), words_in_short(story)]))


def words_in_short(story: Story) -> str:
    """The words of each source, language by language."""
    said = []
    for part in parts(story):
        heading = f"**In {language_name(part.code)}:** " if isinstance(part, InLanguage) else ""
        said.append(f"{heading}{_words_in_short(part)}")
    return "\n\n".join(said)


def _words_in_short(story: Story | InLanguage) -> str:
    """The words of each source, how stable they are, what chance could do."""
    terms = story.terms
    if unspaced := [code for code in framing.by_language(story.articles) if not has_word_spaces(code)]:
        return without_spaces(unspaced[0])
    if terms.empty:
        why = framing.contrast_limits(story.articles) or ["no word is used often enough."]
        return cited(f"There is no vocabulary to compare. {capital(' '.join(why))}", name="contrasts")
    written = as_written(terms.groupby("source").head(_MOST_WORDS), story).groupby("source")["written"]
    lines = [f"- **{source}**: {listed(own)}." for source, own in written]
    others = story.parameters.reference.strip() or "the others"
    opening = f"The words that set each source apart from {others}:"
    return "\n".join([opening, "", *lines, "", f"{stability(terms, story)} {chance_in_short(story.contrasts)}"])


def limits(story: Story) -> str:
    """What this number of articles cannot show."""
    lines = list(chain.from_iterable(contrast_limits(story)))
    lines += [
        "Distinctive vocabulary is not a frame: a frame is what a text presents as the problem, its cause, its moral "
        "and its remedy, and the same words can serve two frames.",
        f"Terms are ranked against {rest(story)}: with other articles beside it, a source has other terms.",
    ]
    return "\n".join(f"- {line}" for line in [*lines, *language_limits(story)])


def checks(story: Story) -> dict[str, bool]:
    """What must hold between terms, pairs and articles."""
    terms, n = story.terms, len(story.articles)
    own = schema.series("integer", map(story.articles.groupby("source").size().get, terms["source"]), index=terms.index)
    return {
        "no source has more terms than asked for": bool(
            (terms.groupby(["language", "source"]).size() <= story.parameters.top_terms).all()
        ),
        "no term is used in more articles than its source has": bool((terms["n_articles"] <= own).all()),
        "no pair of articles is compared twice, none with itself": len(story.similarity) <= n * (n - 1) // 2
        and bool((story.similarity["article_a"] != story.similarity["article_b"]).all()),
        "every term has a place in its source": len(in_context(terms, story)) == len(terms),
        "coverage counts every article once": int(story.coverage["n_articles"].sum()) == n,
        "each source is set against the others once": sorted(
            zip(story.contrasts["language"], story.contrasts["first"], strict=True)
        )
        == sorted(_set_against(story)),
        "no word stands beside a name more often than the name is used": bool(
            (story.collocates["n"] <= story.collocates["n_node"]).all()
        ),
        "every sentence that a frame's share counts is among the evidence": int(story.frames["n_sentences"].sum())
        == len(story.frame_evidence.drop_duplicates(["frame", "sentence_id"])),
    }


def _set_against(story: Story) -> Iterator[tuple[str, str]]:
    """Each language and source that there is another source, or the reference, to set against."""
    reference = story.parameters.reference.strip()
    for code, own in framing.by_language(story.articles).items():
        sources = set(own["source"]) if has_word_spaces(code) else set()
        if len(sources) > 1 and (not reference or reference in sources):
            yield from ((code, source) for source in sources - {reference})
