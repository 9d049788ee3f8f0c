"""The closed classes of words that structure and certainty hang on. What relations hang on stands in schema/."""

from __future__ import annotations

POSSIBLE = frozenset(["would", "could", "might", "may", "can", "should"])

FUTURE = frozenset(["will", "shall", "'ll", "wo"])

NEGATIVE_ADVERBS = frozenset(["never", "hardly", "scarcely", "barely", "nowhere"])

MAYBE = frozenset(
    """
    possibly perhaps maybe probably presumably potentially likely supposedly conceivably unlikely
    """.split()
)

MAYBE_ADJECTIVES = frozenset(
    """
    possible potential likely probable unlikely hypothetical suspected feared would-be prospective
    """.split()
)

PLANNED_ADJECTIVES = frozenset(
    ["planned", "proposed", "scheduled", "intended", "upcoming", "future", "expected", "forthcoming", "imminent"]
)

FACTIVE = frozenset(
    """
    allow let enable permit begin start continue manage happen come help proceed force compel make oblige use tend keep remain seem
    appear prove get
    """.split()
)

PREVENTED = frozenset(["fail", "neglect", "forget", "avoid", "stop", "cease", "refrain", "prevent", "decline", "refuse"])

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

EXPECTING = frozenset(["expect", "anticipate", "predict", "forecast"])

CIRCUMSTANCES = frozenset(["because", "as", "since", "while", "although", "though", "whereas", "after"])

FEARING = frozenset(["fear", "dread", "worry"])

IF = frozenset(["if", "unless", "whether", "should"])

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
    pursue hold keep commit impose order lift set impose strike stage join seek agree deepen strengthen expand continue resume
    face fear await avoid escape
    """.split()
)

COUNTERS = frozenset(
    """
    some hundred thousand dozen million score most many all several number majority group handful lot couple half part any each one
    two three none both few another series array host batch amount quarter third fifth tenth percent per cent % proportion share
    """.split()
)
