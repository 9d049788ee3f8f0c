"""The closed classes of words that structure and certainty hang on. What relations hang on stands in schema/."""

from __future__ import annotations

POSSIBLE = frozenset(["would", "could", "might", "may", "can", "should"])

FUTURE = frozenset(["will", "shall", "'ll", "wo"])

MAYBE = frozenset(
    """
    possibly perhaps maybe probably presumably potentially likely supposedly conceivably unlikely apparently seemingly
    ostensibly evidently
    """.split()
)

HEARSAY = frozenset(["allegedly", "reportedly", "purportedly", "supposedly"])

MAYBE_ADJECTIVES = frozenset(
    """
    possible potential likely probable unlikely hypothetical suspected feared would-be prospective alleged purported supposed
    conceivable plausible reputed presumed rumored rumoured putative ostensible apparent
    """.split()
)

PLANNED_ADJECTIVES = frozenset(
    ["planned", "proposed", "scheduled", "intended", "upcoming", "future", "expected", "forthcoming", "imminent"]
)

FACTIVE = frozenset(
    """
    allow let enable permit begin start continue manage happen come help proceed force compel make oblige use tend keep remain seem
    appear prove get bother dare deign remember condescend hasten turn end
    """.split()
)

PREVENTED = frozenset(
    """
    fail neglect forget avoid stop cease refrain prevent decline refuse escape evade omit resist miss quit desist discontinue skip
    """.split()
)

# What does not happen where these stand before a gerund: `kept them from leaving`, `far from praising`, `decided against suing`.
KEPT_FROM = frozenset(
    """
    keep prevent stop refrain ban bar block prohibit deter dissuade discourage hinder restrain disqualify abstain exclude save
    protect spare shield exempt desist shrink shy back hold suspend
    """.split()
)

AWAY = frozenset(
    [("far", "from"), ("short", "of"), ("instead", "of"), ("rather", "than"), ("incapable", "of"), ("clear", "of")]
    + [(verb, "against") for verb in ("decide", "decided", "choose", "chose", "opt", "opted", "voted", "vote")]
)

ALMOST = frozenset([("close", "to"), ("verge", "of"), ("brink", "of"), ("edge", "of"), ("inches", "from"), ("near", "to")])

NEARLY = frozenset(["nearly", "almost"])

UNABLE = frozenset(["unable", "impossible", "incapable", "powerless"])

# A plan that ended so is none any more; what was called off did not take place.
GIVEN_UP = frozenset(
    """
    drop shelve abandon scrap cancel ditch axe bury jettison renounce withdraw suspend halt reverse revoke rescind overturn
    forsake forgo scuttle discard miss decline lose waste kill reconsider freeze nix junk relinquish retract
    """.split()
)
GIVEN_UP_WITH = frozenset(
    """
    give_up give_up_on call_off back_away back_down back_out back_off pull_out go_back renege_on walk_away turn_down pass_up
    put_aside set_aside
    """.split()
)
COLLAPSING = frozenset(["collapse", "founder", "fizzle", "fail", "fall"])
CALLED_OFF = frozenset("cancel scrap shelve abort avert thwart foil call_off forestall prevent scuttle block veto".split())

IMPERATIVE = frozenset(
    """
    ask urge tell order call demand request beg invite appeal advise recommend instruct encourage press push warn
    """.split()
)

PLAN_NOUNS = frozenset(
    """
    plan intention bid attempt effort proposal offer promise pledge readiness decision vow willingness desire wish deal pact
    """.split()
)

MAYBE_NOUNS = frozenset(
    """
    possibility risk threat prospect chance likelihood potential danger fear hope call demand speculation suspicion request idea
    """.split()
)

VALUING = frozenset(
    """
    praise welcome hail commend applaud laud criticize criticise condemn denounce slam decry blast deplore rebuke support back endorse
    oppose favor favour champion recognize recognise attack mock regret celebrate mourn support play downplay describe
    """.split()
)

COMMENTING = frozenset(["comment", "comment on", "address", "discuss", "respond to", "react to", "respond", "react", "remark on"])

