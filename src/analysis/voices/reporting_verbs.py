"""The words that report what somebody says, thinks or wants, grouped by what they tell the reader about it.

The verbs are those that Quirk, Greenbaum, Leech and Svartvik, *A Comprehensive Grammar of the English Language* (1985,
§16.31 to §16.33) list as public (speech), private (thought) and suasive (will) verbs, with the news verbs of praise,
blame and policy that take the place of a sentence ("criticised the plan"). The groups follow research on such verbs:

neutral
    the verb only says that something was said (C. R. Caldas-Coulthard, "On reporting reporting", 1994: neutral
    structuring verbs; the style books of news agencies ask for *said*)
assertive
    the verb shows the speaker pressing the point or attacking somebody (her assertive and directive
    metapropositional verbs; Gidengil and Everitt, "Talking tough", *Political Communication* 20, 2003)
doubting
    the reporter holds back belief (Thompson and Ye, "Evaluation in the reporting verbs", *Applied Linguistics* 12,
    1991; Hyland, "Academic attribution", *Applied Linguistics* 20, 1999)
other
    thought, wish and feeling, concessions (*admitted*), and cues that are not verbs (*according to*)

Each verb is followed by what it takes: `s` a clause or a quotation, `n` a noun phrase that stands for what was said,
`i` an infinitive, `o` first the person spoken to, then the rest; `x` only with one of the small words after `+`.
`~` marks thought and wish: reported like speech, but nobody need have said it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from analysis.english.classes import Tagger
from analysis.english.verbs import forms
from analysis.english.word_lists import word_groups, word_list

_OFTEN_NOUNS = word_list("often_nouns", package=__package__)
SHOWING, TELLING, BARE = (frozenset(verbs) for _, verbs in word_groups("verb_kinds", package=__package__))
_LETTERS = {"past": "V", "participle": "V", "s": "V", "base": "v", "ing": "g"}


class Cue(NamedTuple):
    """One form of a cue: `form` is past, s, base or ing; `takes` the letters of the module's docstring."""

    lemma: str
    form: str
    group: str
    takes: frozenset[str]
    particles: frozenset[str]
    is_speech: bool
    is_often_noun: bool


def _read() -> Iterator[tuple[str, Cue]]:
    for group, entries in word_groups("reporting_verbs", package=__package__):
        for entry in entries:
            verb, _, rest = entry.partition(":")
            letters, *particles = rest.split("+")
            takes = frozenset(letters) - {"~"}
            for form, kind in forms(verb):
                is_noun = form in _OFTEN_NOUNS
                yield form, Cue(verb, kind, group, takes, frozenset(particles), "~" not in letters, is_noun)


def _cues() -> dict[str, Cue]:
    """Every form with its cue; where two verbs share a form, the commoner reporter (listed first) keeps it."""
    known: dict[str, Cue] = {}
    for form, cue in _read():
        known.setdefault(form, cue)
    return known


CUES: Mapping[str, Cue] = _cues()
# The tagger of this package knows a cue by its form: finite V, base v, -ing g, and u where the form is often a noun.
TAGGER = Tagger({form: "u" if cue.is_often_noun else _LETTERS[cue.form] for form, cue in CUES.items()})
