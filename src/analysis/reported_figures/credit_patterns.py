"""The wordings that credit a number to somebody: patterns over one sentence, each with the owner in a group.

Which of them wins, and what counts as the article's own voice, is in `authority`.
"""

import re

from analysis.english.nouns import BODY_NOUNS
from analysis.english.word_lists import word_list

# Bodies that nobody needs to name, beside the nouns for bodies in general.
PUBLIC = word_list("public_bodies", package=__package__)
# Offices that a headline names alone.
_OFFICES = word_list("offices", package=__package__)
_PART = r"[A-Z0-9][\w’'‑.-]{0,30}"
_WITHIN = r"of|for|and|on(?!\s\w{3,6}day\b)|the|de|&"
_NAME = rf"[A-Z][\w’'‑.-]{{0,30}}(?:[ \u00a0](?:(?:{_WITHIN})[ \u00a0]){{0,2}}{_PART}){{0,7}}"
# "the ministry", "the teachers' union": a body without a name.
_BODIES = "|".join(sorted(BODY_NOUNS | PUBLIC))
# "The ministry of food".
_OF_WHAT = (
    r"(?:(?<=ministry)|(?<=department)|(?<=bureau)|(?<=office))\s(?:of|for)\s[a-z]{3,15}(?:\sand\s[a-z]{3,15})?\b"
)
_BODY = rf"[Tt]he\s(?:(?!(?:the|of|and|to|has|had)\s)[a-z][\w’'-]{{1,20}}\s){{0,3}}?(?:{_BODIES})\b(?![\w-])"
_OWNER = (
    rf"(?:{_BODY}(?:{_OF_WHAT}|[ \u00a0]{_NAME})?"
    rf"|(?:(?:[Tt]he|[Ii]ts|a|an)[ \u00a0])?{_NAME}"
    rf"(?:\s(?:[a-z]{{3,12}}\s){{0,2}}?(?:(?:{_BODIES})(?:\sofficials)?|officials|media|researchers)\b)?)"
)
_TOLD = (
    r"(?:counts?|tall(?:y|ies)|figures?|data|statistics|estimates?|reports?|stud(?:y|ies)|surveys?|polls?|records?"
    r"|numbers|census|research|lists?|database|analysis|projections?|toll|audit|review|bulletin|dashboard|tracker"
    r"|aggregates?|forecasts?|summary|breakdown|updates?)"
)
# Not "released", "given": "forty prisoners were released by the army" is nobody's count.
_KEPT = (
    r"(?:estimated|counted|documented|recorded|registered|verified|compiled|confirmed|recogni[sz]ed|reported|identified"
    r"|published|collected|quoted|cited|tallied|logged|listed)"
)
_KNOWERS = (
    r"(?:experts|officials|analysts|critics|supporters|economists|researchers|scientists|police|authorities|prosecutors"
    r"|investigators|organi[sz]ers|observers|doctors|lawyers|campaigners|activists|engineers|witnesses|residents|survivors"
    r"|passengers|villagers)"
)
# Within a sentence, each with the owner in group 1.
_WORDS = r"(?:[\w-]{1,20}\s)"
# Words of one noun phrase: "the firm's clerks would report to one man" tells of no report of the firm's.
_NOUNS = r"(?:(?!(?:will|would|can|could|may|should|must|has|have|had|is|are|was|were|to|and|who|that)\s)[\w-]{1,20}\s)"
# Who has only read a report does not vouch for it: "records seen by Reuters".
_MADE = r"(?:(?!(?:seen|obtained|reviewed|viewed|held|set|broken|owned|high|low|highs|lows)\s)[\w-]{1,20}\s)"
# "An analysis of the mayor's plan" is not the mayor's.
_NOT_OWNING = r"(?<![’']s)(?![\w’'$€£])"
# "The toll from the Brask quake" is the quake's own, no owner's.
_COUNTED = _TOLD.replace("|toll", "")
BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]n?|[Tt]he|its|their|[Nn]ew|[Oo]fficial|[Ll]atest|[Rr]ecent|[Bb]y|[Ii]n)\s{_WORDS}{{0,3}}{_COUNTED},?\s{_MADE}?"
        r"(?:by|from|of|compiled by|released by|published by|carried out by)\s"
        rf"(?:(?!the\s)(?:[a-z][\w-]{{1,20}}\s){{0,3}}(?:{_BODIES})\s(?=[A-Z]))?({_OWNER}){_NOT_OWNING}",
        rf"\b(?:[Dd]ata|[Ff]igures|[Ss]tatistics|[Rr]eports|[Ee]stimates|[Rr]ecords|[Rr]esearch|[Nn]umbers|[Pp]olls"
        rf"|[Ss]urveys|[Aa]ggregates|[Ff]orecasts|[Pp]rojections)\s{_MADE}?"
        rf"(?:from|by|of|compiled by|released by)\s({_OWNER}){_NOT_OWNING}",
        rf"({_OWNER})(?:(?<=s)[’']|(?<![’']s)[’']s)\s{_NOUNS}{{0,3}}{_TOLD}\b",
        rf"(?:\bper|\bvia|\bsource:|\bSource:)\s({_OWNER}|the\s{_KNOWERS})",
        # "The police estimate of the turnout was lower, at 260"; not "the police report that".
        rf"\b[Tt]he\s({_KNOWERS}|{_BODIES})(?:[’']s?)?\s(?:estimate|count|tally)\s(?:of\s{_WORDS}{{1,4}})?(?:was|is|stood|came)\b",
        rf"\b[Aa]n?\s({_NAME})\s{_TOLD}\s(?:that|which|showing|saying|finding|suggesting|estimating|put|puts|gave|gives|has|had)\b",
    )
)
# "Above the bank's estimate | of 6 million": the number that it is of is all that it credits. Ends at that number.
OF_ITS_OWN = re.compile(
    r"\s(?:of|for|at)\s(?:(?:about|around|some|at\sleast|more\sthan|nearly|almost|just|over|up\sto)\s)?(?=[$€£]?\d|[A-Z]{0,3}\$)"
)
PUBLISHED_BY = re.compile(r"(?:published|released|compiled|conducted|carried\sout|commissioned)\sby\s")
# What may stand before whose numbers they are.
ADJECTIVES = re.compile(r"(?:[A-Z]?[a-z]{3,12}(?:ed|al|ary|est|ing) )?")
# Who may keep a toll: a body by its noun, initials.
KEEPER = re.compile(rf"\b(?:(?i:{_BODIES}|{_KNOWERS})|[A-Z]{{2,6}})\b")
# "The death count from the Brask quake" is nobody's, as its toll is.
OF_AN_EVENT = re.compile(r"\b(?:death|body|casualty|victim) (?:count|tally|figure)s? (?:from|of|in) ")
# "Has dropped since the mayor's report was published": a report that only tells when. Ends at the report.
ASIDE = re.compile(r"\b(?:since|after|before|until|following|despite)\s(?:the\s)?$")
_REVISED = (
    r"raised|revised|lowered|updated|increased|corrected|put|pegged|cut|trimmed|reduced|upgraded|downgraded"
    r"|slashed|nudged\sup|edged\sup|edged\sdown"
)
# "The ministry on Friday raised the toll from the flood to 40": who keeps the number changes it. Ends at the figure.
_KEEPER = (
    rf"(?:^|[,;:.–—]\s|\b(?:[Aa]nd|[Bb]ut|[Ww]hile|[Tt]hat|[Aa]s|[Tt]o|[Bb]y)\s)((?:{_NAME}[’']s\s)?(?:[a-z]{{3,20}}\s){{0,2}}[a-z]{{3,20}}"
    rf"|(?:[Tt]he|[Ss]ome|[Oo]ther|[Ss]everal)\s(?:[\w-]{{2,20}}\s){{0,3}}[\w-]{{2,20}}|{_OWNER})(?:,\s(?:which|who))?\s(?:on\s\w{{3,12}}\s|\w{{3,12}}day\s|\w{{2,12}}ly\s)?"
    r"(?:has\s|have\s|had\s)?(?:also\s|\w{2,12}ly\s|now\s)?"
)
REVISES = re.compile(
    rf"{_KEEPER}(?:{_REVISED})\s"
    rf"(?:its|the|their)\s(?:[A-Za-z]{{3,15}}\s){{0,3}}{_TOLD}\b(?:[^.;:!?–—]|\.\d){{0,160}}\s$"
)
# "The union put the crowd at 40", "the bank valued the stake at up to $40m". Ends at the figure.
_ESTIMATES = r"(?:put|puts|pegs?|pegged|estimates?|estimated|values?|valued|reckons?|reckoned)"
PUTS_AT = re.compile(
    rf"{_KEEPER}{_ESTIMATES}\s(?:its|the|their|that|attendance|turnout)\s(?:[\w’'-]{{2,20}}\s){{0,6}}?(?P<at>at\s)?$"
)
# "Lowered its forecast for the first time | in four years". Ends at the figure.
IN_TIME = re.compile(r"\b(?:in|for|over|after|within|since)\s(?:the\s)?(?:(?:last|past|first)\s)?$")
REVISING = re.compile(rf"\b(?:{_REVISED}|{_ESTIMATES})\s(?:its|the|their|that|attendance|turnout)\s")
# "The 54 deaths (that) the coast guard has confirmed", "the 40 recorded by the clinic": behind the figure, who counted
# it; what follows begins no object ("after ten deaths the hospital reported a shortage").
BY_ANOTHER = re.compile(
    rf"(?:\s(?!(?:by|the|that|which|in|on|at|and|or|but)\b)[\w’'-]{{2,20}}){{0,3}}?,?\s"
    rf"(?:(?:{_KEPT}|forecast|expected|predicted|projected)\sby\s({_OWNER}|{_KNOWERS}|it\b|they\b){_NOT_OWNING}"
    rf"|(?<!\bof\s)(?:(?:that|which)\s)?({_OWNER}|(?:the\s)?{_KNOWERS}|the(?:\s(?!(?:the|and|that|was|were|are|has|have|had|been)\b)[a-z]{{3,15}}){{1,3}}?|it\b|they\b),?\s(?:(?:has|have|had|also|so\sfar|already"
    rf"|now|earlier|previously|first|initially|officially|itself|last\s\w+)\s){{0,3}}(?:{_KEPT}|feared|expected|predicted|forecast|projected|announced|claimed"
    r"|acknowledged|admitted|given|gave)(?=[,.;:)–—-]|\s(?:in|on|at|so|by\s(?:\w{{3,6}}day|noon|mid|late|early|the\s(?:end|time)|\d)|earlier|last|for|from|to|and|as|this|yesterday"
    r"|during|since|until|but|were|was|had|is|are|over|initially|previously|a\s(?:day|week|month|year))\b|$))"
)
# "Half the union's figure of 900", "far from the official count of 41": right before the figure, whose it is.
FIGURE_OF = re.compile(
    rf"(?:({_OWNER}|[Tt]he\s[a-z]{{3,15}}|{_KNOWERS})(?:(?<=s)[’']|(?<![’']s)[’']s)\s{_WORDS}{{0,2}}|(?:[Tt]he|[Aa]n)\s((?:official|government)\s)){_TOLD}\sof\s"
    r"(?:(?:some|about|around|at\sleast|more\sthan|nearly|almost|only|just|over|up\sto)\s)?$"
)
FIGURES_OWNER = re.compile(rf"{_TOLD}\sof\s")
# "Marched over a plan to raise the age to 64": the number is the plan's, no counter's. Ends at the figure.
OCCASION = re.compile(
    r"\b(?:against|over|at|about|opposing|opposed\sto|protesting)\s(?:[\w’'-]{1,20}\s){0,5}"
    r"(?:plan|reform|bill|law|proposal|move|decision|scheme|project)s?\s(?:that\s|which\s)?(?:to|for|would|will)\s"
    r"[^,.;:“”]{0,80}$"
)
# "Reported $40m, below estimates of $45m": whoever reports the one has not said the other. Ends at the figure.
OTHERS_ESTIMATE = re.compile(
    r"\b(?:below|above|versus|vs\.?|than|against|miss(?:ing|ed|es)?|beat(?:ing|s)?|topp?(?:ing|ed|s)?|exceed(?:ing|ed|s)?|short\sof"
    r"|ahead\sof|in\sline\swith|compared\s(?:with|to))\s(?:(?:the|an?|average|consensus|market|street|earlier)\s){0,3}"
    r"(?:(?:estimates?|forecasts?|expectations?|consensus|predictions?|projections?)\s(?:of|for)|expected|forecast|projected)"
    r"\s(?:(?:about|around|some|just|roughly|only|between|nearly|over)\s){0,2}$",
    re.IGNORECASE,
)
# "Demanded answers after 55,000 homes lost power": whoever asks has not counted. The cue, and what leads to the number.
ASKING = re.compile(r"(?:demand|ask|urg|press|plead|appeal|call)\w{0,4}(?:\s(?:for|on))?$")
OCCASIONED = re.compile(r"\b(?:after|because|since|when|amid|following)\s[^,;:“”]{0,80}$")
# Where another clause begins, whose numbers are its own.
OTHER_CLAUSE = re.compile(
    r";|,\s(?:while|whereas|but|compared)\b|\.\s"
    r"|\b(?:earlier|initial|previous|first)\s(?:information|reports?|estimates?|figures?|claims?|counts?)\sthat\b"
)
# "Under the mayor's plan": whose plan it is, in group 1.
UNDER = re.compile(
    rf"\b(?:[Uu]nder|[Ii]n|[Bb]y|[Pp]er)\s({_OWNER}|(?:the|The)\s[a-z]{{3,15}})[’']s?\s(?:[\w-]{{1,15}}\s){{0,2}}"
    r"(?:plan|proposal|budget|draft|forecast|projection|scenario|version|estimation|calculation|reckoning)s?\b"
)
# "The $20 million experts say it costs": right behind the figure and its noun.
SAY_SO = re.compile(
    rf"(?:\s(?!(?:of|in|for|from)\b)[a-z-]{{2,20}}){{0,2}}\s((?:(?:the|some|many|most|other)\s)?(?:[a-z]{{3,15}}\s)?{_KNOWERS}|{_OWNER})\s"
    r"(?:say|says|said|estimate|estimates|estimated|believe|believes|claim|claims)\s(?:it|they|he|she|we|the|that|were|was|are|is)\b"
)
# What goes on after a statement without a new subject is still part of it: "…, with the city hit worst at 40".
GOES_ON = re.compile(
    r"(?:[\s,]{0,2}(?:in|on|via)\s[\w’' ]{2,25})?,\s(?:with|including|among\sthem)\b[^.;:!?“”\"]{0,120}$|"
    r"[\s,]{0,3}(?:and|but|or)\s(?:(?:also|then|eventually|later|only|still)\s)?(?:that|would|will|could|should|may|might|can|had|"
    r"has|have|was|were|is|are)\b[^.;:!?“”\"]{0,200}$"
)
_NO_LINK = r"(?!(?:When|While|Whereas|After|Although|Though|As|Before|Since|But|And|If|Then|In|At|On|By)\b)"
# Who counts: "UNICEF also identified an estimated 34 centres", "The ministry recorded 1,640 cases". Ends at the figure.
COUNTS = re.compile(
    rf"(?:^|[,;:.–—]\s|\b(?:[Aa]nd|[Bb]ut|[Ww]h(?:ile|en|ereas)|[Tt]h(?:at|an|ough)|[Aa]s)\s)({_NO_LINK}(?:{_OWNER}|(?i:{_KNOWERS})(?:\s(?:from|of|at|with)\s{_OWNER})?"
    rf"|(?:[Tt]he\s)?{_NAME}[’']s(?:\s[a-z][\w-]{{1,20}}){{1,3}}?"
    rf"|(?:[Tt]he|[Aa]n?|[A-Z]\w{{2,20}})(?:\s[a-z][\w-]{{1,20}}){{0,3}}?)),?\s(?:(?:which|who)\s[^,;.:]{{3,80}},\s)?(?:(?:has|have|had)\s)?"
    r"(?:(?:also|\w{2,12}ly|now|then|so\sfar|since(?:\s(?:1[89]|20)\d\d)?|already|earlier|later|first|just)\s){0,2}"
    rf"(?:(?:gave|given|gives|issued|announced)\s(?:an?|the|its)\s(?:\w+\s){{0,2}}?{_TOLD}\sof|"
    r"count(?:s|ed)?|recorded|document(?:s|ed)|registered|estimat(?:es|ed?)|tall(?:ies|ied)|logged|identified|verified"
    r"|tracked|list(?:s|ed))\s(?:(?:an?|some|the|a\stotal\sof|nearly|about|another|almost|around)\s){0,2}$"
)
# "A crowd that the organisers put at 1,640", right before the figure, or before its "estimated at".
COUNTED_AT = re.compile(
    rf"\b[a-z-]{{3,20}}\s(?:(?:that|which)\s)?((?:the\s)?(?:{_KNOWERS}|unions?)|{_OWNER})\s(?:(?:has|have|had)\s)?"
    r"(?P<at>(?:put|puts|estimates?|estimated|reckons?|reckoned|counts?|counted)\sat\s)?$"
)
COUNTING = re.compile(
    r"\b(?:(?:count|record|document|register|estimat|tall|logged|identified|verified|tracked|list)\w{0,5}"
    r"|gave|given|gives|issued|announced)\s"
)
# One of these words is in every match of the patterns above and below: most sentences have none.
TELLING = re.compile(
    rf"\b(?:{_TOLD}\b|{_KEPT}\s|(?:Data|Figures|Statistics|Reports|Estimates|Records|Research|Numbers|Polls|Surveys|Aggregates|Forecasts|Projections|per|via)\s"
    r"|[Ss]ource:)"
)
# Not "the latest in a long list", "at a record".
_COUNT = _TOLD.replace("|records?", "").replace("|lists?", "").replace("|toll", "")
ANONYMOUS = re.compile(
    rf"\b(?:by|in)\s((?:one|some|an?|official|the\s(?:latest|official|most\srecent))\s(?:[\w-]{{1,20}}\s){{0,2}}{_COUNT})\b"
)
# To order or welcome something is not to vouch for the number in it; to want or plan it is.
DEEDS = re.compile(
    r"(?:order|instruct|command|refus|declin|prais|welcom|hail|condemn|criticiz|criticis"
    r"|blam|endors|question|defend|prefer|lik|hat|lov|mock|ridicul|thank|favor|favour|need|look|vot|commit|push|lobb"
    r"|campaign|press|encourag|beg|appeal|convinc|persuad|consider|weigh|debat|regret|resent|admir|commend|applaud"
    r"|compar|challeng|advocat|blast|slam|decr|denounc|lambast|oppos|support|back)(?:s|es|ed|ing|d|ning|ned|e|ies|ied|ying)?\b"
)
# "the ministry said, citing the union": it is the union that knows.
CITING = re.compile(
    rf"\b(?:[Cc]iting|[Qq]uoting)\s(?:{_WORDS}{{0,2}}{_TOLD}\s{_MADE}?(?:by|from|of)\s)?({_OWNER}|police|officials|authorities)"
)
# "the toll was put at 40 by the ministry", behind the figure; what stands before it.
SET_BY = re.compile(rf"(?:\s[a-z]{{3,15}}){{0,2}}\sby\s({_OWNER}|{_KNOWERS})")
SET = re.compile(
    r"\b(?:put|set|given|placed|estimated|raised|lowered|revised|cut|increased)\s(?:\w+\s)?(?:at|to|as)\s$"
)
# "Forty dead in blast – police", "Mayor: 40 dead", "Fire kills 40, says governor": who stands behind a dash, a colon
# or a verb that ends the line, or first.
_TELLERS = rf"{_BODIES}|{_KNOWERS}|{'|'.join(sorted(_OFFICES))}|report|media"
TAIL = re.compile(
    rf"(?:\s[–—-]|:|,\s(?:says?|said|warns?|confirms?|claims?))\s((?:[A-Za-z]+\s)?(?:{_TELLERS})|[A-Z]{{2,6}})(?=\.?$)"
)
HEAD = re.compile(rf"((?:[A-Z][a-z]+\s)?(?:{_TELLERS}))(?=:\s)", re.IGNORECASE)
# "UN data", "a Wire count": whose numbers they are.
OWN_NUMBERS = re.compile(
    rf"(?:(?:[Tt]he|[Aa]n?|[Nn]ew|[Ll]atest|[Oo]fficial)\s){{0,2}}(?!(?:The|An?|New|Latest|Official|Its|Their|His|Her|This|That|These|Those)\s)({_NAME})\s(?:data|figures?|statistics|counts?|tally|estimates?|surveys?|polls?|numbers)\b"
)
# To deny a number is not to vouch for it: "disputed the union's figure of 40".
REJECTING = re.compile(
    r"(?:den|respond|reject|disput|dismiss|refut|rebut|question|contest|doubt|challeng|criticis|criticiz)\w{1,4}$"
)
# In somebody's own words: "According to the ministry, 40 died."
QUOTED_SOURCE = re.compile(rf"\b[Aa]ccording\sto\s({_OWNER})")
# "The union counted 400, the police 80": behind a first count, who made the second; ends at the figure.
SECOND = re.compile(
    rf"(?:,\s(?:(?:and|but|while|against)\s)?|\s(?:and|but|while|against)\s)((?:the\s(?:[a-z’'-]{{3,15}}\s){{0,2}}?)?"
    rf"(?:{_BODIES})(?:\s[A-Z]\w{{2,20}})?|the\s[A-Z]{{2,6}}|(?:the\s)?[a-z’'-]{{3,15}}s(?=\sat\s))"
    r"\s(?:at\s|only\s|some\s|just\s)?$"
)
# "Brought together 400, where the police had estimated 80"; ends at the figure, or before its "estimated".
COUNTS_ELSEWHERE = re.compile(
    rf",\s(?:where(?:as)?|while|though|although|but)\s((?:the\s)?(?:{_KNOWERS}|{_BODIES})|{_OWNER})\s(?:(?:has|have|had|only)\s){{0,2}}"
    r"(?:(?:counted|estimated|recorded|registered|reported|gave|put\s\w+\sat)\s)?(?:only\s|some\s|just\s|about\s)?$"
)
# "80,000 (according to the police, 400,000 for the union)": right behind the second figure; and what stands before it.
FOR_ITS_PART = re.compile(
    rf"(?:\s[a-z]{{3,15}})?\s(?:for|from|by|in\sthe\scount\sof)\s({_BODY}|the\s[A-Z]{{2,6}}\b)(?=[,;.)]|\s(?:and|but)\b)"
)
SECOND_BEGINS = re.compile(r"(?:^|[,;(]\s?)(?:(?:even|but|and|or|against)\s)?(?:only\s|some\s)?$", re.IGNORECASE)
COUNTED = re.compile(
    rf"\b(?:[Aa]ccording\sto|{_KEPT}(?!\s(?:with|in|by)\b)|count|puts?|said|says|estimates?|claim(?:s|ed)?)\b"
)
SOURCE_LINE = re.compile(r"^\W{0,3}(?:Sources?|Data|Figures|Credit)\s?:\s*(.{2,300})", re.IGNORECASE)
LEAD = re.compile(
    r"(?:based on|according to|from|by|says?|reports?|published by|compiled by|source:)\s"
    rf"(?:[a-z][\w-]{{0,20}}\s){{0,6}}(?:like\s|such as\s)?({_OWNER})"
)
_GAVE = r"(?:released|published|issued|gave|gives|updated|keeps|kept|compiled|presented|provided|maintains)\s"
GIVING = re.compile(rf"\b{_GAVE}")
INTRODUCES = re.compile(
    rf"({_OWNER})(?:,[^,.]{{2,80}},)?\s(?:\w{{1,12}}ly\s)?(?:has\s|have\s)?(?:also\s)?{_GAVE}"
    rf"(?:[\w-]{{1,20}}\s){{0,4}}{_TOLD}"
)
PRONOUN = re.compile(r"(?:It|He|She|They|We|I|You|This|That|These|Those|There|Who|Which|which|who)\b")
# A period ("from the Q3 2024 report"), an outlet's own text, a question or a headline that asks one.
NO_COUNTER = re.compile(
    r"(?:our|my|your|own|what|why|how|where|when)\b|(?:[QH]\d|FY) ?\d{2,4}$"
    # Those of a survey who said so: "43.9 per cent of the schools".
    r"|[\d.,]+ ?(?:%|per ?cent\b)",
    re.IGNORECASE,
)
MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
