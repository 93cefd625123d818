"""One name for each speaker of an article, pronouns and "the activist" resolved where the article makes it plain."""

from typing import Any

from analysis.corpus.codebook import Codebook
from analysis.voices.grammar import plain
from analysis.voices.linking import Said
from analysis.voices.names import NameBook, written_name

_PERSONAL = {"he": "man", "she": "woman", "him": "man", "her": "woman", "his": "man"}
_MEN = frozenset("mr sir lord king prince father congressman spokesman chairman businessman brother son husband".split())
_WOMEN = frozenset(
    "mrs ms miss lady dame queen princess mother congresswoman spokeswoman chairwoman businesswoman sister".split()
)


class Speakers:
    """Names the speakers of one article's statements, asked in reading order."""

    def __init__(self, text: str, codebook: Codebook) -> None:
        self._text = text
        self._book = NameBook(text, codebook)
        self._last_person: str | None = None
        self._last_body: str | None = None
        self._sex: dict[str, str] = {}

    def name(self, said: Said) -> dict[str, Any]:
        """The columns of `quotes` that say who speaks."""
        if said.label is not None:
            return self._labelled(*said.label)
        if said.subject is None or said.line is None:
            return {"speaker": None, "speaker_as_written": None, "speaker_start": None, "speaker_end": None}
        line, subject = said.line, said.subject
        start, end = line.starts[subject.start], line.ends[subject.end - 1]
        return {
            "speaker": self._resolve(said),
            "speaker_as_written": self._text[start:end],
            "speaker_start": start,
            "speaker_end": end,
        }

    def _labelled(self, start: int, end: int) -> dict[str, Any]:
        """`SMITH:` of a transcript, in small letters if the article has the name so."""
        written = self._text[start:end]
        name = self._book.full(written.title() if written.isupper() and len(written) > 3 else written)
        self._last_person = name
        return {"speaker": name, "speaker_as_written": written, "speaker_start": start, "speaker_end": end}

    def _resolve(self, said: Said) -> str | None:
        line, subject = said.line, said.subject
        head = plain(line.words[subject.head_end - 1])
        if line.tags[subject.head_end - 1] in "HhR":
            return self._pronoun(head)
        written, is_proper = written_name(line, subject)
        if not is_proper:
            return written
        name = self._book.full(written)
        if self._book.is_full(name):
            self._last_person = name
        return name

    def _pronoun(self, head: str) -> str | None:
        if head in _PERSONAL:
            return self._last_person
        return None
