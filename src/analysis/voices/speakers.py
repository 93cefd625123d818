"""One name for each speaker of an article, pronouns and "the activist" resolved where the article makes it plain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from analysis.corpus.codebook import Codebook
from analysis.english.classes import plain
from analysis.english.name_book import NameBook
from analysis.english.names import are_initials, full_title, is_body, is_place, sex_of, without_titles, written_name
from analysis.english.nouns import BODY_NOUNS, is_one_person, is_people, singular
from analysis.english.phrases import REPORTS, VENUES, Phrase, first_subject
from analysis.english.word_lists import word_groups
from analysis.voices.actors import actor_names
from analysis.voices.attribution import Said
from analysis.voices.lines import HEADINGS, Line
from analysis.voices.subjects import head_noun

_PERSONAL = {"he": "man", "she": "woman", "him": "man", "her": "woman", "his": "man"}
# A pronoun points at most this many sentences back: further off, a reader would have to guess as well.
_REACH = 4
_BODY_KINDS = word_groups("body_kinds", package=__package__)
# "The elder Lee" is the father of the two Lees, if the article says who is whose.
_NAMED_AS_SUCH = frozenset(("state", "force", "learning"))
_KIN = {
    "elder": frozenset("father mother uncle aunt grandfather grandmother".split()),
    "younger": frozenset("son daughter nephew niece grandson granddaughter".split()),
}
# A full name with what somebody is: "a baker", "37".
_INTRODUCED = re.compile(r"P{2,4}(?=,(?:#|D[NuA]))")
# Of which a state has many: "the transport minister" is not the minister of health.
_OFFICES = frozenset("minister secretary commissioner spokesman spokeswoman".split())
# What carries words in the street; whose they are, nobody says.
_SIGNS = frozenset("banner graffiti inscription placard plaque poster shirt sign sticker t-shirt".split())
_NOBODY = {"speaker": None, "speaker_as_written": None, "speaker_start": None, "speaker_end": None}


class Speakers:
    """Names the speakers of one article's statements, whatever the order of asking."""

    def __init__(self, text: str, lines: Sequence[Line], said: Sequence[Said], codebook: Codebook) -> None:
        self._text = text
        self._lines = lines
        self._number = {id(line): number for number, line in enumerate(lines)}
        self._book = NameBook([line for line in lines if line.block.kind not in HEADINGS], actor_names(codebook))
        self._sex: dict[str, str] = {}
        self._names: dict[tuple[int, int], str | None] = {}
        self._described_as: dict[str, set[str]] = {}
        self._speaking: dict[int, list[Phrase]] = {}
        for statement in said:
            if statement.line is not None and statement.subject is not None:
                self._speaking.setdefault(id(statement.line), []).append(statement.subject)

    def name(self, said: Said) -> dict[str, Any]:
        """The columns of `quotes` that say who speaks."""
        if said.label is not None:
            return self._labelled(*said.label)
        if said.subject is None or said.line is None:
            return dict(_NOBODY)
        line, subject = said.line, said.subject
        start, end = line.starts[subject.start], line.ends[subject.end - 1]
        return {
            "speaker": self._resolve(line, subject),
            "speaker_as_written": self._text[start:end],
            "speaker_start": start,
            "speaker_end": end,
        }

    def _labelled(self, start: int, end: int) -> dict[str, Any]:
        """`SMITH:` of a transcript, in small letters if the article has the name so."""
        written = self._text[start:end]
        name = self._book.full(written.title() if written.isupper() and len(written) > 3 else written)
        return {"speaker": name, "speaker_as_written": written, "speaker_start": start, "speaker_end": end}

    def _resolve(self, line: Line, subject: Phrase) -> str | None:
        key = (line.starts[subject.head], subject.head_end)
        if key not in self._names:
            self._names[key] = None  # a pronoun that leads back to itself stays open
            self._names[key] = self._resolved(line, subject)
        return self._names[key]

    def _resolved(self, line: Line, subject: Phrase) -> str | None:
        head = plain(line.words[subject.head_end - 1])
        if line.tags[subject.head_end - 1] in "HhR":
            return self._pronoun(line, subject, head)
        if singular(head) in _SIGNS:
            return head.capitalize()  # "waved flags and carried | signs that read “…”"
        written, is_proper = written_name(line, subject)
        if is_proper:
            return self._proper(line, subject, written)
        return self._book.known(written) or self._described(line, subject, head) or written

    def _elder(self, written: str, age: str) -> str | None:
        """`The elder Lee`: the one whom the article calls the other's father; open where it does not say."""
        names = [
            name for name, words in self._described_as.items() if name.endswith(f" {written}") and words & _KIN[age]
        ]
        return names[0] if len(names) == 1 else None

    def _proper(self, line: Line, subject: Phrase, written: str) -> str | None:
        age = plain(line.words[subject.head_end - 2]) if subject.head_end > subject.head + 1 else ""
        if age in _KIN and " " not in written:
            return self._elder(written, age)
        if " and " in written and not is_body(written.replace(" and ", " ")):
            return " and ".join(self._book.full(part) for part in written.split(" and "))
        name = self._book.full(written)
        described = (full_title(plain(word)) for word in line.words[subject.start : subject.end])
        self._described_as.setdefault(name, set()).update(described)
        if name not in self._sex:
            words = [plain(word) for word in line.words[subject.head : subject.head_end]]
            words = [word for word in words if word not in _PERSONAL]  # "her brother" is no woman
            sex = sex_of([*words, *name.lower().split()[:1]])
            if sex:
                self._sex[name] = sex
        return name

    def _pronoun(self, line: Line, subject: Phrase, head: str) -> str | None:
        if head.split("'")[0] in _PERSONAL:
            return self._before(line, subject, kind="person", sex=_PERSONAL[head.split("'")[0]])
        if head.split("'")[0] == "it":
            return self._before(line, subject, kind="body", sex=None)
        if head.split("'")[0] == "they":
            return self._before(line, subject, kind="several", sex=None)
        return None

    def _described(self, line: Line, subject: Phrase, head: str) -> str | None:
        """`the activist`, `the union`: somebody named shortly before."""
        tags = line.tags[subject.head : subject.head_end]
        if tags[0] != "D" or len(tags) > 3 or plain(line.words[subject.head]) not in ("the", "this"):
            return None
        if head in BODY_NOUNS:
            # "the health ministry" is no other ministry named before; "the company" may be.
            modifier = plain(line.words[subject.head + 1]) if len(tags) > 2 else None
            return self._before(line, subject, kind="body", sex=None, noun=head, modifier=modifier)
        if is_one_person(head):
            trade = plain(line.words[subject.head + 1]) if tags == "DNN" and head in _OFFICES else None
            found = self._before(line, subject, kind="person", sex=sex_of([head]), noun=head, modifier=trade)
            return found or (self._titled(line, head) if len(tags) == 2 else None)
        if head.endswith("-year-old"):
            return self._before(line, subject, kind="person", sex=None)
        return None

    def _titled(self, line: Line, head: str) -> str | None:
        """`the mayor`: whom the sentences before call Mayor, if nobody else in the article has the title."""
        number = self._number[id(line)]
        for earlier in self._lines[max(0, number - _REACH) : number]:
            for at, word in enumerate(earlier.words[:-1]):
                if (
                    earlier.tags[at : at + 2] == "PP"
                    and full_title(plain(word)) == head
                    and earlier.block.kind not in HEADINGS
                ):
                    name = self._book.titled(head)
                    return None if name is None or plain(name.split()[-1]) in VENUES else name
        return None

    def _before(
        self,
        line: Line,
        subject: Phrase,
        *,
        kind: str,
        sex: str | None,
        noun: str | None = None,
        modifier: str | None = None,
    ) -> str | None:
        """The nearest subject of that kind here or in the few sentences before; introduced as `noun`, if given."""
        number = self._number[id(line)]
        pronoun_of_body = kind in ("body", "several") and noun is None
        for back in range(number, max(-1, number - 1 - _REACH), -1):
            earlier = self._lines[back]
            limit = subject.start if back == number else len(earlier.tags)
            for name, found in self._subjects_of(earlier, limit):
                if kind == "body" and found == "thing":
                    if noun is not None and back == number and line.tags[subject.start - 1] == ",":
                        continue  # "Funds are needed, | the agency said"
                    return None  # "the stock fell after it reported": whose report, only a reader can tell
                is_spoken = kind == "several" and found == "body" and back < number  # "The crew said …. They added"
                if pronoun_of_body and found == "person" and " " not in name and name not in self._sex:
                    return name  # "Vantor will close the plant. It said …": whoever has one name only is a firm
                if (found != kind and not is_spoken) or (sex is not None and self._sex_of(name, sex) != sex):
                    continue
                if noun is not None and kind == "body" and _is_no_body(name):
                    continue
                described = self._described_as.get(name, set())
                if kind == "person" and noun is not None and noun not in described:
                    continue
                if kind == "body" and noun is not None and not _is_of_kind(noun, {*described, *plain(name).split()}):
                    continue
                if modifier is not None and modifier not in described | set(name.lower().split()):
                    continue
                if sex is not None:
                    self._sex.setdefault(name, sex)
                return name
        return None

    def _sex_of(self, name: str, expected: str) -> str:
        """`Her husband` is no woman, whatever his name."""
        return self._sex.get(name) or sex_of([plain(name)]) or expected

    def _subjects_of(self, line: Line, limit: int) -> Iterator[tuple[str, str]]:
        """Whom a sentence is about: who speaks in it, the last first, then its grammatical subject, with the kind."""
        subjects = [subject for subject in self._speaking.get(id(line), []) if subject.head_end <= limit]
        is_postposed = _is_postposed(line, limit)
        is_its = is_postposed and plain(line.words[limit]) == "it"  # "The firm made a loss, | it said"
        grammatical = first_subject(line, limit) if limit > 1 and (is_its or not is_postposed) else None
        if is_its and grammatical is not None and self._with_kind(line, grammatical)[1] != "body":
            grammatical = None
        for subject in [*reversed(subjects), *([grammatical] if grammatical else [])]:
            if subject.head_end <= limit and not _asks(line, subject):
                name, kind = self._with_kind(line, subject)
                if name is not None and not (kind == "thing" and line.tags[subject.end - 1] in "RT"):
                    yield name, kind
        if grammatical is not None and not subjects:
            yield from self._introduced(line, grammatical.end, limit)

    @staticmethod
    def _is_introduced_as_body(line: Line, subject: Phrase) -> bool:
        """`the rights group | Open Doors`: the last word in small letters before the name tells what it is."""
        last = max((at for at in range(subject.head, subject.head_end) if line.tags[at] in "Nu"), default=None)
        return last is not None and last < subject.head_end - 1 and plain(line.words[last]) in BODY_NOUNS

    def _introduced(self, line: Line, start: int, limit: int) -> Iterator[tuple[str, str]]:
        """`We met Ann Lee, a baker`: whom a sentence about others introduces, to speak next."""
        for found in _INTRODUCED.finditer(line.tags, start, limit):
            name = self._book.full(" ".join(without_titles(line.words[found.start() : found.end()])))
            if self._book.is_person(name):
                yield name, "person"

    def _with_kind(self, line: Line, subject: Phrase) -> tuple[str | None, str]:
        name = self._resolve(line, subject)
        if name is None:
            return None, ""
        head = line.tags[subject.head_end - 1]
        last = plain(line.words[head_noun(line, subject) if head in "Nu" else subject.head_end - 1])
        is_common = head in "NuP" and self._book.is_common(line, subject.head_end - 1)
        noun = singular(last)
        words = [plain(word) for word in line.words[subject.head : subject.head_end]]
        is_somebody = head in "PHh" or is_one_person(noun) or noun in BODY_NOUNS or any(map(is_people, words))
        are_several = " and " in name or (is_common and last.endswith("s") and not last.endswith("ss"))
        if (are_several and is_somebody) or last == "they" or are_initials(name):
            return name, "several"
        written, is_proper = written_name(line, subject) if head not in "Hh" else (name, True)
        if is_proper and self._is_introduced_as_body(line, subject):
            return name, "body"
        if (is_proper or name != written) and self._book.is_person(name):
            return name, "person"
        if not is_proper and is_one_person(last):
            return name, "person"
        return name, "body" if is_proper or last in BODY_NOUNS | REPORTS else "thing"


