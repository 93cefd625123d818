"""A pack to publish with a study: tables, dictionary, parameters, lock and a description, and how to check them.

Texts belong to their publishers and stay out unless they are asked for. A stranger then makes again, from the tables
of the pack alone, every table that needs no text; with the texts, all of them. Either way equal hashes show that the
numbers follow from what is there.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import __version__, paths, pipeline, provenance, schema, storage
from analysis import parameters as parameter_set
from analysis.corpus import corpus_files
from analysis.engine import Engine
from analysis.errors import AnalysisError, CorpusError
from analysis.pipeline import STEPS, Step, Story
from analysis.report.exporter import datapackage, write_table
from analysis.steps import Tables

RECORD, CORPUS, TABLES, DATA = "pack.json", "corpus", "tables", "data"
CRATE = "ro-crate-metadata.json"
# The running text of articles: what a publisher owns. Quotations and the sentences of figures are left, as citations.
_TEXTS = {"articles": ("text",), "sentences": ("text",)}
_NO_TEXTS = ("sources.csv", "corpus.yml", "codebook.yml")
_FOLDER = "folder"


@dataclass(frozen=True)
class Checked:
    """One table of a pack made again: whether its bytes have the hash that the pack states."""

    table: str
    is_equal: bool


def write_pack(story: Story, destination: Path, *, with_texts: bool = False) -> list[str]:
    """Write the pack of a story into a new folder.

    Parameters
    ----------
    story
        Whose tables; all of them are made first.
    destination
        A folder that does not exist, or is empty.
    with_texts
        Whether the corpus folder's files go in.

    Returns
    -------
    list of str
        The tables that a stranger can make again from the pack and compare.

    Raises
    ------
    CorpusError
        `destination` holds something already.
    """
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise CorpusError(f"{destination} is not empty. Nothing was changed; choose a new folder.")
    tables = story.tables()
    with storage.whole_folder(destination) as folder:
        _copy_inputs(story, folder / CORPUS, with_texts=with_texts)
        shown = tables if with_texts else without_texts(tables)
        hashes = _write_tables(folder, shown, title=story.name)
        made_again = _all_made(story) if with_texts else list(_made_without_texts(story, shown))
        record = _record(story, hashes, made_again, with_texts=with_texts)
        storage.write_json(folder / RECORD, record)
        _write(folder / "data-dictionary.md", schema.data_dictionary())
        _write(folder / "README.md", _readme(story, made_again, with_texts=with_texts))
        _copy_lock(folder)
        _write(folder / CRATE, _crate(story, folder))
    return made_again


def _write(path: Path, text: str) -> None:
    storage.write_bytes(path, text.encode("utf-8"))


def without_texts(tables: Mapping[str, pd.DataFrame]) -> Tables:
    """The tables with the running text of articles and sentences taken out; all else is as it was."""
    return {
        name: rows.assign(**dict.fromkeys(_TEXTS.get(name, ()), "")) if name in _TEXTS else rows
        for name, rows in tables.items()
    }


def _copy_inputs(story: Story, folder: Path, *, with_texts: bool) -> None:
    folder.mkdir(parents=True)
    for path in corpus_files(story.folder):
        name = path.relative_to(story.folder)
        if with_texts or name.as_posix() in _NO_TEXTS or name.parts[0] == "lexicons":
            folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / name)


def _write_tables(folder: Path, tables: Tables, *, title: str) -> dict[str, str]:
    folder.joinpath(DATA).mkdir()
    hashes = {}
    for name, rows in tables.items():
        hashes[name] = storage.write_table(folder / TABLES / f"{name}.parquet", name=name, rows=rows)
        write_table(folder / DATA / f"{name}.csv", rows)
    _write(folder / DATA / "datapackage.json", datapackage(tables, {}, title=title))
    return hashes


def _all_made(story: Story) -> list[str]:
    return [name for step in STEPS for name in step.makes]


def _made_without_texts(story: Story, shown: Tables) -> Iterator[str]:
    """The tables that come out the same, byte for byte, when no step is shown a text."""
    for step in STEPS:
        if _FOLDER in pipeline.reads(step):
            continue
        for name, is_equal in _compared(story, step, shown):
            if is_equal:
                yield name


def _compared(story: Story, step: Step, shown: Tables) -> Iterator[tuple[str, bool]]:
    """Each table of a step, and whether it comes out of these tables as they have it."""
    try:
        made = story.made_from(step, shown)
    except (AnalysisError, ArithmeticError, LookupError, TypeError, ValueError):
        # A step that cannot work without the texts needs them.
        made = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in step.makes:
            hashes = [
                storage.write_table(Path(scratch, f"{name}.parquet"), name=name, rows=tables[name])
                for tables in (shown, made)
                if name in tables
            ]
            yield name, len(hashes) == 2 and hashes[0] == hashes[1]


def _record(story: Story, hashes: Mapping[str, str], made_again: list[str], *, with_texts: bool) -> dict[str, Any]:
    record = provenance.run_record(
        corpus=story.name, inputs=story.inputs, parameters=parameter_set.as_dict(story.parameters)
    )
    return {
        **record,
        "code_sha256": provenance.code_fingerprint(),
        "libraries": provenance.library_versions(),
        "tables": dict(hashes),
        "made_again": made_again,
        "with_texts": with_texts,
    }


def _copy_lock(folder: Path) -> None:
    """The exact set of packages, where the project's lock is at hand."""
    lock = paths.carried() / "requirements.lock"
    if lock.is_file():
        shutil.copyfile(lock, folder / lock.name)


