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

NEUTRAL = """
say:s tell:os add:s ask:osi report:sn note:sn state:sn write:s mention:sn comment:s reply:s answer:s respond:s
explain:sn describe:n continue:q recall:sn tweet:sn post:q observe:s remark:s announce:sn inform:os notify:os read:q
relate:s recount:sn indicate:sn show:s find:s estimate:s reckon:s predict:sn forecast:sn project:s calculate:s
conclude:s suggest:sn propose:sni reveal:sn disclose:sn publish:x discuss:n address:x call:x+for+on+upon
speak:x+of+about+out talk:x+about quote:n cite:n refer:x+to quip:s joke:s muse:s opine:s summarize:n summarise:n
encapsulate:sn sum:x+up outline:n detail:n testify:s point:x+out+to reference:n express:n voice:n convey:sn brief:o
advise:osi confide:s reiterate:sn repeat:sn agree:sxi+with+that disagree:sx+with go:x+on document:n determine:s
rule:sx+out interject:s learn:s hear:s text:q email:q record:x list:x label:n dub:n portray:n characterize:n
characterise:n depict:n term:x retweet:q clarify:sn specify:sn stipulate:s reason:s theorize:s theorise:s alert:os
deem:n rate:n foresee:sn echo:n invoke:n lay:x+out spell:x+out
"""
ASSERTIVE = """
insist:sx+on assert:sn argue:sx+for+against contend:s declare:sn stress:sn emphasize:sn emphasise:sn maintain:s
affirm:sn confirm:sn warn:osxi+of+against+about caution:osx+against vow:si pledge:sni promise:sni threaten:sni
demand:sni urge:ois deny:sn reject:n refute:n rebut:n dispute:n denounce:n condemn:n criticize:n criticise:n blast:n
slam:n accuse:o blame:n mock:n ridicule:n deride:n decry:n lament:sn bemoan:n chide:n rebuke:n chastise:n scold:n
praise:n hail:n laud:n tout:n applaud:n commend:n welcome:n defend:n endorse:n advocate:nx+for proclaim:sn
pronounce:sn protest:s complain:sx+about+of object:sx+to counter:s retort:s rejoin:s boast:sx+about+of brag:sx+about
swear:si recommend:sn instruct:oi order:oi command:oi implore:oi plead:s beg:oi appeal:x+for+to encourage:oi
advise:osi exhort:oi question:sn underscore:sn underline:sn highlight:n trumpet:n charge:sx+that assail:n lambaste:n
lambast:n lash:x+out rail:x+against rap:x berate:n dismiss:n downplay:n exclaim:s cry:q shout:q yell:q scream:q
chant:q thunder:q snap:q scoff:q fume:q crow:q gush:q reaffirm:sn guarantee:s assure:os remind:osx+of convince:o
persuade:oi castigate:n vilify:n admonish:n weigh:x+in
explain:sn prove:s demonstrate:s attest:sx+to compare:n liken:n push:x+for press:x+for lobby:x+for
campaign:x+for vouch:x+for push:x+back
"""
DOUBTING = """
claim:sni allege:sn purport:i profess:ni insinuate:s imply:sn speculate:sx+about+on hint:sx+at assume:s suppose:s
pretend:si surmise:s postulate:s
"""
OTHER = """
admit:snx+to acknowledge:sn concede:sn confess:snx+to grant:s believe:~s think:~s know:~s feel:~s hope:~si want:~i
wish:~si expect:~sin fear:~s doubt:~sn worry:~sx+about+that wonder:~s consider:~n regard:~n view:~n understand:~s
realize:~s realise:~s recognize:~sn recognise:~sn remember:~s forget:~s imagine:~s suspect:~s intend:~i plan:~ix+for
aim:~i decide:~si refuse:~i decline:~i resolve:~si hesitate:~i prefer:~in favor:~n favour:~n like:~i love:~in hate:~in
anticipate:~sn envision:~n envisage:~n desire:~ni look:~x+to accept:~sn approve:~x vote:~ix+to+for consent:~i
care:~x+about dream:~x+of commit:~x+to conceive:~x ponder:~n contemplate:~n weigh:~n debate:~n explore:~n examine:x
dread:~n resent:~n regret:~sn admire:~n blame:n credit:n thank:n apologize:x+for apologise:x+for interpret:n whisper:q
sigh:q laugh:q murmur:q mutter:q chuckle:q grumble:sq gripe:s begin:q put:x+it+at
oppose:~n support:~n back:~n embrace:~n
"""