def _asks(line: Line, subject: Phrase) -> bool:
    """`The reporter asked him`: somebody else answers."""
    return [plain(word) for word in line.words[subject.end : subject.end + 2]] in (["asked", "him"], ["asked", "her"])


def _is_no_body(name: str) -> bool:
    """`the paper` is not Seoul, `the company` is no report, `the union` is nobody's body that was found."""
    head = plain(name.partition(" of ")[0])
    return is_place(name) or head == "body" or not {head.split()[-1], plain(name.split()[-1])}.isdisjoint(REPORTS)


def _is_of_kind(noun: str, words: Iterable[str]) -> bool:
    """Whether `the union` can refer to what these words name: the same noun, no noun of another kind of body.

    A name that tells no kind may be a firm's, a paper's or a union's; a ministry, an army is always named as one.
    """
    words = set(words)
    if noun in words:
        return True
    kinds = {kind for kind, nouns in _BODY_KINDS if not words.isdisjoint(nouns)}
    own = {kind for kind, nouns in _BODY_KINDS if noun in nouns}
    return bool(kinds & own) or not (kinds or own <= _NAMED_AS_SUCH)


def _is_postposed(line: Line, at: int) -> bool:
    """`Smith is innocent, | she said`: whoever the reported words are about is not who says them."""
    opens = line.tags[0] in "BIA" and line.tags[1:2] != "#"  # "About 100 guards …, they said" is no phrase of time
    return line.tags[at : at + 1] == "H" and line.tags[at - 1] in ",-" and not opens
