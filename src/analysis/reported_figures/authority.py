"""Who a figure is credited to: the statement that holds it, or the words beside it that name where it is from.

In this order: a statement or quotation that holds the figure; a count, a report or data with their owner in the same
sentence; a passive ("was estimated by"); the source line under a table; the lead-in of a list; a source that the
sentence before introduces. What none of these credits is the article's own voice: None, never a guess.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.corpus.codebook import Codebook
from analysis.corpus.document import Document
from analysis.english.nouns import BODY_NOUNS

# Bodies that nobody needs to name, beside the nouns for bodies in general.
_PUBLIC = frozenset(
    "authorities authority hospital opposition organisers organizers police prefecture prosecutors unions".split()
)
_PART = r"[A-Z0-9][\w’'‑.-]{0,30}"
_NAME = rf"[A-Z][\w’'‑.-]{{0,30}}(?:[ \u00a0](?:(?:of|for|and|on|the|de|&)[ \u00a0]){{0,2}}{_PART}){{0,7}}"
# "the ministry", "the teachers' union": a body without a name.
_BODIES = "|".join(sorted(BODY_NOUNS | _PUBLIC))
_BODY = rf"[Tt]he\s(?:(?!(?:the|of|and|to|has|had)\s)[a-z][\w’'-]{{1,20}}\s){{0,3}}?(?:{_BODIES})\b(?![\w-])"
_OWNER = (
    rf"(?:{_BODY}(?:[ \u00a0]{_NAME})?"
    rf"|(?:(?:[Tt]he|[Ii]ts|a|an)[ \u00a0])?{_NAME}(?:\s(?:{_BODIES}|officials|media|researchers)\b)?)"
)
_TOLD = (
    r"(?:counts?|tall(?:y|ies)|figures?|data|statistics|estimates?|reports?|stud(?:y|ies)|surveys?|polls?|records?"
    r"|numbers|census|research|lists?|database|analysis|projections?|toll|audit|review|bulletin|dashboard|tracker"
    r"|aggregates?|forecasts?|summary|breakdown)"
)
# Not "released", "given": "forty prisoners were released by the army" is nobody's count.
_KEPT = (
    r"(?:estimated|counted|documented|recorded|registered|verified|compiled|confirmed|recogni[sz]ed|reported|identified"
    r"|published|collected|quoted|cited|tallied|logged|listed)"
)
_KNOWERS = (
    r"(?:experts|officials|analysts|critics|supporters|economists|researchers|scientists|police|authorities|prosecutors"
    r"|investigators|organi[sz]ers|observers|doctors|lawyers|campaigners|activists|engineers)"
)
# Within a sentence, each with the owner in group 1.
_WORDS = r"(?:[\w-]{1,20}\s)"
# Who has only read a report does not vouch for it: "records seen by Reuters".
_MADE = r"(?:(?!(?:seen|obtained|reviewed|viewed)\s)[\w-]{1,20}\s)"
# "An analysis of the mayor's plan" is not the mayor's.
_NOT_OWNING = r"(?<![’']s)(?![\w’'])"
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]n?|[Tt]he|its|their|[Nn]ew|[Oo]fficial|[Ll]atest|[Rr]ecent|[Bb]y|[Ii]n)\s{_WORDS}{{0,3}}{_TOLD}\s{_MADE}?"
        rf"(?:by|from|of|compiled by|released by|published by)\s({_OWNER}){_NOT_OWNING}",
        rf"\b(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Rr]eports|[Ee]stimates|[Rr]ecords|[Rr]esearch|[Nn]umbers|[Pp]olls"
        rf"|[Ss]urveys|[Aa]ggregates|[Ff]orecasts|[Pp]rojections)\s{_MADE}?"
        rf"(?:from|by|of|compiled by|released by)\s({_OWNER}){_NOT_OWNING}",
        rf"({_OWNER})(?:(?<=s)[’']|(?<![’']s)[’']s)\s{_WORDS}{{0,3}}{_TOLD}\b",
        rf"\b{_KEPT}\s(?:\w{{1,12}}ly\s)?by\s({_OWNER})",
        rf"(?:\bper|\bvia|\bsource:|\bSource:)\s({_OWNER})",
        rf"\b[Aa]n?\s({_NAME})\s{_TOLD}\s(?:that|which|showing|saying|finding|suggesting|estimating)\b",
    )
)
# "The ministry on Friday raised the toll from the flood to 40": who keeps the number changes it. Ends at the figure.
_REVISES = re.compile(
    rf"(?:^|[,;:.–—]\s|\b(?:[Aa]nd|[Bb]ut|[Ww]hile|[Tt]hat|[Aa]s)\s)((?:{_NAME}[’']s\s)?(?:[a-z]{{3,20}}\s){{0,2}}[a-z]{{3,20}}"
    rf"|[Tt]he\s(?:[\w-]{{2,20}}\s){{0,3}}[\w-]{{2,20}}|{_OWNER})\s(?:on\s\w{{3,12}}\s|\w{{3,12}}day\s|\w{{2,12}}ly\s)?"
    r"(?:has\s|have\s|had\s)?(?:also\s|\w{2,12}ly\s|now\s)?(?:raised|revised|lowered|updated|increased|corrected|put|cut)\s"
    rf"(?:its|the|their)\s(?:[a-z]{{3,15}}\s){{0,3}}{_TOLD}\b[^.;:!?]{{0,90}}\s$"
)
_REVISING = re.compile(r"\b(?:raised|revised|lowered|updated|increased|corrected|put|cut)\s(?:its|the|their)\s")
# "The toll from the Ost quake" is the quake's own, no owner's.
_EVENT = re.compile(
    r"\b(?:attacks?|battle|blast|bombing|collapse|crash|cyclone|disaster|earthquake|explosion|fire|floods?|flooding|hurricane"
    r"|massacre|quakes?|shooting|storm|strikes?|tornado|tsunami|typhoon|war|Earthquake|Hurricane|Typhoon|Cyclone|War)\b"
)
# "The 54 deaths (that) the coast guard has confirmed", "the 40 recorded by the clinic": behind the figure, who counted
# it; what follows begins no object ("after ten deaths the hospital reported a shortage").
_BY_ANOTHER = re.compile(
    rf"(?:\s(?!(?:by|the|that|which|in|on|at|and|or|but)\b)[\w’'-]{{2,20}}){{0,3}}?,?\s"
    rf"(?:(?:{_KEPT}|forecast|expected|predicted|projected)\sby\s({_OWNER}|{_KNOWERS}|it\b|they\b){_NOT_OWNING}"
    rf"|(?:(?:that|which)\s)?({_OWNER}|(?:the\s)?{_KNOWERS}|the(?:\s(?!(?:the|and|that)\b)[a-z]{{3,15}}){{1,3}}?|it\b|they\b),?\s(?:(?:has|have|had|also|so\sfar|already"
    rf"|now|earlier|previously|first|initially|officially|itself|last\s\w+)\s){{0,3}}(?:{_KEPT}|feared|expected|predicted|forecast|projected|announced|claimed"
    r"|acknowledged|admitted|given|gave)(?=[,.;:)–—-]|\s(?:in|on|at|so|by|earlier|last|for|from|to|and|as|this|yesterday"
    r"|during|since|until|but|were|was|had|is|are|over|initially|previously|a\s(?:day|week|month|year))\b|$))"
)
# "Half the union's figure of 900", "far from the official count of 41": right before the figure, whose it is.
_FIGURE_OF = re.compile(
    rf"(?:({_OWNER}|[Tt]he\s[a-z]{{3,15}}|{_KNOWERS})(?:(?<=s)[’']|(?<![’']s)[’']s)\s{_WORDS}{{0,2}}|(?:[Tt]he|[Aa]n)\s((?:official|government)\s)){_TOLD}\sof\s"
    r"(?:(?:some|about|around|at\sleast|more\sthan|nearly|almost|only|just|over|up\sto)\s)?$"
)
_FIGURES_OWNER = re.compile(rf"{_TOLD}\sof\s")
# "The commission gave Lee 53 per cent": of votes and the like, ends at the figure.
_GAVE_SHARE = re.compile(
    rf"(?:^|[,;:.–—]\s|\b(?:[Aa]nd|[Bb]ut|[Ww]hile)\s)({_OWNER})\s(?:on\s\w+\s)?(?:gave|gives|has\sgiven)\s"
    rf"(?:him|her|it|them|the\s(?:[\w’'-]{{2,20}}\s){{0,2}}[\w’'-]{{2,20}}|{_NAME})\s(?:just\s|only\s|about\s)?$"
)
_NO_VOTES = re.compile(r"(?:\s?per\s?cent)?\sof\s(?!(?:the\s)?(?:[a-z]+\s)?votes?\b)")
_SHARE = re.compile(r"(?:%|per\s?cent|pct?\b|percent)", re.IGNORECASE)
# "Marched over a plan to raise the age to 64": the number is the plan's, no counter's. Ends at the figure.
_OCCASION = re.compile(
    r"\b(?:against|over|at|about|opposing|opposed\sto|protesting)\s(?:[\w’'-]{1,20}\s){0,5}"
    r"(?:plan|reform|bill|law|proposal|move|decision|scheme|project)s?\s(?:that\s|which\s)?(?:to|for|would|will)\s"
    r"[^,.;:“”]{0,80}$"
)
# Where another clause begins, whose numbers are its own.
_OTHER_CLAUSE = re.compile(r";|,\s(?:while|whereas|but)\b|\.\s")
# "Under the mayor's plan": whose plan it is, in group 1.
_UNDER = re.compile(
    rf"\b(?:[Uu]nder|[Ii]n|[Bb]y|[Pp]er)\s({_OWNER}|(?:the|The)\s[a-z]{{3,15}})[’']s?\s(?:[\w-]{{1,15}}\s){{0,2}}"
    r"(?:plan|proposal|budget|draft|forecast|projection|scenario|version|estimation|calculation|reckoning)s?\b"
)
# "The $20 million experts say it costs": right behind the figure and its noun.
_SAY_SO = re.compile(
    rf"(?:\s(?!(?:of|in|for|from)\b)[a-z-]{{2,20}}){{0,2}}\s((?:(?:the|some|many|most|other)\s)?(?:[a-z]{{3,15}}\s)?{_KNOWERS}|{_OWNER})\s"
    r"(?:say|says|said|estimate|estimates|estimated|believe|believes|claim|claims)\s(?:it|they|he|she|we|the|that|were|was|are|is)\b"
)
# What goes on after a statement without a new subject is still part of it: "…, with the city hit worst at 40".
_GOES_ON = re.compile(
    r"(?:[\s,]{0,2}(?:in|on|via)\s[\w’' ]{2,25})?,\s(?:with|including|among\sthem)\b[^.;:!?“”\"]{0,120}$|"
    r"[\s,]{0,3}(?:and|but|or)\s(?:(?:also|then|eventually|later|only|still)\s)?(?:that|would|will|could|should|may|might|can|had|"
    r"has|have|was|were|is|are)\b[^.;:!?“”\"]{0,200}$"
)
_OF_A_REPORT = re.compile(
    rf"-[a-z]{{2,12}}(?:\s[\w-]{{1,20}}){{0,3}}\s(?:{_TOLD}|book|paper|document|letter|memo|dossier|ruling)\b"
)
_NO_LINK = r"(?!(?:When|While|Whereas|After|Although|Though|As|Before|Since|But|And|If|Then|In|At|On|By)\b)"
# Who counts: "UNICEF also identified an estimated 34 centres", "The ministry recorded 1,640 cases". Ends at the figure.
_COUNTS = re.compile(
    rf"(?:^|[,;:.–—]\s|\b(?:[Aa]nd|[Bb]ut|[Ww]h(?:ile|en|ereas)|[Tt]h(?:at|an|ough)|[Aa]s)\s)({_NO_LINK}(?:{_OWNER}|(?i:{_KNOWERS})(?:\s(?:from|of|at|with)\s{_OWNER})?"
    rf"|(?:[Tt]he|[Aa]n?|[A-Z]\w{{2,20}})(?:\s[a-z][\w-]{{1,20}}){{0,3}}?)),?\s(?:(?:has|have|had)\s)?"
    r"(?:(?:also|\w{2,12}ly|now|then|so\sfar|since|already|earlier|later|first|just)\s){0,2}"
    rf"(?:(?:gave|given|gives|issued|announced)\s(?:an?|the|its)\s(?:\w+\s){{0,2}}?{_TOLD}\sof|"
    r"count(?:s|ed)?|recorded|document(?:s|ed)|registered|estimat(?:es|ed?)|tall(?:ies|ied)|logged|identified|verified"
    r"|tracked|list(?:s|ed))\s(?:(?:an?|some|the|a\stotal\sof|nearly|about|another|almost|around)\s){0,2}$"
)
_COUNTING = re.compile(
    r"\b(?:(?:count|record|document|register|estimat|tall|logged|identified|verified|tracked|list)\w{0,5}"
    r"|gave|given|gives|issued|announced)\s"
)
# One of these words is in every match of the patterns above and below: most sentences have none.
_TELLING = re.compile(
    rf"\b(?:{_TOLD}\b|{_KEPT}\s|(?:Data|Figures|Statistics|Reports|Estimates|Records|Research|Numbers|Polls|Surveys|Aggregates|Forecasts|Projections|per|via)\s"
    r"|[Ss]ource:)"
)
_ANONYMOUS = re.compile(
    rf"\b(?:by|in)\s((?:one|some|an?|official|the\s(?:latest|official|most\srecent))\s(?:[\w-]{{1,20}}\s){{0,2}}{_TOLD})\b"
)
# To order, want or welcome something is not to vouch for the number in it.
_DEEDS = re.compile(
    r"(?:order|instruct|command|want|plan|intend|aim|wish|hope|refus|declin|prais|welcom|hail|condemn|criticiz|criticis"
    r"|blam|endors|question|defend|prefer|lik|hat|lov|mock|ridicul|thank|favor|favour|need|look|vot|commit|push|lobb"
    r"|campaign|press|encourag|beg|appeal|convinc|persuad|consider|weigh|debat|regret|resent|admir|commend|applaud"
    r"|compar|challeng|advocat)(?:s|es|ed|ing|d|ning|ned|e|ies|ied|ying)?\b"
)
# "the ministry said, citing the union": it is the union that knows.
_CITING = re.compile(
    rf"\b(?:[Cc]iting|[Qq]uoting)\s(?:{_WORDS}{{0,2}}{_TOLD}\s{_MADE}?(?:by|from|of)\s)?({_OWNER}|police|officials|authorities)"
)
# "the toll was put at 40 by the ministry", behind the figure; what stands before it.
_SET_BY = re.compile(rf"(?:\s[a-z]{{3,15}}){{0,2}}\sby\s({_OWNER}|{_KNOWERS})")
_SET = re.compile(
    r"\b(?:put|set|given|placed|estimated|raised|lowered|revised|cut|increased)\s(?:\w+\s)?(?:at|to|as)\s$"
)
# "Forty dead in blast – police", "Ministry: 40 dead": who stands behind a dash or a colon that ends the line, or first.
_TAIL = re.compile(
    rf"(?:\s[–—-]|:)\s((?:[a-z]+\s)?(?:{_BODIES}|{_KNOWERS}|ministry|minister|report|media)|[A-Z]{{2,6}})(?=\.?$)"
)
_HEAD = re.compile(rf"((?:[A-Z][a-z]+\s)?(?:{_BODIES}|{_KNOWERS}|[Mm]inister|media))(?=:\s)", re.IGNORECASE)
# "UN data", "a Wire count": whose numbers they are.
_OWN_NUMBERS = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?|[Nn]ew|[Ll]atest|[Oo]fficial)\s){{0,2}}(?!(?:The|An?|New|Latest|Official|Its|Their|His|Her|This|That|These|Those)\s)({_NAME})\s(?:data|figures?|statistics|counts?|tally|estimates?|surveys?|polls?|numbers)\b"
)
# To deny a number is not to vouch for it: "disputed the union's figure of 40".
_REJECTING = re.compile(
    r"(?:den|reject|disput|dismiss|refut|rebut|question|contest|doubt|challeng|criticis|criticiz)\w{1,4}$"
)
# In somebody's own words: "According to the ministry, 40 died."
_QUOTED_SOURCE = re.compile(rf"\b[Aa]ccording\sto\s({_OWNER})")
# "The union counted 400, the police 80": behind a first count, who made the second; ends at the figure.
_SECOND = re.compile(
    rf"(?:,\s(?:(?:and|but|while|against)\s)?|\s(?:and|but|while|against)\s)((?:the\s(?:[a-z]{{3,15}}\s){{0,2}}?)?"
    rf"(?:{_BODIES})(?:\s[A-Z]\w{{2,20}})?|the\s[A-Z]{{2,6}})"
    r"\s(?:at\s|only\s|some\s|just\s)?$"
)
# "80,000 (according to the police, 400,000 for the union)": right behind the second figure; and what stands before it.
_FOR_ITS_PART = re.compile(
    rf"(?:\s[a-z]{{3,15}})?\s(?:for|from|by|in\sthe\scount\sof)\s({_BODY}|the\s[A-Z]{{2,6}}\b)(?=[,;.)]|\s(?:and|but)\b)"
)
_SECOND_BEGINS = re.compile(r"(?:^|[,;(]\s?)(?:(?:even|but|and|or|against)\s)?(?:only\s|some\s)?$", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:[Aa]ccording\sto|{_KEPT}|count|put|said|says|estimates?|claim(?:s|ed)?)\b")
_REACH = 300
_LONGEST_HEADLINE = 120
# Statements hardly ever lie inside each other: so many rows before a figure can hold it.
_NESTED = 8
_SOURCE_LINE = re.compile(r"^\W{0,3}(?:Sources?|Data|Figures|Credit)\s?:\s*(.{2,300})", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:based on|according to|from|by|says?|reports?|published by|compiled by|source:)\s"
    rf"(?:[a-z][\w-]{{0,20}}\s){{0,6}}(?:like\s|such as\s)?({_OWNER})"
)
_GAVE = r"(?:released|published|issued|gave|gives|updated|keeps|kept|compiled|presented|provided|maintains)\s"
_GIVING = re.compile(rf"\b{_GAVE}")
_INTRODUCES = re.compile(
    rf"({_OWNER})(?:,[^,.]{{2,80}},)?\s(?:\w{{1,12}}ly\s)?(?:has\s|have\s)?(?:also\s)?{_GAVE}"
    rf"(?:[\w-]{{1,20}}\s){{0,4}}{_TOLD}"
)
# "the charity | Save Our Seas": what a body is, before its name in two words or more.
_INTRODUCED_BY_KIND = re.compile(
    rf"^(?:[a-z][\w’'-]{{1,20}}\s){{0,3}}(?:{_BODIES})\s(?=[A-Z][\w’'.-]*\s(?:[\w&]+\s)*[A-Z])"
)
_PRONOUN = re.compile(r"(?:It|He|She|They|We|I|You|This|That|These|Those|There|Who|Which)\b")
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


class Credit(NamedTuple):
    """Who is credited (None: named only by a pronoun left open), by which words, and where these name the source."""

    authority: str | None
    basis: str
    start: int
    end: int


def find_credit(
    document: Document, start: int, end: int, *, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """Who the figure at `start:end` is credited to, by which words; None for the article's own voice.

    Parameters
    ----------
    document : Document
        The article.
    start, end : int
        The figure in `document.text`.
    quotes_rows : sequence of mappings
        The article's rows of `quotes` in reading order, as `voices.quotes_of` makes them.
    codebook : Codebook
        Names of actors win over the article's spellings.

    Notes
    -----
    **Misleads when** a figure stands in somebody's words but is not theirs: "the agency said the union, which has
    40,000 members, was wrong" credits the agency with the 40,000.
    """
    at = _sentence_at(document, start)
    holding = _holding(start, end, quotes_rows)
    if at is not None:
        found = (
            _by_another(document, at, end, quotes_rows, codebook)
            or _figure_of(document, at, start, codebook)
            or _second_count(document, at, start, end, codebook)
        )
        if found is not None or (holding and _is_occasion(document, at, start, holding)):
            return found
    if holding:
        return _in_statement(document, start, end, holding, codebook)
    if at is None or _OF_A_REPORT.match(document.text, end):
        return None  # "a 46-page report": the number tells of the report
    found = _in_statement_before(document, at, start, quotes_rows, codebook)
    if found is not None:
        return found
    return (
        _set_by(document, at, start, end, codebook)
        or _revised_by(document, at, start, codebook)
        or _beside(document, at, start, end, codebook)
        or _counted_by(document, at, start, codebook)
        or _gave_share(document, at, start, end, codebook)
        or _by_plan(document, at, start, end, codebook)
        or _under_table(document, at, codebook)
        or _lead_in(document, at, codebook)
        or _introduced(document, at, codebook)
        or _in_headline(document, at, start, codebook)
    )


def _holding(start: int, end: int, quotes_rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The smallest statement of somebody that holds the figure."""
    last = bisect_right(quotes_rows, start, key=lambda row: row["start_char"])
    holding = [
        row
        for row in quotes_rows[max(0, last - _NESTED) : last]
        if end <= row["end_char"] + 2
        and row["speaker_start"] is not None
        and (row["is_direct"] or not _DEEDS.match(row["cue"] or ""))
    ]
    return min(holding, key=lambda row: (row["end_char"] - row["start_char"], row["start_char"]), default=None)


