"""The story of the small world (tests/worlds.py): its articles, its people and what is claimed.

Sundral says that its neighbour Marovia sent soldiers to Port Kesh; Marovia's minister denies it, and is said to have
admitted it two days later. Three articles, one of them a copy of another's sentences; six entities that people speak
of and three outlets; fifteen claims: disputed, asserted, reported by one source alone, denied, planned, hypothetical,
copied, with a quantity, with a literal value, and one through a chain of two sources.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Quantity, Time

WORLD = {
    "a-harbour": (
        "Harbour Times",
        "2031-03-04",
        (
            "Marovia accused over Port Kesh",
            "Teo Brandt, who leads Sundral, said on Tuesday that Marovia had sent about 3,000 soldiers to Port Kesh.",
            "“Marovia never sent soldiers to Port Kesh,” Ilka Dorn told reporters.",
            "The Northern Pact said that Marovia had sent at least 2,500 soldiers to Port Kesh.",
            "Dorn met Brandt in January.",
            "Brandt said that the Northern Pact would deploy forces in Sundral.",
            "Subscribe to our newsletter!",
        ),
    ),
    "a-kesh": (
        "Kesh Courier",
        "2031-03-06",
        (
            "Dorn visits Port Kesh",
            "Ilka Dorn visited Port Kesh on Wednesday.",
            "Dorn denied that Marovia had attacked Sundral.",
            "The Northern Pact could deploy forces in Marovia, Dorn warned.",
            "A witness said Dorn had told him that Marovia had sent 400 soldiers to Port Kesh.",
            "Teo Brandt was born in Port Kesh on 2 May 1971.",
            "The Northern Pact said that Brandt had visited Marovia.",
        ),
    ),
    "a-lake": (
        "Lake Daily",
        "2031-03-05",
        ("Dorn and Brandt", "Dorn met Brandt in January.", "Teo Brandt was born in Port Kesh."),
    ),
}
ORIGIN = {"a-lake": "a-harbour"}
PEOPLE = {
    "Ilka Dorn": ("Person", ("Ilka Dorn", "Dorn"), None),
    "Teo Brandt": ("Person", ("Teo Brandt", "Brandt"), None),
    "Marovia": ("Country", ("Marovia",), "Q900001"),
    "Sundral": ("Country", ("Sundral",), "Q900002"),
    "Port Kesh": ("City", ("Port Kesh",), None),
    "Northern Pact": ("InternationalOrganization", ("Northern Pact",), "Q900003"),
    "Harbour Times": ("MediaOrganization", ("Harbour Times",), None),
    "Kesh Courier": ("MediaOrganization", ("Kesh Courier",), None),
    "Lake Daily": ("MediaOrganization", ("Lake Daily",), None),
}


@dataclass(frozen=True)
class Said:
    """One claim, told by words of its sentence. `by`: (source, cue, cue lemma, cue class), outermost first."""

    article: str
    sentence: int
    quote: str
    subject: str
    relation: str
    object: str | None = None
    value: str | None = None
    by: tuple[tuple[str, str, str, str], ...] = ()
    certainty: str = "asserted"
    event_time: Time | None = None
    utterance_time: Time | None = None
    quantity: Quantity | None = None

    @property
    def polarity(self) -> str:
        return "negative" if self.certainty == "denied" else "positive"


SENT = "sent_troops_to"
JANUARY = Time("January", "2031-01", "relative")
THREE = Quantity("about 3,000 soldiers", value=3000, approximate=True, unit="soldiers")
LEAST = Quantity("at least 2,500 soldiers", min=2500, unit="soldiers")
SMALL = Quantity("400 soldiers", value=400, unit="soldiers")
BRANDT = ("Brandt", "said", "say", "say")
TEO = ("Teo Brandt", "said", "say", "say")
PACT = ("Northern Pact", "said", "say", "say")
CHAIN = (("A witness", "said", "say", "say"), ("Dorn", "told", "tell", "say"))
DORN_DENIES = ("Dorn", "denied", "deny", "deny")
ILKA_DENIES = ("Ilka Dorn", "told", "tell", "say")
DORN_WARNS = ("Dorn", "warned", "warn", "warn")
CLAIMS = (
    Said("a-harbour", 1, "Teo Brandt, who leads Sundral", "Teo Brandt", "leader_of", "Sundral"),
    Said(
        *("a-harbour", 1, "Marovia had sent about 3,000 soldiers to Port Kesh", "Marovia", SENT, "Port Kesh"),
        by=(TEO,),
        certainty="reported",
        utterance_time=Time("Tuesday", "2031-03-04", "relative"),
        quantity=THREE,
    ),
    Said(
        *("a-harbour", 2, "Marovia never sent soldiers to Port Kesh", "Marovia", SENT, "Port Kesh"),
        by=(ILKA_DENIES,),
        certainty="denied",
    ),
    Said(
        *("a-harbour", 3, "Marovia had sent at least 2,500 soldiers to Port Kesh", "Marovia", SENT, "Port Kesh"),
        by=(PACT,),
        certainty="reported",
        quantity=LEAST,
    ),
    Said("a-harbour", 4, "Dorn met Brandt in January", "Dorn", "met_with", "Brandt", event_time=JANUARY),
    Said(
        *(
            "a-harbour",
            5,
            "the Northern Pact would deploy forces in Sundral",
            "Northern Pact",
            "deploys_forces_in",
            "Sundral",
        ),
        by=(BRANDT,),
        certainty="planned",
    ),
    Said(
        *("a-kesh", 1, "Ilka Dorn visited Port Kesh on Wednesday", "Ilka Dorn", "visited", "Port Kesh"),
        event_time=Time("Wednesday", "2031-03-05", "relative"),
    ),
    Said(
        *("a-kesh", 2, "Marovia had attacked Sundral", "Marovia", "attacked", "Sundral"),
        by=(DORN_DENIES,),
        certainty="denied",
    ),
    Said(
        *(
            "a-kesh",
            3,
            "The Northern Pact could deploy forces in Marovia",
            "Northern Pact",
            "deploys_forces_in",
            "Marovia",
        ),
        by=(DORN_WARNS,),
        certainty="hypothetical",
    ),
    Said(
        *("a-kesh", 4, "Marovia had sent 400 soldiers to Port Kesh", "Marovia", SENT, "Port Kesh"),
        by=CHAIN,
        certainty="reported",
        quantity=SMALL,
    ),
    Said("a-kesh", 5, "Teo Brandt was born in Port Kesh", "Teo Brandt", "born_in", "Port Kesh"),
    Said("a-kesh", 5, "Teo Brandt was born in Port Kesh on 2 May 1971", "Teo Brandt", "born_on", value="1971-05-02"),
    Said("a-kesh", 6, "Brandt had visited Marovia", "Brandt", "visited", "Marovia", by=(PACT,), certainty="reported"),
    Said("a-lake", 1, "Dorn met Brandt in January", "Dorn", "met_with", "Brandt", event_time=JANUARY),
    Said("a-lake", 2, "Teo Brandt was born in Port Kesh", "Teo Brandt", "born_in", "Port Kesh"),
)
# what people think of claims: article, words of the claim, verdict, who, why
REVIEWS = (
    ("a-harbour", "Marovia had sent about 3,000 soldiers to Port Kesh", "accept", "Ada", "he said so on air"),
    ("a-harbour", "Marovia had sent at least 2,500 soldiers to Port Kesh", "accept", "Ada", ""),
    ("a-harbour", "Marovia had sent at least 2,500 soldiers to Port Kesh", "reject", "Bo", "the Pact spoke of 250"),
    ("a-kesh", "Marovia had sent 400 soldiers to Port Kesh", "reject", "Bo", "the witness was not there"),
    ("a-kesh", "Marovia had attacked Sundral", "note", "Ada", "ask her again"),
)
