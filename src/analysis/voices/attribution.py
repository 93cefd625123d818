"""From lines to the statements of an article: quotations that stand alone get the speaker the article gives them.

News names a speaker once and then lets quotations follow: in the same paragraph, in the next one, or after a colon. A
quotation that nothing introduces keeps no speaker; a few words in marks that nobody is said to have said are a doubted
term ("scare quotes") and no statement.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby

from analysis.corpus.furniture import is_label
from analysis.english.classes import class_words, plain
from analysis.english.marks import DASHES
from analysis.english.names import is_body, is_place, names_in
from analysis.english.nouns import singular
from analysis.english.phrases import Phrase, first_subject, subject_after
from analysis.english.word_lists import word_list, word_table
from analysis.voices.lines import HEADINGS, WORKS, Line
from analysis.voices.reporting_verbs import Cue
from analysis.voices.statements import Statement, statements_of
from analysis.voices.subjects import can_tell

# A quotation of fewer words that no cue introduces is a term, a title or a doubted word.
FEWEST_WORDS = 4
_LONGEST_TERM = 25
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_LABEL = re.compile(r"([A-Z][A-Z.’'-]{1,20}(?: [A-Z][A-Z.’'-]{1,20}){0,2}): +(?=\S)")
_HEADLINE = re.compile(r"([A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}): +(?=\S)")
# “…” — Ann Lee, teacher
_SIGNED = re.compile(r"-D?P{1,6}(?:,[^XVYvHq]{1,14})?[.~]*$")
_SIGNATURE = re.compile(r"-P{2,6}(?:,[^XVYvHq]{1,14})?[.~]*$")
_SIGNER = re.compile(r"P{2,6}(?:,[^XVYvHq]{1,14})?[.~]*$")
_DASH = re.compile(rf"[{DASHES}][^\S\n]*$")
# Ann Lee, 37, is a teacher
_INTRODUCED = re.compile(r"P{2,4}(?:,#,)?(?:,[^,XVYvHq]{1,12},)?X[DA]")
# Ann Lee, head of the school: “…”; And from Ann Lee: “…”; From the desk of Ann Lee.
_NAMED = re.compile(r"(?:C?I(?:DNO)?(?=P))?(P{1,5})(?:,[^XVYvHq.:]{1,16}|\([^XVYvHq.:]{1,12}\))?:~?$")
_DESK = re.compile(r"IDNO(P{1,5})(?:,[^XVYvHq]{1,16})?[.:]$")
# Ann Lee: The pumps failed.
_TURN = re.compile(r"([A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3}): +(?=[A-Z“\"‘'])")
# Q: Why? A: Because.
_ASKED = re.compile(r"\W{0,3}(?:Q|Question)\s?[.:]\W{0,3}\s(?=\w)")
_ANSWERED = re.compile(r"\W{0,3}(?:A|Answer)\s?[.:]\W{0,3}\s(?=\W{0,2}\w)")
_LABELS = word_list("labels", package=__package__)
_EVENTS = frozenset(word_table("events"))
_SMALL = class_words("HhIZXBA")
_DOES = re.compile(r"(P{1,4}|H|D[NPu]{1,3}?)A?(?=[YEXN])")
_MID_PHRASE = re.compile(r"[IOZ]q|Dq[Nu]")
_ALONE = re.compile(r"[q.,;:\-~C()]*+$")


@dataclass(slots=True)
class Said:
    """One statement of an article. `spans` hold start, end and whether the words stand between marks.

    `subject` is in tokens of `line`, the line that names the speaker; both are None where nobody is named. `label` is
    where a transcript names the speaker (`SMITH: …`), in characters, instead. `goes_on`: the next paragraph goes on
    with the same quotation.
    """

    line: Line | None
    subject: Phrase | None
    cue: Cue | None = None
    cue_text: str | None = None
    spans: list[tuple[int, int, bool]] = field(default_factory=list)
    label: tuple[int, int] | None = None
    goes_on: bool = False

    def take_speaker(self, other: "Said") -> None:
        """Be said by whoever says `other`."""
        self.line, self.subject, self.label = other.line, other.subject, other.label

    def again(self, spans: list[tuple[int, int, bool]]) -> "Said":
        """Another statement by the same speaker, without a cue of its own."""
        return Said(self.line, self.subject, spans=spans, label=self.label)


@dataclass(slots=True)
class _Reader:
    """What the reader of an article knows so far.

    `current` is the statement that a quotation standing alone in this block goes on with; `carried` the one from the
    block before; `announced` what a colon has introduced; `waiting` quotations of this block without a speaker yet;
    `first` the first line below the headlines; `is_dated`: its label, the only one, is a place ("VELMAR: Two men").
    """

    text: str
    said: list[Said] = field(default_factory=list)
    current: Said | None = None
    carried: Said | None = None
    announced: Said | None = None
    waiting: list[Said] = field(default_factory=list)
    turns: Set[str] = frozenset()
    answers: Mapping[str, Said] = field(default_factory=dict)
    first: Line | None = None
    is_dated: bool = False


def link(lines: Iterable[Line], text: str) -> list[Said]:
    """All statements of an article, in reading order."""
    blocks = [list(block) for _, block in groupby(lines, key=lambda line: line.block.block_id)]
    first = next((block[0] for block in blocks if block[0].block.kind not in HEADINGS), None)
    labels = [block for block in blocks if 0 not in block[0].quotes and _LABEL.match(text, block[0].starts[0])]
    is_dated = len(labels) == 1 < len(blocks) and labels[0][0] is first
    reader = _Reader(text, turns=_turns(blocks, text), answers=_answers(blocks, text), first=first, is_dated=is_dated)
    for before, block in zip([[], *blocks], blocks, strict=False):
        if before and _signs(block, text) and all(line.quotes and _ALONE.match(line.tags) for line in before):
            reader.said[-1].take_speaker(Said(block[0], subject_after(block[0], block[0].tags.startswith("-"))))
            reader.waiting = []
        else:
            _read_block(reader, block)
    kept = [said for said in reader.said if said.spans]
    return sorted(kept, key=lambda said: said.spans[0])


def _read_block(reader: _Reader, block: list[Line]) -> None:
    reader.current = None
    reader.waiting = [said for said in reader.waiting if said.goes_on]
    answer = reader.answers.get(block[0].block.block_id)
    if answer is not None:
        reader.said.append(answer)
        reader.carried = None
        return
    for line in block:
        labelled = _labelled(line, reader.text, reader.turns)
        if labelled is not None and not (line is reader.first and (_has_speaker(line) or reader.is_dated)):
            reader.current = labelled
            reader.said.append(labelled)
        elif reader.waiting and _SIGNATURE.match(line.tags):
            _credit_waiting(reader, Said(line, subject_after(line, 1)))
        elif line.quotes and _ALONE.match(line.tags):
            _stands_alone(reader, line)
        else:
            _read_line(reader, line)
    has_ended = reader.carried is not None and not all(said.goes_on for said in reader.waiting)
    if has_ended:
        for said in reader.waiting:  # a quotation over several paragraphs ends here
            if reader.carried.label is None:
                said.take_speaker(reader.carried)
            else:  # a turn of a transcript goes on: one statement
                reader.carried.spans += said.spans
                said.spans = []
    if reader.current is not None or not reader.waiting:
        reader.carried = None if _is_only_cited(reader.current) else reader.current
    if has_ended:
        reader.waiting = []  # whoever speaks next said none of it


def _is_only_cited(said: Said | None) -> bool:
    """`According to the board, 40 died.`: whom a paragraph only cites is not heard in the next one."""
    return said is not None and said.cue_text is not None and said.cue_text.startswith("according")


def _turns(blocks: Sequence[Sequence[Line]], text: str) -> Set[str]:
    """The paragraphs of an interview: `Name: What is said.`, two or more in a row, by two speakers."""
    found: set[str] = set()
    run: list[tuple[str, str, bool]] = []
    for lines in [*blocks, []]:
        block = lines[0].block if lines else None
        match = _TURN.match(text, block.start_char, block.end_char) if block and block.kind != "title" else None
        if match and block is not None and text[block.start_char : block.end_char].rstrip()[-1] in ".?!”\"’'":
            asks = text[block.start_char : block.end_char].rstrip().endswith("?")
            run.append((block.block_id, match.group(1), asks))
            continue
        names = {name for _, name, _ in run}
        askers = [name for name in names if all(asks for _, other, asks in run if other == name)]
        if len(names) == 2 and (any(" " in name for name in names) or len(askers) == 1):
            found |= {block_id for block_id, _, _ in run}
        run = []
    return found


def _signs(block: Sequence[Line], text: str) -> bool:
    """`— Ann Lee, teacher` in a paragraph of its own, below what she says."""
    start = block[0].starts[0]
    is_after_dash = bool(_SIGNER.match(block[0].tags)) and bool(_DASH.search(text[max(0, start - 4) : start]))
    return len(block) == 1 and (is_after_dash or bool(_SIGNATURE.match(block[0].tags)))


def _answers(blocks: Sequence[Sequence[Line]], text: str) -> Mapping[str, Said]:
    """The answers of an interview in `Q:` and `A:`, by paragraph; questions are the article's own, and nobody's words.

    Who answers is the one person whom the article has named before the first question; open if there are several.
    """
    asked = [at for at, lines in enumerate(blocks) if _ASKED.match(text, lines[0].block.start_char)]
    answered = [at for at, lines in enumerate(blocks) if _ANSWERED.match(text, lines[0].block.start_char)]
    if not asked or not answered or answered[-1] < asked[0]:
        return {}
    line, subject = _only_person(blocks[: asked[0]])
    found: dict[str, Said] = {}
    for at in range(asked[0], answered[-1] + 1):
        block = blocks[at][0].block
        match = _ANSWERED.match(text, block.start_char) if at in answered else None
        said = Said(line, subject, cue_text=":", spans=[])
        if match is not None:
            said.spans.append((match.end(), block.end_char, False))
        elif at not in asked and any(asked[0] < other < at for other in answered):
            said.spans.append((block.start_char, block.end_char, False))
        found[block.block_id] = said
    return found


def _only_person(blocks: Sequence[Sequence[Line]]) -> tuple[Line, Phrase] | tuple[None, None]:
    """Where the one person named in these paragraphs is named first."""
    found: dict[str, tuple[Line, Phrase]] = {}
    for line in (line for lines in blocks for line in lines if line.block.kind not in HEADINGS):
        for name in names_in(line):
            if " " in name.text and not is_body(name.text) and not is_place(name.text):
                found.setdefault(name.text.split()[-1], (line, Phrase(name.start, name.end, name.start, name.end)))
    return next(iter(found.values())) if len(found) == 1 else (None, None)


def _labelled(line: Line, text: str, turns: Set[str]) -> Said | None:
    """`SMITH: We will.` in a transcript, with or without quotation marks; `Smith: We will` as a headline."""
    if not line.is_first:
        return None
    at, end = line.starts[0], line.ends[-1]
    quote = line.quotes.get(0)
    if quote is not None:
        at, end = quote.start, quote.end
    found = _LABEL.match(text, at, end)
    if found is None:
        found = _HEADLINE.match(text, at, end) if line.block.kind == "title" and quote is None else None
    if found is None and line.block.block_id in turns:
        found = _TURN.match(text, line.block.start_char, line.block.end_char)
    if found is None or is_label(found[1]) or _is_call(found[1]):
        return None
    start = found.end()
    return Said(None, None, None, ":", [(start, end, quote is not None)], (at, found.end(1)))


def _has_speaker(line: Line) -> bool:
    """`VELMAR: President Lund warned that …`: a dateline, for the sentence names who says it."""
    subjects = (statement.subject for statement in statements_of(line))
    return any(subject is not None and "P" in line.tags[subject.head : subject.head_end] for subject in subjects)


def _is_call(label: str) -> bool:
    """`ADD TO CART: …`, `NOTE: …`, `Typhoon Ada: “40 dead”`: no name of somebody."""
    words = [plain(word) for word in label.split()]
    return _is_event(words) or all(word in _LABELS for word in words) or not _SMALL.isdisjoint(words)


def _is_event(words: Iterable[str]) -> bool:
    """Whether a name before a colon is of a storm, a quake, a fire: `Typhoon Ada`."""
    return not _EVENTS.isdisjoint(singular(plain(word)) for word in words)


def _stands_alone(reader: _Reader, line: Line) -> None:
    """A sentence that is nothing but quotations."""
    quotes = [quote for _, quote in sorted(line.quotes.items())]
    spans = [(quote.start, quote.end, True) for quote in quotes if not _is_stage(reader.text[quote.start : quote.end])]
    if not spans:
        return
    if reader.announced is not None:
        reader.current, reader.announced = reader.announced, None
    if reader.current is not None and not reader.current.spans:
        reader.said.append(reader.current)
    if reader.current is None:
        goes_on = any(quote.is_continued for quote in line.quotes.values())
        said = Said(None, None, spans=spans, goes_on=goes_on)
        reader.said.append(said)
        reader.waiting.append(said)
    elif any(direct for _, _, direct in reader.current.spans) or not reader.current.spans:
        reader.current.spans += spans
    else:
        reader.current = reader.current.again(spans)
        reader.said.append(reader.current)


def _is_stage(quoted: str) -> bool:
    """`(Applause.)` in a transcript is nobody's words."""
    return quoted.startswith(("(", "[")) and quoted.rstrip(".").endswith((")", "]"))


