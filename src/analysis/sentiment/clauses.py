"""Clauses, and whether somebody named in one is its subject or its object. By rules, without a parser.

A clause ends at a semicolon, colon, dash or bracket, and before a word that opens another (while, but, because, who,
that, …). Somebody is the subject when a verb follows the name, or when a passive names who acts ("by"); the object
when a verb stands right before, or a verb and its preposition ("accused", "called on"). Verbs are told by their form.
"""

import re
from typing import Literal

from analysis.english import word_spans


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


Role = Literal["subject", "object"]

_OPENERS = (
    "while|whereas|although|though|because|but|yet|unless|until|when|whenever|where|which|who|whom|whose|that|whether|"
    "after|before|as if|even as|and then|so that"
)
_BOUNDARY = re.compile(rf"[;:—–()\[\]]|\s-\s|,?\s(?=(?:{_OPENERS})\s)", re.IGNORECASE)

_AUXILIARIES = _listed(
    "is are was were be been being am has have had do does did will would can could may might must shall should "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't"
)
_IRREGULAR = _listed(
    "beat became began bent bet bit blew bore bought bound broke brought built burnt came caught chose clung cost "
    "crept cut dealt drew drove fed fell felt flew forbade forgave forgot fought found froze gave got grew heard "
    "held hid hit hurt kept knew laid laughed lay led left lent let lied lost made meant met paid put quit ran "
    "rang read rode rose said sang sank sat saw sent set shook shot shrank shut slept sold sought spent split "
    "spoke spread stole stood struck stuck swore swung taught threw told took tore understood went wept woke won "
    "wore wound wrote"
)
_PARTICIPLES = _listed(
    "beaten bitten borne broken chosen done drawn driven eaten fallen forbidden forgotten given grown hidden known run "
    "ridden risen seen shaken shown spoken stolen sworn taken thrown torn won worn written"
)
_BASE = _listed(
    "accept accuse act add address admit adopt advise agree aim allow announce answer apologise apologize "
    "appeal appear apply appoint approve argue arrest arrive ask assert assume assure attack attempt attend "
    "avoid back ban become begin believe blame block boast brag break bring build buy call campaign care cast "
    "cause celebrate challenge charge choose cite claim collect come comment commit compare complain concede "
    "conclude condemn confirm consider contain contend continue control convince create criticise criticize cut "
    "damage deal decide declare defeat defend deliver demand deny depend deploy describe deserve destroy detain "
    "develop die disagree discuss dismiss document doubt downplay draw drive drop earn elect emerge emphasise "
    "emphasize encourage end endorse enjoy enter establish estimate examine exist expand expect explain exploit "
    "express face fail fear feel fight file find fly follow force forget free gain gather give go grant grow "
    "guarantee handle hate hear help hint hit hold hope hurt ignore illustrate imply impose imprison improve "
    "include increase indicate inform insist intend introduce invite involve issue join keep kill know lack "
    "laugh launch lead learn leave let lie lift link listen live lose love maintain make manage mark meet "
    "mention mock monitor move need note observe obtain occur offer operate oppose order organise organize owe "
    "pardon participate pass pay perform persuade plan play plead point portray praise predict prefer prepare "
    "press pretend prevent produce prohibit promise propose prosecute protect protest prove provide pull punish "
    "pursue push put quit quote raise reach read realise realize recall receive recognise recognize recommend "
    "reduce refer reflect refuse regret reject release remain remember remove repeat replace report represent "
    "request require resign resist resolve respond restore return reveal rise risk rule run save say see seek "
    "seem send serve share shift shoot shout show sign signal sing sit sleep solve speak spend stand stay stop "
    "strike struggle succeed sue suffer suggest support survive suspect take talk tell tend testify thank think "
    "threaten throw torture travel treat trust try turn underscore understand urge use view visit vote vow wait "
    "walk want warn watch wear weigh welcome win wish wonder work worry write yield"
)
_NOT_VERBS_IN_ED = _listed("indeed united need speed hundred sacred wicked")
_NOT_VERBS_IN_ING = _listed("according during evening including morning neighboring neighbouring")
_SAYS = _listed("added argued asked asserts explained noted replied said says stated warned wrote")
_LONGEST_INSERTION = 160
_WINDOW = 240
_SKIPPED_AFTER = _listed(
    "again all also always both even ever further herself himself itself just long never not now often once so soon "
    "still then too yet"
)
_DETERMINERS = _listed("the a an this that these those its his her their our my your some many several all")
_PREPOSITIONS = _listed(
    "of in at from with near inside outside into under over between among during for to on against about toward "
    "towards by like without within across behind beyond than as"
)
_TAKES_OBJECT = _listed("on for to against with at toward towards about")
_TITLES = _listed("president mr mrs ms dr minister prime premier leader general king queen chancellor senator")


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand, without blanks at their ends.

    >>> text = "Vey fled, while the army took Orn."
    >>> [text[a:b] for a, b in clause_spans(text)]
    ['Vey fled', 'while the army took Orn.']
    """
    cuts = [0, *(end for match in _BOUNDARY.finditer(text) for end in (match.start(), match.end())), len(text)]
    spans = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        part = text[start:end]
        left = len(part) - len(part.lstrip(" ,\n\t"))
        right = len(part.rstrip(" ,\n\t"))
        if left < right:
            spans.append((start + left, start + right))
    return spans


def role_in(clause: str, *, start: int, end: int) -> Role | None:
    """What the name at `start`:`end` is in the clause: its subject, its object, or neither (None).

    **Misleads when** a verb has the form of a noun ("police charge", "the state media reports") or stands far from the
    name. A possessive ("Vey’s party") is neither.

    >>> role_in("Vey condemned the court", start=0, end=3), role_in("the court condemned Vey", start=20, end=23)
    ('subject', 'object')
    """
    if clause[end : end + 2] in ("'s", "’s"):
        return None
    # Further off nothing decides, and bounded windows keep the time linear in a clause that never ends.
    after = _after(clause[end : end + _WINDOW])
    follows = _verb_follows(after)
    before, is_apart = _before(clause[max(0, start - _WINDOW) : start], is_noun=clause[start].islower())
    if is_apart:
        return "subject" if follows else None
    if _is_agent(before) or _is_inverted(before, after):
        return "subject"
    # After a verb, a participle belongs to the name ("freed Vey, accused of"); another verb is the name's own.
    if _is_object(before):
        return "subject" if follows and not after[0].endswith("ed") else "object"
    return "subject" if follows and not (before and before[-1].lower() in _PREPOSITIONS) else None


def _words(text: str) -> list[str]:
    return [text[a:b].replace("’", "'") for a, b in word_spans(text)]


def _before(text: str, *, is_noun: bool) -> tuple[list[str], bool]:
    """The words before a name, and whether a comma stands between them and the name.

    Left aside are articles, titles, and participles that describe the name ("jailed activists").
    """
    spans, before = word_spans(text), _words(text)
    while before:
        last = before[-1].lower()
        describes = is_noun and last.endswith("ed") and len(before) > 1
        if not (last in _DETERMINERS or last in _TITLES or describes):
            break
        before.pop()
    return before, bool(before) and "," in text[spans[len(before) - 1][1] :]


def _after(rest: str) -> list[str]:
    """The words after a name, without an insertion between commas and without adverbs."""
    if rest.startswith(","):
        close = rest.find(",", 1, _LONGEST_INSERTION)
        rest = rest[close:] if close > 0 else ""
    return [word for word in _words(rest) if not (word.lower() in _SKIPPED_AFTER or word.endswith("ly"))]


def _is_verb(word: str) -> bool:
    if word != word.lower():
        return False
    if word in _AUXILIARIES or word in _IRREGULAR or word in _BASE:
        return True
    return word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS_IN_ED


def _is_third_person(word: str) -> bool:
    return word.islower() and (word.removesuffix("s") in _BASE or word.removesuffix("es") in _BASE)


def _verb_follows(after: list[str]) -> bool:
    if not after:
        return False
    if _is_verb(after[0]) or _is_third_person(after[0]):
        return True
    # Another word in -s is a verb only where a noun would not fit: "Vey heads the party", not "Vey voters in Orn".
    ends_in_s = after[0].islower() and after[0].endswith("s") and not after[0].endswith("ss") and len(after[0]) > 3
    return ends_in_s and len(after) > 1 and (after[1] in _DETERMINERS or after[1][0].isupper() or after[1][0].isdigit())


def _is_agent(before: list[str]) -> bool:
    near = [word.lower() for word in before]
    return bool(near) and near[-1] == "by" and any(_is_verb(word) or word in _PARTICIPLES for word in near[-5:-1])


def _is_inverted(before: list[str], after: list[str]) -> bool:
    return bool(before) and before[-1] in _SAYS and not _verb_follows(after) and after[:1] != ["that"]


def _is_object(before: list[str]) -> bool:
    near = [word.lower() for word in before]
    if not near or near[-2:] == ["according", "to"]:
        return False
    if near[-1] in _TAKES_OBJECT:
        return len(near) > 1 and _acts(before[-2])
    return _acts(before[-1])


def _acts(word: str) -> bool:
    # "is Vey" names him: an auxiliary has no object.
    if word in _AUXILIARIES or word in _NOT_VERBS_IN_ING:
        return False
    gerund = word.islower() and word.endswith("ing") and len(word) > 5
    return gerund or _is_verb(word) or _is_third_person(word)
