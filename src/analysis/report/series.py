"""Charts of which there are as many as the corpus has measures or findings: shown one after the other."""

from analysis import charts, coding
from analysis.pipeline import Story
from analysis.report import findings, publish
from analysis.report.findings.reported_figures import Group
from analysis.wording import count

_MOST = 8


def figure_charts(story: Story) -> None:
    """One dot-and-arrow chart for each group of comparable claims, most widely reported first."""
    groups = findings.reported_figures.leading_groups(story)
    if not groups:
        publish.text("No measure is reported more than once, so there is nothing to compare.")
    for group in groups[:_MOST]:
        _figure_chart(story, group)
    if len(groups) > _MOST:
        publish.text(f"{count(len(groups) - _MOST, 'further group')} of fewer sources: see the ledger below.")


def leading_figure_chart(story: Story) -> None:
    """The chart of the measure that most sources report."""
    groups = findings.reported_figures.leading_groups(story)
    if not groups:
        publish.text("No measure is reported more than once.")
    for group in groups[:1]:
        _figure_chart(story, group)


def _figure_chart(story: Story, group: Group) -> None:
    rows = findings.reported_figures.of_group(story, group)
    publish.chart(
        charts.reported_figures(rows, sources=story.sources),
        name=group.name,
        question=findings.reported_figures.question(group),
        finding=findings.reported_figures.group_finding(story, group),
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


def hand_coding_of_frames(story: Story) -> None:
    """How far the coders agree on each frame, where sheets have been filled in."""
    folder = coding.default_folder(story)
    if not coding.has_sheets(folder):
        publish.text(_NOT_CODED)
        return
    publish.table(
        coding.frame_agreement(story, folder),
        name="agreement-of-coders",
        caption="Krippendorff's alpha by frame; reliable from .667 at the lower end",
        columns={"question": "Question", "alpha": "Alpha", "low": "From", "high": "To", "is_reliable": "Reliable"},
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
