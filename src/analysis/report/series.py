"""What a corpus may have many of, or none: charts shown one after the other, or the sentence that says why not."""

import pandas as pd

from analysis import charts, coding
from analysis.pipeline import Story
from analysis.report import findings, publish
from analysis.report.findings.reported_figures import Group
from analysis.wording import count

_MOST = 8
_MOST_ROWS = 40


def figure_charts(story: Story) -> None:
    """One dot-and-arrow chart for each group of comparable claims, most widely reported first."""
    groups = findings.reported_figures.leading_groups(story)
    if not groups:
        publish.text(findings.reported_figures.nothing_to_compare(story))
    for group in groups[:_MOST]:
        finding = findings.reported_figures.group_finding(story, group)
        figure_chart(story, group, question=findings.reported_figures.question(group), finding=finding)
    if len(groups) > _MOST:
        publish.text(f"{count(len(groups) - _MOST, 'further group')} of fewer sources: see the ledger below.")


def figure_chart(story: Story, group: Group, *, question: str, finding: str) -> None:
    """One dot-and-arrow chart of comparable claims."""
    rows = findings.reported_figures.of_group(story, group)
    publish.chart(
        charts.reported_figures(rows, sources=story.sources),
        name=group.name,
        question=question,
        finding=finding,
        n=f"n = {count(len(rows), 'claim')} by {count(rows['source'].nunique(), 'source')}",
        alt=charts.reported_figures_alt(rows),
        data=rows,
        columns=findings.reported_figures.LEDGER_COLUMNS,
        evidence={"surface": "figure_id"},
        limit="The numbers are reports, not estimates: their range is no margin of error, and they are never averaged.",
    )


def word_shift_chart(story: Story) -> None:
    """The word shift from the source with the lowest mean score to the one with the highest."""
    pair = findings.sentiment.extreme_sources(story)
    if pair is None:
        publish.text("Fewer than two sources could be scored, so there is no difference to explain.")
        return
    shift = findings.sentiment.word_shift(story, *pair)
    publish.chart(
        charts.word_shift(shift),
        name="word-shift",
        question="What makes the difference between two sources?",
        finding=findings.sentiment.word_shift_finding(shift, *pair),
        n=f"n = {count(len(shift), 'charged word')} of both",
        alt=charts.word_shift_alt(shift),
        data=shift,
        limit="The parts add up to the difference between the mean weights of charged words, not between VADER scores.",
    )


def collocates(story: Story) -> None:
    """What stands beside the names and words that most sources use often enough: charts, then a table of the others."""
    found = findings.framing_collocates
    nodes = found.charted_nodes(story)
    if not nodes:
        publish.notice(found.refusal(story), kind="refusal")
    for number, node in enumerate(nodes, start=1):
        rows = found.of_node(story, node)
        publish.chart(
            charts.collocates_by_source(found.leading_words(rows), sources=story.sources),
            name=f"collocates-{number}",
            question=found.question(story, node),
            finding=found.finding(rows),
            n=found.basis(rows),
            alt=charts.collocates_by_source_alt(found.leading_words(rows)),
            data=found.told(story, rows),
            columns=found.COLLOCATE_COLUMNS,
            evidence="first_passages",
            limit=found.limit(rows),
        )
    rest = found.others(story)
    if len(rest):
        publish.table(
            rest,
            name="collocates",
            caption="What stands beside the other names and words, by source",
            columns=found.COLLOCATE_COLUMNS,
            evidence="first_passages",
            max_rows=_MOST_ROWS,
            download="collocates",
        )
    if silent := found.silent_nodes(story):
        publish.text(silent)


def coverage_chart(story: Story) -> None:
    """When each source wrote, where enough articles are dated; otherwise why this is not shown."""
    found = findings.framing_coverage
    if not found.has_course(story):
        publish.text(found.refusal(story))
        return
    publish.chart(
        charts.coverage_over_time(story.coverage, sources=story.sources),
        name="coverage",
        question="When did each source write about it?",
        finding=found.finding(story),
        n=f"n = {count(len(story.articles), 'article')}",
        alt=charts.coverage_over_time_alt(story.coverage),
        data=story.coverage,
        limit="A corpus is a selection: the bars show when the articles gathered here were published, not all that "
        "the outlets wrote.",
    )


def contrast_charts(story: Story) -> None:
    """The words and frames that differ beyond chance; nothing where no test was possible."""
    found = findings.framing_contrasts
    words = found.surviving(story)
    if len(words):
        publish.chart(
            charts.contrasts_by_source(words, sources=story.sources),
            name="contrasts",
            question="Which words does a source use in more, or fewer, of its articles than all others?",
            finding=found.surviving_finding(story),
            n=findings.framing.basis(story),
            alt=charts.contrasts_by_source_alt(words),
            data=words,
            columns=found.SURVIVING_COLUMNS,
            limit="Sure is not large: read the difference and its interval, not the p-value. And each article counts "
            "as a case of its own, which copies and serials are not.",
        )
    publish.text(found.frames_finding(story))
    frames = found.frame_differences(story)
    if len(frames):
        publish.table(
            frames,
            name="frame-differences",
            caption="Frames in which two sources differ beyond chance",
            columns=found.FRAME_DIFFERENCE_COLUMNS,
            max_rows=_MOST_ROWS,
            download="frame_contrasts",
        )


