"""Which language a text is in."""

import pytest

from analysis.corpus.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The people of the valley said that the water was high and that the road was closed to all of them.", "en"),
        (
            "Die Menschen sagten, dass das Wasser hoch sei und die Straße nicht offen ist. Das ist auch im Tal so.",
            "de",
        ),
        (
            "Les gens de la vallée ont dit que la route est fermée et que le pont ne tient plus dans la ville.",
            "fr",
        ),
        (
            "Жители долины сказали, что вода высокая и дорога закрыта, и никто не знает, когда это кончится.",
            None,
        ),
        ("Too short to tell.", None),
        ("", None),
    ],
)
def test_a_language_is_told_only_when_it_is_plain(text, code):
    assert detect_language(text) == code