def _by_another(
    document: Document, at: int, end: int, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """`more than the 54 deaths the coast guard has confirmed`, whoever says so; *it* is who spoke last."""
    match = _BY_ANOTHER.match(document.text, end, min(document.sentences[at].end_char, end + _REACH))
    if match is None:
        return None
    group = 1 if match.group(1) else 2
    if match.group(group) not in ("it", "they"):
        return _credit(match, codebook, group=group)
    last = bisect_right(quotes_rows, end, key=lambda row: row["start_char"]) - 1
    if last < 0 or quotes_rows[last]["start_char"] < document.sentences[at].start_char:
        return None
    row = quotes_rows[last]
    return Credit(row["speaker"], match.group().strip(), match.start(group), match.end(group))


def _figure_of(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`half the union's figure of 900`, `the official count of 41`."""
    first = max(document.sentences[at].start_char, start - _REACH // 2)
    if _FIGURES_OWNER.search(document.text, max(first, start - 30), start) is None:
        return None
    match = _FIGURE_OF.search(document.text[first:start])
    if match is None:
        return None
    if match.group(1):
        return _credit(match, codebook, first)
    written = " ".join(match.group().split()[1:-1])
    begin = first + match.start(2)
    return Credit(
        written[:1].upper() + written[1:].removesuffix(" of"), match.group().strip(), begin, begin + len(written)
    )


def _is_occasion(document: Document, at: int, start: int, row: Mapping[str, Any]) -> bool:
    """`Forty marched over plans to raise the age to 64, the ministry said`: the ministry counted no age."""
    first = max(document.sentences[at].start_char, row["start_char"], start - _REACH)
    return not row["is_direct"] and _OCCASION.search(document.text, first, start) is not None


def _in_statement(
    document: Document, start: int, end: int, row: Mapping[str, Any], codebook: Codebook
) -> Credit | None:
    """Whoever says the statement `row`, which holds the figure; `a report by X` leads to X."""
    cited = _cited(document, row, start, codebook)
    if cited is not None:
        return cited
    written, cue = row["speaker_as_written"], row["cue"]
    if cue and _REJECTING.match(cue) and not row["is_direct"]:
        at = _sentence_at(document, start)
        return _beside(document, at, start, end, codebook) if at is not None else None
    basis = f"{written}: {cue}" if cue and cue != ":" else str(written)
    owner = next((match for pattern in _BESIDE[:3] if (match := pattern.match(str(written)))), None) or _owner(written)
    if owner is not None:
        credited = _credit(owner, codebook, row["speaker_start"])
        return credited._replace(basis=basis) if credited else None
    return Credit(row["speaker"], basis, row["speaker_start"], row["speaker_end"])


def _owner(written: str) -> re.Match[str] | None:
    """Whose numbers `UN data`, `Ministry of Health figures` are; a sentence's first word need not be a name."""
    match = _OWN_NUMBERS.match(str(written))
    if match is None:
        return None
    name = match.group(1)
    is_name = match.start(1) > 0 or " " in name or name.isupper() or name.lower() in BODY_NOUNS | _PUBLIC
    return match if is_name else None


def _cited(document: Document, row: Mapping[str, Any], start: int, codebook: Codebook) -> Credit | None:
    """`X said 40 died, citing Y`, and in somebody's own words `According to Y, 40 died`: Y knows it."""
    at = _sentence_at(document, start)
    if at is None:
        return None
    sentence = document.sentences[at]
    first, last = max(sentence.start_char, start - _REACH), min(sentence.end_char, start + _REACH)
    if row["is_direct"]:
        first, last = max(first, row["start_char"]), min(last, row["end_char"])
        match = _QUOTED_SOURCE.search(document.text, first, last)
    else:
        match = _CITING.search(document.text, first, last)
    return _credit(match, codebook) if match else None


def _second_count(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`The union counted 400, the police 80`, and `80 (according to the police, 400 for the union)`."""
    text, sentence = document.text, document.sentences[at]
    first = max(sentence.start_char, start - _REACH)
    match = _SECOND.search(text[first:start])
    if match is not None and _COUNTED.search(text, first, first + match.start()):
        return _credit(match, codebook, first)
    match = _FOR_ITS_PART.match(text, end, min(sentence.end_char, end + _REACH))
    if match is None or not _SECOND_BEGINS.search(text[first:start]):
        return None
    before = max(0, document.sentences[at - 1].start_char if at else 0, start - _REACH)
    return _credit(match, codebook) if _COUNTED.search(text, before, start) else None


def _in_statement_before(
    document: Document, at: int, start: int, quotes_rows: Sequence[Mapping[str, Any]], codebook: Codebook
) -> Credit | None:
    """`X said it would fall, but would add 84 later`: the statement ended, its sentence goes on without new subject."""
    last = bisect_right(quotes_rows, start, key=lambda row: row["start_char"]) - 1
    if last < 0:
        return None
    row = quotes_rows[last]
    if row["is_direct"] or row["start_char"] < document.sentences[at].start_char or row["end_char"] > start:
        return None
    if start - row["end_char"] > _REACH or _GOES_ON.match(document.text[row["end_char"] : start]) is None:
        return None
    holding = _holding(row["end_char"] - 1, row["end_char"], quotes_rows)
    return _in_statement(document, row["end_char"] - 1, row["end_char"], holding, codebook) if holding else None


def _sentence_at(document: Document, start: int) -> int | None:
    at = bisect_right(document.sentences, start, key=lambda sentence: sentence.start_char) - 1
    return at if at >= 0 and start < document.sentences[at].end_char else None


def _set_by(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`The toll was put at 40 by the ministry`."""
    sentence = document.sentences[at]
    if _SET.search(document.text, max(sentence.start_char, start - 40), start) is None:
        return None
    match = _SET_BY.match(document.text, end, sentence.end_char)
    return _credit(match, codebook) if match else None


def _in_headline(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`Forty dead in blast – police` and `Ministry: Forty dead`."""
    sentence = document.sentences[at]
    if sentence.end_char - sentence.start_char > _LONGEST_HEADLINE:
        return None
    match = _HEAD.match(document.text, sentence.start_char, start) or _TAIL.search(
        document.text, start, sentence.end_char
    )
    return _credit(match, codebook) if match else None


def _beside(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`a count by X`, `X's figures`, `was estimated by X`, `(X)` in the figure's own sentence."""
    sentence = document.sentences[at]
    # Sentences without end stay cheap: nobody credits a number from further off.
    first, last = max(sentence.start_char, start - _REACH), min(sentence.end_char, end + _REACH)
    if _TELLING.search(document.text, first, last) is None:
        return None
    for pattern in _BESIDE:
        for match in pattern.finditer(document.text, first, last):
            near = max(first, match.end(1) - 20), min(last, match.end(1) + 20)
            between = (match.end(1), start) if match.end(1) <= start else (end, match.start(1))
            if _OTHER_CLAUSE.search(document.text, *between):
                continue
            if not match.start() <= start < match.end() and not _EVENT.search(document.text, *near):
                found = _credit(match, codebook)
                if found is not None:
                    return found
    return _named_by_role(document.text, first, last)


def _named_by_role(text: str, first: int, last: int) -> Credit | None:
    """`in an official count`."""
    match = _ANONYMOUS.search(text, first, last)
    if match is None:
        return None
    written = match.group(1)
    return Credit(written[:1].upper() + written[1:], match.group(), match.start(1), match.end(1))


def _by_plan(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`Under the mayor's plan, 400 homes`, and `the 400 homes experts say it needs`."""
    sentence = document.sentences[at]
    said = _SAY_SO.match(document.text, end, min(sentence.end_char, end + _REACH))
    if said is not None:
        return _credit(said, codebook)
    match = _UNDER.search(document.text, max(sentence.start_char, start - _REACH), start)
    return _credit(match, codebook) if match else None


def _counted_by(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`The ministry recorded 1,640`: whoever is said to have counted."""
    first = max(document.sentences[at].start_char, start - _REACH // 2)
    if _COUNTING.search(document.text, max(first, start - 60), start) is None:
        return None
    match = _COUNTS.search(document.text[first:start])
    return _credit(match, codebook, first) if match else None


def _gave_share(document: Document, at: int, start: int, end: int, codebook: Codebook) -> Credit | None:
    """`The commission gave Lee 53 per cent`."""
    if _SHARE.search(document.text, start, end + 10) is None or _NO_VOTES.match(document.text, end):
        return None
    first = max(document.sentences[at].start_char, start - _REACH // 2)
    match = _GAVE_SHARE.search(document.text[first:start])
    return _credit(match, codebook, first) if match else None


def _revised_by(document: Document, at: int, start: int, codebook: Codebook) -> Credit | None:
    """`The ministry raised the toll to 40`: whoever keeps the number."""
    first = max(document.sentences[at].start_char, start - _REACH)
    if _REVISING.search(document.text, max(first, start - 140), start) is None:
        return None
    match = _REVISES.search(document.text[first:start])
    return _credit(match, codebook, first) if match else None


def _credit(match: re.Match[str], codebook: Codebook, offset: int = 0, *, group: int = 1) -> Credit | None:
    """The credit that a pattern found, with the owner in `group`; `offset`: where the text it was given begins."""
    written = match.group(group)
    if _MONTHS.match(written) or _PRONOUN.match(written):
        return None
    named = _named(written, codebook)
    basis = " ".join(match.group().strip(" ,;:.–—").split())
    end = match.end(group) - (written.endswith(".") and "." not in written[-3:-1])  # "Viasna."
    return Credit(named[:1].upper() + named[1:], basis, offset + match.start(group), offset + end)


def _named(written: str, codebook: Codebook) -> str:
    """The codebook's name for the owner if it has one, else the words without article and possessive."""
    plain = re.sub(r"^(?:the|its|an?)\s", "", written, flags=re.IGNORECASE)
    plain = re.sub(r"[’']s?$", "", plain.rstrip(".,;:)"))
    plain = _INTRODUCED_BY_KIND.sub("", plain)
    low = plain.casefold()
    best: tuple[int, str] | None = None
    for key in sorted(codebook.actors):
        actor = codebook.actors[key]
        for name in actor.names:
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", low) and (best is None or len(name) > best[0]):
                best = (len(name), actor.names[0])
    return best[1] if best else plain


def _block_at(document: Document, at: int) -> int:
    """The place of the sentence's block in reading order."""
    start = document.sentences[at].start_char
    return max(0, bisect_right(document.blocks, start, key=lambda block: block.start_char) - 1)


def _under_table(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`Source: X` under the table that the figure stands in."""
    order, number = document.blocks, _block_at(document, at)
    if order[number].kind != "table_row":
        return None
    while number < len(order) and order[number].kind == "table_row":
        number += 1
    if number == len(order):
        return None
    block = order[number]
    match = _SOURCE_LINE.match(document.text[block.start_char : block.end_char])
    if match is None:
        return None
    start, end = block.start_char + match.start(1), block.start_char + match.end(1)
    return Credit(_named(match.group(1).strip(), codebook), match.group().strip(), start, end)


def _lead_in(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`Figures, based on reports from X:` before the list that the figure stands in."""
    order, number = document.blocks, _block_at(document, at)
    if order[number].kind != "list_item":
        return None
    while number >= 0 and order[number].kind == "list_item":
        number -= 1
    if number < 0:
        return None
    block = order[number]
    if not document.text[block.start_char : block.end_char].rstrip().endswith(":"):
        return None
    match = _LEAD.search(document.text, block.start_char, block.end_char)
    return _credit(match, codebook) if match else None


def _introduced(document: Document, at: int, codebook: Codebook) -> Credit | None:
    """`X published new figures. Forty people …`: the sentence before, in the same block, says whose they are."""
    if at == 0 or document.sentences[at - 1].block_id != document.sentences[at].block_id:
        return None
    before = document.sentences[at - 1]
    first, last = before.start_char, min(before.end_char, before.start_char + 2 * _REACH)
    if _GIVING.search(document.text, first, last) is None:
        return None
    match = _INTRODUCES.search(document.text, first, last)
    return _credit(match, codebook) if match else None