_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "read": ("read", "read"),
    "speak": ("spoke", "spoken"),
    "go": ("went", "gone"),
    "show": ("showed", "shown"),
    "find": ("found", "found"),
    "forecast": ("forecast", "forecast"),
    "swear": ("swore", "sworn"),
    "think": ("thought", "thought"),
    "know": ("knew", "known"),
    "feel": ("felt", "felt"),
    "see": ("saw", "seen"),
    "understand": ("understood", "understood"),
    "forget": ("forgot", "forgotten"),
    "seek": ("sought", "sought"),
    "choose": ("chose", "chosen"),
    "fight": ("fought", "fought"),
    "hear": ("heard", "heard"),
    "plead": ("pleaded", "pleaded"),
    "begin": ("began", "begun"),
    "prove": ("proved", "proven"),
    "put": ("put", "put"),
    "foresee": ("foresaw", "foreseen"),
    "lay": ("laid", "laid"),
}
# Verbs whose last consonant doubles before -ed and -ing.
_DOUBLING = frozenset(
    ("slam", "quip", "refer", "rebut", "beg", "admit", "plan", "prefer", "brag", "dub", "rap", "snap", "commit", "chat")
)
# The same form is more often a noun: verbal only after a subject and before what it reports.
_OFTEN_NOUNS = frozenset(
    """report reports claim claims call calls demand demands hope hopes fear fears note notes show shows question
    questions charge charges offer offers support supports estimate estimates plan plans view views need needs promise
    promises pledge pledges vow vows warning answer answers comment comments reply replies forecast forecasts project
    projects finding findings state states challenge challenges attack attacks desire desires doubt doubts wish wishes
    worry worries thought rule rules order orders command commands aim aims record records list lists post posts tweet
    tweets text texts email emails push press campaign campaigns address addresses document documents appeal appeals
    object objects counter counters protest protests dispute disputes blame debate debates fight fights look looks
    vote votes love like blast credit praise detail details label labels term terms reference references feeling
    saying meaning hint hints remark remarks snap crow cry cries quote quotes brief briefs lobby voice voices fought
    understanding offering finding ruling hearing showing mock challenge slam resolve accord attempt try read lament
    welcome highlight highlights favor favour gripe sniff whisper laugh sigh command project found felt saw known
    set convince pronounced reason reasons rate rates alert alerts support supports back backs echo echoes embrace
    embraces highlight grant grants suspect suspects""".split()
)


class Cue(NamedTuple):
    """One form of a cue: `form` is past, s, base or ing; `takes` the letters of the module's docstring."""

    lemma: str
    form: str
    group: str
    takes: frozenset[str]
    particles: frozenset[str]
    is_speech: bool
    is_often_noun: bool


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb with their kind."""
    if verb.endswith("e"):
        stem, past, ing = verb[:-1], verb + "d", verb[:-1] + "ing"
        ing = verb + "ing" if verb in ("see", "agree", "disagree", "decree") else ing
    elif verb in _DOUBLING:
        stem = verb + verb[-1]
        past, ing = stem + "ed", stem + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = verb + "ed", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "go")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeou":
        third = verb[:-1] + "ies"
    simple, participle = _IRREGULAR.get(verb, (past, past))
    # "The letter read" and "they read": the past fits any subject, so it goes first.
    if simple == verb:
        yield verb, "past"
    yield verb, "base"
    yield third, "s"
    yield ing, "ing"
    yield simple, "past"
    if participle != simple:
        yield participle, "participle"


def _read(table: str, group: str) -> Iterator[tuple[str, Cue]]:
    for entry in table.split():
        verb, _, rest = entry.partition(":")
        letters, *particles = rest.split("+")
        takes = frozenset(letters) - {"~"}
        for form, kind in _forms(verb):
            yield form, Cue(verb, kind, group, takes, frozenset(particles), "~" not in letters, form in _OFTEN_NOUNS)


def _lexicon() -> dict[str, Cue]:
    """Every form with its cue; where two verbs share a form, the commoner reporter (listed first) keeps it."""
    known: dict[str, Cue] = {}
    for table, group in ((NEUTRAL, "neutral"), (ASSERTIVE, "assertive"), (DOUBTING, "doubting"), (OTHER, "other")):
        for form, cue in _read(table, group):
            known.setdefault(form, cue)
    return known


CUES: Mapping[str, Cue] = _lexicon()
