"""`corpus.yml`: what the researcher says of the files of a corpus, where nothing should be guessed."""

import codecs
from collections.abc import Mapping
from pathlib import Path

from analysis.corpus.repair import TELLABLE
from analysis.corpus.yaml_nodes import Node, parse_yaml, read_text
from analysis.readers import FIELDS, TEXT, Settings

SETTINGS_FILE = "corpus.yml"
COLUMNS, ENCODING, REPAIR = "columns", "encoding", "repair"


def read_settings(folder: Path) -> Settings:
    """How the files of a corpus are to be read.

    Raises
    ------
    CorpusError
        Names the line of `corpus.yml`, what is wrong and what is allowed.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    root = parse_yaml(read_text(path), where=str(path))
    record = root.record(SETTINGS_FILE, (COLUMNS, ENCODING, REPAIR)) if root else {}
    return Settings(
        columns=_columns(record[COLUMNS]) if COLUMNS in record else {},
        encoding=_encoding(record[ENCODING]) if ENCODING in record else None,
        repairs=frozenset(_repairs(record[REPAIR])) if REPAIR in record else frozenset(),
    )


def settings_text(columns: Mapping[str, str | tuple[str, ...]]) -> str:
    """A `corpus.yml` that says which columns hold what; names of columns are data, so each is quoted.

    >>> print(settings_text({"source": "Outlet"}), end="")
    columns:
      source: "Outlet"
    """
    lines = [f"  {name}: {_written(column)}" for name, column in columns.items()]
    return "\n".join([f"{COLUMNS}:", *lines]) + "\n"


def _written(columns: str | tuple[str, ...]) -> str:
    if not isinstance(columns, str) and len(columns) > 1:
        return f"[{', '.join(map(_quoted, columns))}]"
    return _quoted(columns if isinstance(columns, str) else columns[0])


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + '"'


def _columns(node: Node) -> dict[str, str | tuple[str, ...]]:
    """The column of each field, or several where tables differ."""
    named = node.record(COLUMNS, (TEXT, *FIELDS)).items()
    return {name: column.texts(name) if column.is_list else column.text(name) for name, column in named}


def _encoding(node: Node) -> str:
    name = node.text(ENCODING)
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise node.fail(
            f"encoding {name[:40]!r} is not known. Write utf-8, cp1251, iso-8859-2, mac_roman, …"
        ) from error


def _repairs(node: Node) -> tuple[str, ...]:
    return tuple(one.one_of(REPAIR, tuple(sorted(TELLABLE))) for one in node.nodes(REPAIR))