def _readme(story: Story, made_again: list[str], *, with_texts: bool) -> str:
    texts = "The texts are in `corpus/`." if with_texts else "The articles' texts are not in this pack."
    how_many = "every table" if with_texts else f"the {len(made_again)} tables that need no text"
    return f"""# {story.name}: tables and how to check them

Made by media-analysis {__version__}. {texts}

- `data/`: every table as CSV, described in `data/datapackage.json` and `data-dictionary.md`
- `tables/`: the same as Parquet; `{RECORD}` holds their hashes, the parameters, the versions, the inputs' hashes
- `corpus/`: codebook, list of sources and settings
- `requirements.lock`: the exact packages

`media-analysis verify .` makes {how_many} again and compares their hashes.
"""


def _crate(story: Story, folder: Path) -> str:
    """The description as RO-Crate 1.1 wants it: what is here, what made it, from what."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    parts = [{"@id": name, "@type": "File", "name": name, "encodingFormat": _kind(name)} for name in files]
    made_by = {
        "@id": "#media-analysis",
        "@type": "SoftwareApplication",
        "name": "media-analysis",
        "softwareVersion": __version__,
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": story.codebook.title or story.name,
        "description": "How several sources report one story: tables, parameters and how to make them again.",
        "hasPart": [{"@id": name} for name in files],
        "mentions": {"@id": "#made"},
    }
    action = {
        "@id": "#made",
        "@type": "CreateAction",
        "instrument": {"@id": "#media-analysis"},
        "object": [{"@id": name} for name in files if name.startswith(f"{CORPUS}/")],
        "result": [{"@id": name} for name in files if name.startswith((f"{DATA}/", f"{TABLES}/"))],
    }
    about = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    graph = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, made_by, action, *parts]}
    return json.dumps(graph, indent=1, ensure_ascii=False) + "\n"


_KINDS = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "yml": "application/yaml"}


def _kind(name: str) -> str:
    return _KINDS.get(
        name.rsplit(".", 1)[-1], "application/octet-stream" if name.endswith(".parquet") else "text/plain"
    )


def verify(pack: Path, *, jobs: int = 1) -> list[Checked]:
    """Make again what a pack says can be made again, and compare.

    Parameters
    ----------
    pack
        A folder that `write_pack` wrote.

    Returns
    -------
    list of Checked
        One for each table of the pack's list, in its order.

    Raises
    ------
    CorpusError
        The folder is no pack, or one of its tables is not the one whose hash it states.
    """
    record = storage.read_json(pack / RECORD)
    if not {"tables", "made_again", "parameters", "with_texts"} <= record.keys():
        raise CorpusError(f"{pack} is no pack: it has no {RECORD}, or one that cannot be read.")
    settings = parameter_set.make({**record["parameters"], "corpus": str((pack / CORPUS).resolve())})
    with tempfile.TemporaryDirectory() as scratch:
        story = Story((pack / CORPUS).resolve(), settings, Path(scratch), Engine(jobs))
        if record["with_texts"]:
            equal = _made_from_texts(story, record["tables"], Path(scratch))
        else:
            kept = {name: _kept(pack, name, sha256) for name, sha256 in record["tables"].items()}
            wanted = [step for step in STEPS if set(step.makes) & set(record["made_again"])]
            equal = {name: is_equal for step in wanted for name, is_equal in _compared(story, step, kept)}
    return [Checked(name, equal.get(name, False)) for name in record["made_again"]]


def _made_from_texts(story: Story, hashes: Mapping[str, str], scratch: Path) -> dict[str, bool]:
    story.tables()
    made = storage.read_manifest(scratch)["tables"]
    return {name: made.get(name, {}).get("sha256") == sha256 for name, sha256 in hashes.items()}


def _kept(pack: Path, name: str, sha256: str) -> pd.DataFrame:
    rows = storage.read_table(pack / TABLES / f"{name}.parquet", name=name, sha256=sha256)
    if rows is None:
        raise CorpusError(f"{pack / TABLES / name}.parquet is missing or is not the table that {RECORD} states.")
    return rows