def _read_line(reader: _Reader, line: Line) -> None:
    statements = statements_of(line)
    covered: set[int] = set()
    latest: Said | None = None
    for statement in statements:
        said = _said(statement, line)
        if said.spans:
            covered.update(at for start, stop in statement.content for at in line.quotes if start <= at < stop)
            reader.said.append(said)
        elif not line.tags.endswith(":"):
            _credit_waiting(reader, said)
        is_speech = statement.cue.is_speech if statement.cue is not None else not _is_relative(statement)
        is_beside = _is_subordinate(line, statement) or _is_meanwhile(line, statement, latest)
        if said.subject is not None and is_speech and not is_beside:
            latest = said
    for at, quote in sorted(line.quotes.items()):
        is_title = at > 0 and plain(line.words[at - 1]) in WORKS
        if at not in covered and not is_title and _is_speech(reader.text[quote.start : quote.end]):
            latest = _loose(reader, line, at, statements) or latest
    if latest is not None:
        if latest.spans and latest.spans[0][2]:
            _credit_waiting(reader, latest)
        reader.current = latest
    elif not statements and reader.current is not None and _INTRODUCED.match(line.tags):
        reader.current = Said(line, first_subject(line, len(line.tags)))
    is_announcing = line.tags.endswith((":", ":~")) or _DESK.match(line.tags) is not None
    reader.announced = _announced(line, latest) if is_announcing else None


