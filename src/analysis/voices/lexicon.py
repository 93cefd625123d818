"""Closed lists about people: titles, words of organisations, common first names, nouns for a person or a body."""

import re
from functools import lru_cache

# Words that stand before a name and are no part of it.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady dame president vice vice-president prime minister premier
    chancellor senator sen sens rep reps representative congressman congresswoman gov governor mayor secretary
    undersecretary gen general col colonel lt lieutenant capt captain maj major sgt sergeant cmdr commander adm admiral
    judge justice chief attorney ambassador sheriff detective inspector superintendent officer rev reverend father
    bishop archbishop pope cardinal imam rabbi king queen prince princess emperor sheikh chairman chairwoman chair
    director spokesman spokeswoman spokesperson speaker leader ceo cfo deputy assistant former ex-president retired
    republican democrat democratic conservative labour labor liberal gop then-president president-elect coach manager
    analyst foreign defense defence interior finance state police national security adviser advisor executive managing
    editor reporter correspondent host moderator columnist author historian economist lawyer activist candidate nominee
    lawmaker councilman councilwoman councillor pastor brother sister aunt uncle commissioner treasurer opposition
    senior independent house senate majority minority presidential constable pc professor co-founder founder dean nurse
    mp md cllr""".split()
)
# A name with one of these, or with a small word inside, is an organisation's.
_BODY = frozenset(
    """international association watch committee party times post house university college bank group council
    department ministry news court union centre center institute agency inc corp ltd company campaign commission
    service services force forces army navy police bureau office foundation federation organisation organization
    network media press journal tribune herald guardian telegraph observer gazette star ledger today television tv
    radio hospital school church club team fund trust board authority administration government parliament congress
    senate kremlin pentagon treasury reuters bbc cnn nato un eu fbi cia nasa who unicef rights workers teachers nations
    states kingdom republic community alliance coalition front movement society museum library airlines airways motors
    street downing square capitol
    industries systems technologies partners holdings capital energy oil gas""".split()
)
_MEN = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    donald mark paul steven andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander
    raymond patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter
    harold jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse joe bryan
    billy bruce albert willie dylan alan ralph gabriel roy juan wayne eugene louis russell randy vincent philip
    bobby johnny bradley mike jim tom bob bill dave dan steve chris matt tony ben sam tim rick greg ron ted nick
    alex ed fred ken bernie boris vladimir sergei dmitry ivan igor oleg mikhail mohammed muhammad ahmed ali
    hassan hussein omar ibrahim abdul jean pierre francois hans karl klaus luigi giovanni marco carlos luis
    miguel pedro antonio francisco rafael diego liam oliver harry oscar leo hugo simon martin graham nigel ian
    neil colin gareth rhys craig stuart duncan malcolm raj amit sanjay rahul narendra wei jun hiroshi kenji
    viktor pavel andrei yuri josh jeff barry elliot mitch rand lindsey harvey leon bernard felix victor edwin
    clarence stanley leonard howard norman""".split()
)
_WOMEN = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
    ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
    cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra
    rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
    christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison
    frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle
    beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary nikki kate katie
    jane anne claire alison angelina nicola fiona caroline elena olga irina tatiana natasha svetlana fatima
    aisha leila yasmin mariam nadia amina priya anita sunita mei yuki keiko ines lucia carmen sofia chloe zoe
    ella mia ava lily lucy ellen eva ingrid greta ursula sabine heidi monica veronica loretta elisabeth nina
    rosa molly jill gwen ivana alicia priscilla gladys wendy tracy""".split()
)
FIRST_NAMES = _MEN | _WOMEN
# Places that news lets speak ("Moscow said"): no pronoun *he* or *she* stands for them.
PLACES = frozenset(
    """afghanistan africa albania algeria america argentina armenia asia australia austria azerbaijan bahrain
    bangladesh belgium berlin bolivia bosnia brazil britain brussels bulgaria cairo cambodia cameroon canada
    chad chile china colombia congo croatia cuba cyprus damascus denmark ecuador egypt england eritrea estonia
    ethiopia europe finland france gaza geneva georgia germany ghana greece guatemala guinea haiti hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jerusalem jordan kabul kazakhstan kenya
    kosovo kuwait kyiv kiev laos latvia lebanon libya lithuania london luxembourg madrid malawi malaysia mali
    malta mexico moldova mongolia montenegro morocco moscow mozambique myanmar namibia nepal netherlands
    nicaragua niger nigeria norway oman pakistan palestine panama paraguay paris peru philippines poland
    portugal prague qatar romania rome russia rwanda scotland senegal seoul serbia singapore slovakia slovenia
    somalia spain sudan sweden switzerland syria taiwan tanzania tehran thailand tokyo tunisia turkey uganda
    ukraine uruguay uzbekistan venezuela vienna vietnam wales warsaw washington yemen zambia zimbabwe beijing
    delhi islamabad ankara riyadh baghdad budapest athens dublin""".split()
)
_SEX_OF_WORD = {
    **dict.fromkeys(
        """mr sir lord king prince father congressman spokesman chairman businessman brother son husband councilman he
        him""".split(),
        "man",
    ),
    **dict.fromkeys(
        """mrs ms miss lady dame queen princess mother congresswoman spokeswoman chairwoman businesswoman sister wife
        daughter councilwoman actress she her""".split(),
        "woman",
    ),
}
# Nouns for one person and for one body, as in "the activist", "the union": they can stand for somebody named before.
ONE_PERSON = re.compile(
    r"(?:[a-z]{2,}(?:er|or|ist|ian|yst|ert|ant|man|woman|ative|crat|ee)|senator|president|secretary|nominee|candidate"
    r"|student|official|professor|republican|judge|general|colonel|mayor|actress|mother|father|tycoon|billionaire|mogul"
    r"|chief|head|(?:eye)?witness|pope|king|queen|aide|veteran|scientist|academic|diplomat|pilot|captain|surgeon|dean)$"
)
ONE_BODY = frozenset(
    """group union company ministry agency newspaper paper organisation organization party government charity watchdog
    association court committee council commission department bank university institute centre center firm campaign
    network broadcaster outlet body bureau church team club daily magazine site website""".split()
)
_NOT_A_PERSON = frozenset(
    """letter paper number order matter power answer newspaper paper tower border river water centre center quarter
    daughter-company war disorder factor sector error terror majority december september october november weather
    chapter counter encounter disaster winter summer dinner offer cover former latter other another either rather
    further after chamber member-state government percent event amendment agreement statement document moment parliament
    department movement investment want plant restaurant grant covenant human woman-led desert concert alert effort
    report airport transport support sport resort export import court list twist fist mist committee
    fee coffee""".split()
)


@lru_cache(maxsize=1 << 14)
def is_body(name: str) -> bool:
    """Whether a proper name looks like that of an organisation.

    >>> is_body("Association of Journalists"), is_body("Maria Santos"), is_body("NATO")
    (True, False, True)
    """
    words = [word for word in name.replace("’", "'").split() if word not in ("Un", "Who")]
    if len(words) == 1 and name.isupper() and len(name) > 1:
        return True
    words = [word.lower() for word in words]
    return any(word in _BODY or word in ("of", "for", "and", "the", "&") for word in words)


def sex_of(words: list[str]) -> str | None:
    """`man` or `woman` if a title or a common first name among `words` says so, else None."""
    for word in words:
        if word in _SEX_OF_WORD:
            return _SEX_OF_WORD[word]
    for word in words:
        if word in _MEN and word not in _WOMEN:
            return "man"
        if word in _WOMEN and word not in _MEN:
            return "woman"
    return None


def is_one_person(noun: str) -> bool:
    """Whether a common noun is one person.

    >>> is_one_person("activist"), is_one_person("letter")
    (True, False)
    """
    return noun not in _NOT_A_PERSON and bool(ONE_PERSON.match(noun))
