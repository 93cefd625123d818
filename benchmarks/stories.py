"""How many fields of the figures of real stories are right, by a reader's verdicts?

    python benchmarks/stories.py FOLDER

FOLDER holds a corpus a folder, each with `verdicts.csv`: the figures that an earlier state of the suite read, with
their fields, and in `wrong` the fields that a careful reader found wrong (empty: right in every field; `NOT`: no figure
at all; `aw`, `af`, `am`: authority wrong, false, missing). Printed for each field: how many of the fields that were
right are so still, and how many that were wrong have another value now. Another value is not yet the right one: read
those lines (`--show`).
"""

import argparse
import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path

from analysis import parameters, pipeline

FIELDS = {
    "value": ("value",),
    "bound": ("bound",),
    "noun": ("unit", "counted"),
    "measure": ("measure",),
    "kind": ("kind",),
    "date": ("event_date", "as_of"),
    "authority": ("authority",),
}
_AUTHORITY = {"aw", "af", "am"}


def _plain(value: object) -> str:
    text = "" if value is None or value != value else str(value)
    try:
        return f"{float(text):g}"
    except ValueError:
        return text.strip().lower()


def _wrong(verdict: dict[str, str]) -> set[str]:
    said = set(verdict["wrong"].replace(";", " ").replace(",", " ").split())
    return (said - _AUTHORITY) | ({"authority"} if said & _AUTHORITY else set())


def compare(folder: Path, *, show: bool) -> Counter:
    """Counts of fields, kept and changed, over one corpus."""
    with tempfile.TemporaryDirectory() as processed:
        story = pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=Path(processed))
        figures = story.reported_figures.to_dict("records")
    counts: Counter = Counter()
    with (folder / "verdicts.csv").open(encoding="utf-8", newline="") as stream:
        verdicts = list(csv.DictReader(stream))
    for verdict in verdicts:
        start, end, wrong = int(verdict["start_char"]), int(verdict["end_char"]), _wrong(verdict)
        row = next(
            (
                one
                for one in figures
                if one["article_id"] == verdict["article_id"] and one["start_char"] < end and start < one["end_char"]
            ),
            None,
        )
        if "NOT" in wrong:
            counts["no figure, read as one"] += 1
            counts["no figure, left out now"] += row is None
            continue
        if row is None:
            counts["figures lost"] += 1
            print(f"LOST {folder.name} {verdict['article_id']} {verdict['surface']!r}")
            continue
        for field, columns in FIELDS.items():
            same = all(_plain(row[column]) == _plain(verdict[column]) for column in columns)
            state = "wrong" if field in wrong else "right"
            counts[f"{field} {state}"] += 1
            counts[f"{field} {state}, {'same' if same else 'other'}"] += 1
            if show and not same:
                given = [f"{column}: {verdict[column]!r} → {row[column]!r}" for column in columns]
                print(f"{state:5} {folder.name} {verdict['article_id']} {verdict['surface']!r} {'; '.join(given)}")
        counts["figures"] += 1
    return counts


def _main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--show", action="store_true", help="print each field that has another value")
    asked = ask.parse_args()
    folders = sorted(path.parent for path in asked.folder.glob("*/verdicts.csv"))
    if not folders:
        sys.exit(f"No verdicts.csv below {asked.folder}.")
    counts: Counter = sum((compare(folder, show=asked.show) for folder in folders), Counter())
    print(f"{counts['figures']} figures with a verdict, {counts['figures lost']} lost; ", end="")
    print(f"{counts['no figure, left out now']} of {counts['no figure, read as one']} that are none are left out")
    print(f"{'field':10} {'were right':>11} {'still':>6} {'were wrong':>11} {'changed':>8}")
    for field in FIELDS:
        right, wrong = counts[f"{field} right"], counts[f"{field} wrong"]
        print(
            f"{field:10} {right:11} {counts[f'{field} right, same']:6} {wrong:11} {counts[f'{field} wrong, other']:8}"
        )


if __name__ == "__main__":
    _main()