def _is_subordinate(line: Line, statement: Statement) -> bool:
    """`When the bank announced the plan, she left`: the sentence is not about what the bank says."""
    return line.tags[0] == "B" and not line.quotes and "," in line.tags[statement.cue_end :] and statement.cue_at < 12


def _is_meanwhile(line: Line, statement: Statement, latest: Said | None) -> bool:
    """`“…,” Lee added, as the bureau foresaw gales`: whoever is quoted goes on, not who is told of beside."""
    if latest is None or statement.subject is None or not any(direct for _, _, direct in latest.spans):
        return False
    before = statement.subject.start - 1
    return (
        line.tags[before : before + 1] == "B"
        and before > latest.subject.end
        and not line.quotes.keys() & set(range(statement.cue_at, len(line.tags)))
    )


def _is_relative(statement: Statement) -> bool:
    """`…, according to which`: said in passing; what follows is not from the same source."""
    return statement.cue_end - statement.cue_at > 2


def _is_speech(quoted: str) -> bool:
    """Whether words in marks can be speech: enough of them, and not capitalised throughout like a title."""
    words = _WORD.findall(quoted)
    if len(words) < FEWEST_WORDS:
        return False
    small = sum(word[0].islower() for word in words if len(word) > 3)
    return small * 2 > sum(len(word) > 3 for word in words) or quoted[-1] in ".!?,"


