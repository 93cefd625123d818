"""A story in the formats of other programs: workbooks, corpora for concordancers, and a pack that others can check.

`formats` makes tables and texts for programs; `pack` what a stranger needs to make every table again.
"""

from collections.abc import Iterator
from pathlib import Path

from analysis import storage
from analysis.errors import CorpusError
from analysis.exports import formats, pack
from analysis.pipeline import Story
from analysis.report.exporter import datapackage, table_text


def export(story: Story, name: str, destination: Path, *, with_texts: bool = False) -> Iterator[str]:
    """Write a story in the format of this name; gives a line for each thing that was written.

    Formats: `xlsx` (every table, one workbook), `csv` (every table, a folder), `antconc`, `iramuteq`, `quanteda` and
    `html` (the articles, see `formats`), `pack` (see `pack`; `with_texts` puts the articles into it).

    Raises
    ------
    CorpusError
        The destination is there already; nothing was changed.
    """
    if name == "pack":
        again = pack.write_pack(story, destination, with_texts=with_texts)
        yield f"written   {destination}: {len(again)} tables can be made again; see its README.md"
    elif name == "xlsx":
        if destination.exists():
            raise CorpusError(f"{destination} is there already. Nothing was changed; name a new file.")
        storage.write_bytes(destination, formats.workbook(story.tables()))
        yield f"written   {destination}"
    else:
        files = _tables(story) if name == "csv" else formats.FORMATS[name](story.articles, story.blocks, story.metadata)
        yield from _write(files, destination)


def _tables(story: Story) -> dict[str, str]:
    tables = story.tables()
    described = {"datapackage.json": datapackage(tables, {}, title=story.name)}
    return {f"{name}.csv": table_text(rows) for name, rows in tables.items()} | described


def _write(files: dict[str, str], destination: Path) -> Iterator[str]:
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise CorpusError(f"{destination} is not empty. Nothing was changed; choose a new folder.")
    with storage.whole_folder(destination) as folder:
        storage.write_files({folder / name: text.encode("utf-8") for name, text in files.items()})
    yield f"written   {destination}: {len(files)} files"
