"""Articles out are articles in: files of every kind give the same ones alone, mixed, packed and under any name."""

import io
import json
import random
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import read_corpus
from analysis.corpus.repair import repaired
from analysis.readers import File, Record, Settings, read_file

FIXTURES = Path(__file__).parents[1] / "fixtures" / "exports"
TOWNS = ("Tarnweiler", "Ostrava Bay", "Pellworth", "Grimsund", "Callow Quay")


def article(town: str, kind: str) -> str:
    return (
        f"The weekly market of {town} has moved indoors, the {kind} report of the council said on Friday.\n\n"
        f"Traders in {town} had asked for a roof since the storm of 2018. It will cost 1,200 crowns a day."
    )


def rows(kind: str) -> list[dict[str, str]]:
    return [{"id": f"{kind}-{n}", "title": f"{town} market", "text": article(town, kind), "source": "The Barrow"}
            for n, town in enumerate(TOWNS)]  # fmt: skip


def parquet() -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows("parquet")), made)
    return made.getvalue()


def table() -> bytes:
    header = "id;title;text;source\n"
    return (header + "".join(";".join(f'"{cell}"' for cell in row.values()) + "\n" for row in rows("table"))).encode()


def page(town: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in article(town, "page").split("\n\n"))
    return (
        f"<html><head><title>{town} market</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )


def feed() -> bytes:
    items = "".join(
        f"<item><title>{r['title']}</title><description>{r['text']}</description></item>" for r in rows("feed")
    )
    return f"<rss version='2.0'><channel><title>Barrow</title>{items}</channel></rss>".encode()


FILES = {
    **{path.name: path.read_bytes() for path in sorted(FIXTURES.iterdir())},
    "plain.txt": article("Tarnweiler", "plain").encode(),
    "rich.rtf": b"{\\rtf1\\ansi " + article("Grimsund", "rich").replace("\n\n", "\\par\n").encode() + b"\\par}",
    "page.html": page("Pellworth"),
    "table.csv": table(),
    "objects.json": json.dumps(rows("objects")).encode(),
    "lines.jsonl": "\n".join(map(json.dumps, rows("lines"))).encode(),
    "rows.parquet": parquet(),
    "feed.xml": feed(),
}


@pytest.fixture(scope="module")
def alone() -> Counter[str]:
    """The texts that the readers give of each file by itself, as a corpus takes them."""
    outcomes = [one for name, content in FILES.items() for one in read_file(File.of(name, content), Settings())[1]]
    return Counter(repaired(one.text, frozenset())[0].strip() for one in outcomes if isinstance(one, Record))


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"inside/{name}", content)
    return made.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


@pytest.mark.parametrize("seed", range(4))
def test_mixed_packed_and_renamed_the_articles_are_the_same(tmp_path, alone, seed):
    drawn = random.Random(seed)
    names = (
        [f"{n:02}{drawn.choice(('.txt', '.html', '.dat', '.csv', ''))}" for n in range(len(FILES))]
        if seed
        else [*FILES]
    )
    drawn.shuffle(names)
    files = dict(zip(names, FILES.values(), strict=True))
    packed = [drawn.choice(("", "zip", "tar")) if seed else "" for _ in files]
    by_pack = {
        pack: {name: files[name] for name, own in zip(files, packed, strict=True) if own == pack} for pack in packed
    }
    for name, content in by_pack.pop("", {}).items():
        tmp_path.joinpath(name).write_bytes(content)
    for pack, members in by_pack.items():
        tmp_path.joinpath(f"{pack}.bin").write_bytes(zipped(members) if pack == "zip" else tarred(members))
    corpus = read_corpus(tmp_path)
    assert Counter(text.strip() for text in corpus.articles["text"]) == alone
    assert corpus.articles["article_id"].is_unique
    assert len(alone) > 40