def _credit_waiting(reader: _Reader, said: Said) -> None:
    """`“It is over.” Smith said.`: the quotations before in this block are hers."""
    for waiting in reader.waiting:
        waiting.take_speaker(said)
        waiting.cue, waiting.cue_text = said.cue, said.cue_text
    reader.waiting = []
    if not said.spans:
        reader.current = said


def _announced(line: Line, latest: Said | None) -> Said | None:
    if latest is not None:
        return Said(line, latest.subject, latest.cue, latest.cue_text)
    subject = _before_quote(line, len(line.tags))
    return Said(line, subject) if subject is not None else None


def _named(line: Line, end: int) -> Phrase | None:
    """`Ann Lee, head of the school:`: a name alone, with what somebody is, before what is said."""
    found = _NAMED.match(line.tags[:end]) or _DESK.match(line.tags[:end])
    if found is None or all(plain(word) in _LABELS for word in line.words[found.start(1) : found.end(1)]):
        return None
    return Phrase(found.start(1), found.end(1), found.start(1), found.end(1))


def _before_quote(line: Line, at: int) -> Phrase | None:
    """Who a sentence is about before its quotation at token `at`, if that is somebody or a text."""
    subject = _named(line, at) or first_subject(line, at)
    if subject is None or (line.tags[subject.head_end - 1] != "H" and not can_tell(line, subject)):
        return None
    is_label = line.tags[subject.end : subject.end + 1] == ":"
    return None if is_label and _is_event(line.words[subject.head : subject.head_end]) else subject