def general_frames(story: Story) -> None:
    """The general frames of news research, where the story has frames of its own beside them."""
    found = findings.framing_frames
    rows = found.general_frames(story)
    if rows.empty or found.own_frames(story).empty:
        return
    publish.chart(
        charts.frames_by_source(rows, sources=story.sources),
        name="general-frames",
        question="What do the general questions of news research find?",
        finding=found.finding(rows),
        n=findings.framing.basis(story),
        alt=charts.frames_by_source_alt(rows),
        data=found.evidence_table(rows),
        columns=found.EVIDENCE_COLUMNS,
        evidence="sentences",
        limit=found.interval_limit(rows),
    )


def names_of_codebook(story: Story) -> None:
    """Which of the codebook's spellings and words each source chooses: a chart of those that divide it, then all."""
    found = findings.framing_names
    rows = found.written_down(story)
    if rows.empty:
        publish.text(found.finding(story))
        return
    publish.chart(
        charts.names_by_source(rows, sources=story.sources),
        name="names",
        question="Which names and words does each source choose?",
        finding=found.finding(story),
        n=findings.framing.basis(story),
        alt=charts.names_by_source_alt(rows),
        data=rows,
        columns=found.NAME_COLUMNS,
        evidence="sentences",
        formats={"share": ".0%"},
        limit="A house style may prescribe a spelling: then the choice is not the author's.",
    )


def frames_of_articles(story: Story) -> None:
    """In how many articles each frame's cues stand; one article a source says only yes or no."""
    found = findings.framing_frames
    rows = found.leading_frames(story)
    if not found.can_compare_articles(rows):
        publish.text(
            "Each source has one article here, so a share of its articles would be all or nothing: the table below "
            "says which articles hold a cue."
        )
        return
    publish.chart(
        charts.frames_by_source(rows, sources=story.sources, of="articles"),
        name="frames-articles",
        question="In how many of its articles does each source tell the story this way?",
        finding=found.articles_finding(rows),
        n=findings.framing.basis(story),
        alt=charts.frames_by_source_alt(rows, of="articles"),
        data=found.evidence_table(rows),
        columns=found.EVIDENCE_COLUMNS,
        evidence="sentences",
        limit=found.articles_limit(rows),
    )


def hand_coding_of_frames(story: Story) -> None:
    """How far coders agree on each frame, and what their answers make of the shares, where sheets are filled in."""
    folder = coding.default_folder(story)
    found = findings.framing_frames
    if not coding.has_sheets(folder):
        publish.text(f"{_NOT_CODED} No frame is therefore greyed out, and none is confirmed.")
        return
    agreement = coding.frame_agreement(story, folder)
    publish.text(found.agreement_finding(agreement))
    coded = found.answered(agreement)
    if coded.empty:
        return
    publish.table(
        coded,
        name="agreement-of-coders",
        caption="Krippendorff's alpha by frame; reliable from .667 at the lower end",
        columns=found.AGREEMENT_COLUMNS,
    )
    _corrected_frames(story, found.with_reliability(story, found.corrected(story)))


def _corrected_frames(story: Story, rows: pd.DataFrame) -> None:
    found = findings.framing_frames
    whole = rows[rows["source"] == coding.ALL_SOURCES]
    if whole["corrected"].isna().all():
        publish.notice(found.corrected_finding(rows), kind="refusal")
        return
    publish.chart(
        charts.corrected_frames(whole),
        name="corrected-frames",
        question="How common is each frame once the errors of the cues are allowed for?",
        finding=found.corrected_finding(rows),
        n=f"n = {whole['n_coded'].sum():,} answers to {count(int(whole['n_sentences'].max()), 'sentence')} read",
        alt=charts.corrected_frames_alt(whole),
        data=found.corrected_table(whole),
        columns=found.CORRECTED_COLUMNS,
        limit="The correction takes the coders' answers for the truth; where both misread a question, so does it.",
    )
    publish.table(
        found.corrected_table(rows),
        name="corrected-by-source",
        caption="Share of sentences with each frame: by cues, and corrected by hand codes",
        columns=found.CORRECTED_COLUMNS,
    )


def hand_coding_of_tone(story: Story) -> None:
    """How far the scores agree with the coders, where sheets have been filled in."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        publish.text(_NOT_CODED)
        return
    publish.text(findings.sentiment.tone_agreement(coding.tone_agreement(story, folder)))
    publish.table(
        coding.corrected_means(story, folder),
        name="corrected-means",
        caption="Mean of each source, corrected by the coders' ratings of a random sample",
        columns=findings.sentiment.CORRECTED_COLUMNS,
    )


_NOT_CODED = "Nobody has coded these articles by hand yet, so this cannot be said."


def specification_charts(story: Story) -> None:
    """For each measure, the specification curve of the finding that survives least."""
    shown = findings.robustness.touchiest(story)
    if not shown:
        publish.text("These articles give no finding to test against other choices.")
    for number, (finding, estimate) in enumerate(shown, start=1):
        rows = findings.robustness.of_finding(story, finding)
        drawn = {"estimate": estimate, "choices": [c for c in rows.columns if c in findings.robustness.CHOICES]}
        if "score" in estimate or "difference" in estimate:
            drawn["reference"] = 0.0
        publish.chart(
            charts.specification_curve(rows, **drawn),
            name=f"specifications-{number}",
            question=f"Does it survive that {finding[:1].lower()}{finding[1:]}?",
            finding=findings.robustness.explanation(story, finding),
            n=f"n = {len(rows)} combinations of choices, {rows['holds'].notna().sum()} of which can say it",
            alt=charts.specification_curve_alt(rows, **drawn),
            data=rows,
            limit="The combinations share one corpus: many that agree are not many witnesses.",
        )