# Cues that take their content for granted even where they are negated: `never learned that …`.
PRESUPPOSING = frozenset(
    """
    know learn realize realise notice discover remember forget regret reveal disclose understand mention aware mindful care mind
    proud happy glad pleased surprised disappointed sorry sad grateful thankful amazed shocked angry upset
    """.split()
)

# With these a negation means the content: `does not think that …`.
NEG_RAISING = frozenset(
    ["think", "believe", "expect", "imagine", "suppose", "feel", "reckon", "seem", "appear", "consider", "want", "judge"]
)

DOUBTING = frozenset(["doubt", "doubt about", "doubtful", "question", "dispute"])

FEARING = frozenset(
    """
    fear worry dread fret concern anxiety afraid worried concerned fearful nervous anxious scared
    """.split()
) | {"be afraid"}

UNWILLING = frozenset(["unwilling", "reluctant", "unwillingness", "reluctance", "hesitate"])

EXPECTING = frozenset(["expect", "anticipate", "predict", "forecast"])

CIRCUMSTANCES = frozenset(["because", "as", "since", "while", "although", "though", "whereas", "after"])

# What one has or takes in order to act; without it one doesn't.
CHANCES = frozenset(
    "attempt effort trouble pains time care opportunity chance courage nerve heart decency ability power right liberty initiative".split()
)

# Events do this or don't.
HAPPENING = frozenset(["take", "happen", "occur", "materialize", "materialise", "come", "go", "exist"])

# {preposition: governors that leave open what a gerund behind it tells}: who is suspected of a deed, or tried for it, may have done it.
_SUSPECTING = frozenset(["suspect", "charge", "indict", "prosecute", "investigate", "try", "detain", "want", "question", "blame"])
_DREAMING = frozenset(["dream", "think", "talk", "fantasize", "fantasise", "capable", "worried", "afraid", "mind", "change"])
LEAVING_OPEN = {
    "of": _SUSPECTING | _DREAMING,
    "about": _DREAMING,
    "with": _SUSPECTING,
    "for": _SUSPECTING,
    "over": _SUSPECTING,
    "on": _SUSPECTING,
}

UNDONE = frozenset("attempted foiled thwarted aborted cancelled canceled averted abandoned shelved".split())

WISHING = frozenset("insist suggest propose recommend request demand ask urge require advise order prefer desire".split())

FALSELY = frozenset(["wrongly", "falsely", "mistakenly", "erroneously", "incorrectly", "wrongfully"])
DESCRIBING = frozenset(["describe", "identify", "name", "call", "list", "portray", "present", "label", "report", "quote", "refer", "cite"])

# Conditions of several words, as they open a clause.
CONDITIONS = tuple(
    f" {words} "
    for words in (
        "in case",
        "as long as",
        "so long as",
        "on condition",
        "on the condition",
        "in the event",
        "provided that",
        "providing that",
        "assuming",
    )
)

IF = frozenset(["if", "unless", "whether", "should", "provided", "providing", "lest", "supposing"])

# Verbs whose object does what the infinitive says: "asked Oslo to send …"; with others it is the subject.
OBJECT_CONTROL = frozenset(
    """
    ask tell urge order force compel persuade convince allow permit enable help encourage invite advise instruct command expect want
    request require let make have cause lead prompt push press pressure warn beg authorize authorise get see hear watch accuse prevent
    stop keep ban block bar prohibit suspect call appoint elect name send leave
    """.split()
)

# Verbs whose object is followed by what it is told, charged with or robbed of: `warned the city of a flood`.
OF_VERBS = frozenset(
    """
    warn inform accuse notify convince assure remind suspect convict acquit clear strip rob deprive relieve cure rid absolve exonerate
    """.split()
)

# Verbs that only carry a noun: "held talks", "launched an attack".
LIGHT = frozenset(
    """
    hold make launch take give have conduct carry open start begin stage mount lead run file bring issue sign conclude reach forge
    establish perform organise organize undertake do pay maintain express offer provide place receive announce deliver wage enter
    pursue keep commit impose order lift set strike join seek agree deepen strengthen expand continue resume face fear await avoid
    escape
    """.split()
)

COUNTERS = frozenset(
    """
    some hundred thousand dozen million score most many all several number majority group handful lot couple half part any each one
    two three none both few another series array host batch amount quarter third fifth tenth percent per cent % proportion share
    """.split()
)