def _doing(line: Line, at: int) -> Phrase | None:
    """`“…,” | Lee sings.`: a quotation that pauses is said by whoever does something right after it."""
    found = _DOES.match(line.tags, at) if at - 1 in line.pauses else None
    if found is None or (line.tags[found.end()] == "N" and not line.words[found.end()].endswith("s")):
        return None
    return Phrase(at, found.end(1), at, found.end(1))


def _said(statement: Statement, line: Line) -> Said:
    words = " ".join(line.words[statement.cue_at : statement.cue_end]).lower()
    return Said(line, statement.subject, statement.cue, words, _spans(statement, line))


def _spans(statement: Statement, line: Line) -> list[tuple[int, int, bool]]:
    """Character spans of the content, quotations apart from the reporter's own words; none if one word is all."""
    n_words = sum(line.tags[at].isalnum() or line.tags[at] == "#" for part in statement.content for at in range(*part))
    is_named = any(line.tags[at] in "#P" for part in statement.content for at in range(*part))
    fewest = 1 if is_named or (statement.cue is not None and statement.cue.takes & {"o", "x"}) else 2
    if n_words < fewest and not any(start <= at < stop for start, stop in statement.content for at in line.quotes):
        return []
    spans: list[tuple[int, int, bool]] = []
    for start, stop in statement.content:
        begin = start
        quoted = [at for at in sorted(line.quotes) if start <= at < stop and not _is_term(line, at)]
        for at in [*quoted, stop]:
            _add_words(spans, line, begin, at)
            if at < stop:
                spans.append((line.quotes[at].start, line.quotes[at].end, True))
            begin = at + 1
    return spans


def _is_term(line: Line, at: int) -> bool:
    """`“national security” offences`: a word or two in marks before the noun they describe are no speech."""
    quote = line.quotes[at]
    return (
        at not in line.pauses and quote.end - quote.start < _LONGEST_TERM and line.tags[at + 1 : at + 2] in ("N", "u")
    )


def _add_words(spans: list[tuple[int, int, bool]], line: Line, start: int, stop: int) -> None:
    """Add the reporter's words from token `start` to `stop`, without punctuation at either end."""
    while start < stop and line.tags[start] in ",;:-.~":
        start += 1
    while stop > start and line.tags[stop - 1] in ",;:-~":
        stop -= 1
    if stop == start + 1 and line.tags[start] in "TBCD":
        return
    if stop > start:
        spans.append((line.starts[start], line.ends[stop - 1], False))


def _loose(reader: _Reader, line: Line, at: int, statements: list[Statement]) -> Said | None:
    """Words in marks that no cue of their line reports: the sentence's subject says them, if it has one before them."""
    quote = line.quotes[at]
    signed = _SIGNED.match(line.tags, at + 1)
    subject = subject_after(line, at + 2) if signed else _before_quote(line, at) or _doing(line, at + 1)
    if subject is None and at == 0 and reader.current is not None:
        said = reader.current.again([(quote.start, quote.end, True)])
        reader.said.append(said)
        return said
    for statement in statements:
        if statement.subject is not None and statement.cue_at < at and not signed:
            subject = statement.subject
    if _MID_PHRASE.match(line.tags, at - 1) and at not in line.pauses and not signed:
        subject = None  # "struck out the call for “…”", "a “…” approach": whose words, nobody says
    latest = reader.said[-1] if reader.said else None
    if (
        latest is not None
        and latest.line is line
        and latest.spans
        and latest.spans[-1][2]
        and line.tags[at - 1] in ".,;:-"
    ):
        latest.spans.append((quote.start, quote.end, True))
        return latest
    said = Said(line if subject else None, subject, spans=[(quote.start, quote.end, True)])
    reader.said.append(said)
    return said if subject else None
