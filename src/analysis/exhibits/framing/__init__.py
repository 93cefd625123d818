"""02-framing: words, names and frames that set each source apart, whose text it is, and what chance could do."""

from functools import partial

from analysis import framing, schema
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
from analysis.exhibits.framing.origins import coverage, kinship, shared_passages, similarity, ties, witnesses
from analysis.exhibits.framing.vocabulary import (
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
)
from analysis.pipeline import Story
from analysis.report.links import from_exhibit
from analysis.wording import listed

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
    "ties",
    "witnesses",
]
_cited = partial(from_exhibit, notebook="02-framing")


def in_short(story: Story) -> str:
    """How many witnesses there are, the words of each source, how stable they are, what chance could do."""
    terms = story.terms
    if terms.empty:
        why = framing.contrast_limits(story.articles) or ["no word is used often enough."]
        said = _cited(f"There is no vocabulary to compare: {' '.join(why)}", name="contrasts")
        return f"{witnesses(story)}\n\n{said}"
    lines = [f"- **{source}**: {listed(own['term'].head(5))}." for source, own in terms.groupby("source")]
    others = story.parameters.reference.strip() or "the others"
    opening = [witnesses(story), "", f"The words that set each source apart from {others}:"]
    return "\n".join([*opening, "", *lines, "", f"{stability(terms, story)} {chance_in_short(story.contrasts)}"])


def limits(story: Story) -> str:
    """What this number of articles cannot show."""
    lines = framing.contrast_limits(story.articles)
    lines += [
        "Distinctive vocabulary is not a frame: a frame is what a text presents as the problem, its cause, its moral "
        "and its remedy, and the same words can serve two frames.",
        f"Terms are ranked against {rest(story)}: with other articles beside it, a source has other terms.",
    ]
    return "\n".join(f"- {line}" for line in lines)


def checks(story: Story) -> dict[str, bool]:
    """What must hold between terms, pairs and articles."""
    terms, n, sources = story.terms, len(story.articles), story.sources
    own = schema.series("integer", map(story.articles.groupby("source").size().get, terms["source"]), index=terms.index)
    pairable = len(sources) > 1
    return {
        "no source has more terms than asked for": bool(
            (terms.groupby("source").size() <= story.parameters.top_terms).all()
        ),
        "no term is used in more articles than its source has": bool((terms["n_articles"] <= own).all()),
        "no pair of articles is compared twice, none with itself": len(story.similarity) <= n * (n - 1) // 2
        and bool((story.similarity["article_a"] != story.similarity["article_b"]).all()),
        "every term has a place in its source": len(in_context(terms, story)) == len(terms),
        "coverage counts every article once": int(story.coverage["n_articles"].sum()) == n,
        "each source is set against the others once": sorted(story.contrasts["first"])
        == [source for source in sources if pairable and source != story.parameters.reference.strip()],
        "no word stands beside a name more often than the name is used": bool(
            (story.collocates["n"] <= story.collocates["n_node"]).all()
        ),
        "every sentence that a frame's share counts is among the evidence": int(story.frames["n_sentences"].sum())
        == len(story.frame_evidence.drop_duplicates(["frame", "sentence_id"])),
    }
