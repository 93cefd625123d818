"""Names and bytes of files that mean harm, or are merely odd: nothing leads out, turns writing, or is guessed."""

import json

import pytest

from analysis import pipeline, provenance, storage
from analysis.corpus import corpus_files, read_corpus
from analysis.errors import CorpusError, ParameterError
from analysis.parameters import make
from analysis.readers import File, Settings, Unreadable, read_file
from analysis.report.links import linked_numbers, pieces

ARTICLE = "Ferry sinks\n\nThree people died when a ferry sank off Orlen, the harbour office said.\n"
TURNED = "rain\u202etxt.exe.txt"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    return folder


def test_of_a_file_that_a_link_leads_out_to_nothing_is_published(corpus, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish, and nobody is to know of it.")
    (corpus / "b.txt").symlink_to(secret)
    (corpus / "references").mkdir()
    (corpus / "references" / "c.txt").symlink_to(secret)
    inputs = provenance.inputs_of(corpus_files(corpus), folder=corpus)
    assert provenance.file_sha256(secret) not in inputs.values()
    rejected = read_corpus(corpus).rejected
    assert sorted(rejected["path"]) == ["b.txt", "references/c.txt"]
    assert rejected["reason"].str.contains("leads out").all()


@pytest.mark.parametrize("name", ["sources.csv", "codebook.yml", "corpus.yml"])
def test_a_file_beside_the_articles_that_leads_out_is_refused_with_what_to_do(corpus, tmp_path, name):
    (tmp_path / "elsewhere").write_text("file,source\na.txt,Post\n")
    (corpus / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CorpusError, match=f"{name} in .* leads out of the folder. Copy"):
        corpus_files(corpus)


def test_a_link_within_the_folder_is_read(corpus):
    (corpus / "b.txt").symlink_to(corpus / "a.txt")
    assert sorted(path.name for path in corpus_files(corpus)) == ["a.txt", "b.txt"]


def test_a_name_that_turns_the_direction_of_writing_stands_escaped_in_the_record(corpus, tmp_path):
    (corpus / TURNED).write_text(ARTICLE)
    inputs = provenance.inputs_of(corpus_files(corpus), folder=corpus)
    storage.write_json(tmp_path / "run.json", {"inputs": inputs, "zero": "a\u200bb", "mark": "\ufeff"})
    text = (tmp_path / "run.json").read_text("utf-8")
    assert "\\u202e" in text
    assert text.isascii()
    assert TURNED in json.loads(text)["inputs"]


def test_files_of_one_stem_are_each_an_article_of_their_own(corpus):
    for name in ("a.md", "a.txt.txt", "A.txt"):
        (corpus / name).write_text(ARTICLE.replace("Three", name))
    articles = read_corpus(corpus).articles
    assert articles["article_id"].nunique() == len(articles) == 4


@pytest.mark.parametrize("value", ["VADER, nonsense", "VADER, absent.csv", "vader"])
def test_a_lexicon_to_vary_that_is_not_there_is_refused_before_any_work(corpus, tmp_path, value):
    with pytest.raises(ParameterError, match=r"lexicon"):
        pipeline.open_corpus(make({"corpus": str(corpus), "vary_lexicon": value}), processed=tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_a_lexicon_that_cannot_be_read_is_refused_before_any_work(corpus, tmp_path):
    (corpus / "lexicons").mkdir()
    (corpus / "lexicons" / "mine.csv").write_text("word,weight\ngood,many\n")
    with pytest.raises(ParameterError, match=r"mine\.csv"):
        pipeline.open_corpus(make({"corpus": str(corpus), "vary_lexicon": "mine.csv"}), processed=tmp_path / "p")


SAID = {
    "Russian": "Мэр города сообщил в понедельник, что три человека погибли. Спасатели продолжают поиски.",
    "Bulgarian": "Кметът съобщи, че трима души са загинали при срутването на моста.",
    "a line": "Паром затонул вчера ночью",
}
FORMS = {
    "a.txt": "{}",
    "a.csv": 'title,text\nFerry,"{}"\n',
    "a.json": '[{{"title": "Ferry", "text": "{}"}}]',
    "a.html": "<html><body><article><h1>Ferry</h1><p>{0}</p><p>{0}</p></article></body></html>",
}


# Of a single line, only the two in which Russian is mostly written are certain to be told.
TRIED = [(encoding, said) for encoding in ("cp1251", "koi8-r") for said in SAID.values()]
TRIED += [("cp866", SAID["Russian"]), ("iso-8859-5", SAID["Bulgarian"])]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("encoding", "said"), TRIED)
def test_an_encoding_that_is_not_told_never_comes_in_as_letters_of_another_alphabet(encoding, form, said):
    file = File.of(form, FORMS[form].format(said).encode(encoding))
    with pytest.raises(Unreadable, match=r"encoding|article text"):
        list(read_file(file, Settings())[1])
    told = list(read_file(file, Settings(encoding=encoding))[1])
    assert any(said in getattr(one, "text", "") for one in told)


@pytest.mark.parametrize("said", ["Crédit à l'été: où ça a été déjà créé, là.", "Über Öl für Käse süß", "ÅÄÖ åäö på"])
def test_accents_of_western_europe_are_no_other_alphabet(said):
    for form in ("a.txt", "a.csv"):
        made = list(read_file(File.of(form, FORMS[form].format(f"{said} Rain fell.").encode("cp1252")), Settings())[1])
        assert any(said in getattr(one, "text", "") for one in made)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("France 24 says so", []),
        ("20 Minutes has 3 of 14 quotations", ["3 of 14"]),
        ("Of 12 articles Channel 4 wrote 2.", ["12", "2"]),
        ("Radio Orlen names 1,184 people", ["1,184"]),
    ],
)
def test_a_number_in_a_name_is_no_result(text, linked):
    found = [piece.text for piece in pieces(linked_numbers(text, "x.html")) if piece.target]
    assert found == linked
