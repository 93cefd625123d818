"""A story of chosen articles, or of groups, is that of a folder made so by hand: every table, byte for byte."""

import csv
import shutil
from pathlib import Path

import pytest

from analysis import parameters, pipeline, storage
from analysis.errors import ParameterError

FLOOD = Path(__file__).parent / "fixtures" / "valley-flood"
WIRE = (
    "VELM, May 3 (AP) — The ferry Marlin ran aground off Velm harbour on Friday with 214 passengers on board, the "
    "coast guard said. Nobody was hurt. Captain Lena Brodd blamed thick fog and a broken radar for the accident. "
    "Tugs from Osmark and Tarn pulled the ship free after nine hours, and divers found a tear of 12 metres in its "
    "hull. The owner, Brodd Lines, cancelled all crossings until Wednesday. Mayor Ivo Hask called the delay a disgrace."
)
PILOT = (
    "A pilot who guided ships into Velm for 30 years says the fog was no surprise. “We asked for a new radar in "
    "2019,” said Tomas Reed. The port authority answered that money was short. Two of its three radars are older than "
    "the ships they guide, and hundreds of workers fear for the winter. The port lost 40 jobs last year. "
    "Reed learned the trade from his father, who brought the first tankers up the sound when the channel was marked "
    "by lamps on poles. He keeps a list of every ship that touched ground since then, 61 names in a blue notebook. "
    "Next week he will read from it to the inquiry, and he hopes that somebody from the capital comes to listen."
)
OPINION = (
    "The Marlin is a scandal. A town that lives from the sea lets its radars rot, and nobody is to blame. Terrible "
    "luck, says the mayor. It is not luck. It is greed, and the good people of Velm will pay for it with their jobs. "
)
# An article that has three sentences of another and more of its own is not left out as a copy.
LETTER = (
    PILOT.partition(", and hundreds")[0]
    + " Yet readers of this paper write to say that crews were short as well. Nine of ten who answered our survey "
    "want the harbour master to go. Some 1,200 people signed a petition in Osmark, and schools closed for a day. "
    "Fishermen tell of nets cut by the stranded hull, of angry wives, of lost weeks. They ask for help, and for hope. "
    "An editor who walked the piers on Sunday counted eleven boats for sale and two cafés with boarded windows. The "
    "baker on Quay Street has let three people go since Easter; her oven is cold by noon. On the hill the hotel fills "
    "its rooms with divers and insurers, who tip well and say nothing. Whoever wins the autumn election inherits all "
    "of it: the hull on the rocks, the empty nets, the petition, and a bill that nobody in the town hall will read."
)
ROWS = [
    ("tide-1.txt", "Tide", "2024-05-03", "news", "state", WIRE),
    ("tide-2.txt", "Tide", "2024-05-06", "feature", "state", PILOT),
    ("anchor-1.txt", "Anchor", "2024-05-04", "news", "private", WIRE.replace("the coast guard", "its coast guard")),
    ("anchor-2.txt", "Anchor", "2024-05", "opinion", "private", OPINION),
    ("lamp-1.txt", "Lamp", "", "news", "private", LETTER),
]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """Five articles with a further column; one is an agency's text and one a copy of it."""
    folder = tmp_path_factory.mktemp("stories") / "harbour"
    folder.mkdir()
    header = ["file", "source", "published", "genre", "Owner"]
    with (folder / "sources.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *(row[:5] for row in ROWS)])
    for name, *_, text in ROWS:
        (folder / name).write_text(f"The Marlin off Velm\n\n{text}\n", encoding="utf-8")
    return folder


# One value for each choice of 06: all combinations take their time.
FEW = {f"vary_{choice}": values[0] for choice, values in parameters.alternatives(parameters.Parameters()).items()}
FEW["leave_out_articles"] = False


def story(folder, processed, **settings):
    given = parameters.make({"corpus": str(folder), "n_resamples": 20, **FEW, **settings})
    return pipeline.open_corpus(given, processed=processed)


def hashes(one):
    one.tables()
    return {name: entry["sha256"] for name, entry in storage.read_manifest(one.processed)["tables"].items()}


def by_hand(folder, place, *, files=None, source_of=None):
    """The folder with these files only, and with other values in the column `source` (the old ones as `outlet`)."""
    made = place / folder.name
    shutil.copytree(folder, made)
    with (made / "sources.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if files is None or row["file"] in files]
    for path in made.glob("*.txt"):
        if files is not None and path.name not in files:
            path.unlink()
    if source_of:
        rows = [row | {"outlet": row["source"], "source": source_of(row)} for row in rows]
    with (made / "sources.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return made


def different(chosen, made):
    return {name for name, sha256 in hashes(chosen).items() if hashes(made)[name] != sha256}


# What says that and why articles were left out is in no folder made by hand.
OF_THE_CHOICE = {"notes", "left_out_articles"}


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        (
            {"where": "published >= 2024-05-04 and genre != 'feature' or Owner == 'private'"},
            {"anchor-1.txt", "anchor-2.txt", "lamp-1.txt"},
        ),
        ({"copies": "first"}, {"tide-1.txt", "tide-2.txt", "anchor-2.txt", "lamp-1.txt"}),
        ({"copies": "drop"}, {"tide-2.txt", "anchor-2.txt", "lamp-1.txt"}),
    ],
    ids=["where", "first of each text", "no agency's text"],
)
def test_articles_left_out_are_as_if_they_had_never_been_there(harbour, tmp_path, settings, files):
    chosen = story(harbour, tmp_path / "chosen", **settings)
    assert set(chosen.articles["path"]) == files
    made = story(by_hand(harbour, tmp_path, files=files), tmp_path / "by hand")
    assert different(chosen, made) == OF_THE_CHOICE
    assert set(chosen.left_out_articles["path"]) == {row[0] for row in ROWS} - files


def test_an_article_that_shares_a_passage_is_no_copy(harbour, tmp_path):
    pairs = story(harbour, tmp_path).kinship.set_index(["article_a", "article_b"])["relation"]
    assert pairs["lamp-1", "tide-2"] == "excerpt"
    assert {"lamp-1", "tide-2"} <= set(story(harbour, tmp_path, copies="drop").articles["article_id"])


@pytest.mark.parametrize(
    ("compare", "source_of"),
    [
        ("Owner", lambda row: row["Owner"]),
        ("genre == 'news'", lambda row: "genre news" if row["genre"] == "news" else "genre other than news"),
    ],
    ids=["a column", "a condition"],
)
def test_groups_are_as_if_they_had_been_written_into_the_column_source(harbour, tmp_path, compare, source_of):
    chosen = story(harbour, tmp_path / "chosen", compare=compare)
    made = story(by_hand(harbour, tmp_path, source_of=source_of), tmp_path / "by hand")
    # The metadata are what the folder says, and there it says another source.
    assert different(chosen, made) == {"notes", "metadata"}
    assert set(chosen.articles["outlet"]) == {"Tide", "Anchor", "Lamp"}


@pytest.mark.scale
def test_so_it_is_with_a_whole_story_too(tmp_path):
    chosen = story(FLOOD, tmp_path / "chosen", where="published < 2023-03-17")
    files = {"kessa-herald.txt", "northern-star.txt", "velland-today.txt"}
    made = story(by_hand(FLOOD, tmp_path, files=files), tmp_path / "by hand")
    (made.folder / "open-hands.md").unlink()
    assert different(chosen, made) == OF_THE_CHOICE


def test_all_are_set_against_the_reference_and_it_against_none(harbour, tmp_path):
    chosen = story(harbour, tmp_path, compare="Owner", reference="state")
    assert chosen.contrasts[["first", "second"]].values.tolist() == [["private", "state"]]
    assert set(chosen.terms["source"]) == {"private"}
    pairs = story(harbour, tmp_path, reference="Lamp").frame_contrasts[["first", "second"]].drop_duplicates()
    assert pairs.values.tolist() == [["Anchor", "Lamp"], ["Tide", "Lamp"]]


def test_against_one_source_words_are_measured_as_if_it_were_the_only_other(harbour, tmp_path):
    """With two groups, one against the other is one against all the rest."""
    plain = story(harbour, tmp_path / "plain", compare="Owner").terms.query("source == 'private'")
    against = story(harbour, tmp_path / "against", compare="Owner", reference="state").terms
    assert against[["term", "log_odds", "z"]].equals(plain[["term", "log_odds", "z"]].reset_index(drop=True))
    three = story(harbour, tmp_path / "three", reference="Lamp").terms.set_index(["source", "term"])
    rest = story(harbour, tmp_path / "rest").terms.set_index(["source", "term"])
    both = three.index.intersection(rest.index)
    assert len(both)
    assert (three.loc[both, "log_odds"] != rest.loc[both, "log_odds"]).any()


def test_a_reference_that_is_no_group_is_an_error_that_lists_them(harbour, tmp_path):
    with pytest.raises(ParameterError, match="private and state"):
        _ = story(harbour, tmp_path, compare="Owner", reference="party").terms
