"""What every notebook shows: what was chosen, checks that its tables reconcile, what these were made from."""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.errors import AnalysisError
from analysis.parameters import as_dict
from analysis.pipeline import Story
from analysis.report.show import Exhibit


def chosen(story: Story) -> Iterator[Exhibit]:
    """Which articles are read, what is compared and against what, where parameters ask for it; else nothing."""
    said = story.notes.loc[story.notes["about"] == "selection", "note"].tolist()
    if reference := story.parameters.reference.strip():
        said.append(f"Words and frames of each other source are set against those of {reference}.")
    if said:
        yield Exhibit(" ".join(said))


def checked(checks: Mapping[str, bool]) -> Exhibit:
    """The checks as a table (what must hold, whether it does), once all of them hold.

    Raises
    ------
    AnalysisError
        Names the first check that fails: its tables contradict each other, and no report is made from them.
    """
    for statement, holds in checks.items():
        if not holds:
            raise AnalysisError(f"This must hold and does not: {statement}. The tables are wrong; nothing is shown.")
    rows = pd.DataFrame({"check": list(checks), "holds": [bool(holds) for holds in checks.values()]})
    return Exhibit(
        rows,
        "Checks that these tables reconcile",
        name="checks",
        columns={"check": "What must hold", "holds": "Holds"},
    )


def spans_hold(story: Story, name: str, *, text: str) -> bool:
    """Whether each row's span of `articles.text` is what its column `text` says."""
    rows = getattr(story, name).merge(
        story.articles[["article_id", "text"]], on="article_id", suffixes=("", "_article")
    )
    whole = rows["text_article"] if "text_article" in rows else rows["text"]
    spans = zip(whole, rows["start_char"], rows["end_char"], rows[text], strict=True)
    return all(article[start:end] == said for article, start, end, said in spans)


def provenance(story: Story) -> Exhibit:
    """What this notebook read: each input file with the hash of its bytes, and each parameter with its value."""
    inputs = [("input", name, sha256[:16]) for name, sha256 in story.inputs.items()]
    settings = {**as_dict(story.parameters), "corpus": story.name}
    values = [("parameter", name, str(value)) for name, value in settings.items()]
    return Exhibit(
        pd.DataFrame(inputs + values, columns=["kind", "name", "value"]),
        "What this notebook read",
        name="provenance",
        columns={"kind": "Kind", "name": "Name", "value": "Value or hash"},
    )
