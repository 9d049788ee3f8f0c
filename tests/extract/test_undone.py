"""What a sentence takes back, rules out or leaves undone, and its neighbours that do not; in the words of news.

The worst that may happen is that something is told as so where the text denies it: every list says what comes, and nothing else.
"""

from __future__ import annotations

import pytest

from tests.kit import extract_text

SO, NOT_SO = ("asserted", "positive"), ("asserted", "negative")
MAYBE, PLANNED = ("hypothetical", "positive"), ("planned", "positive")
TOLD, DENIED = ("reported", "positive"), ("denied", "negative")

UNDONE = [
    ("Norway tried to invade Mali but failed.", set()),
    ("Norway tried to invade Mali but did not succeed.", set()),
    ("Norway tried in vain to invade Mali.", set()),
    ("Norway tried unsuccessfully to invade Mali.", set()),
    ("Norway had planned to invade Mali but dropped the plan.", set()),
    ("Norway had intended to invade Mali but later changed its mind.", set()),
    ("Norway had hoped to invade Mali but gave up the idea.", set()),
    ("Norway planned to invade Mali before dropping the idea.", set()),
    ("Norway vowed to invade Mali but backed down.", set()),
    ("Norway promised to invade Mali but never did.", set()),
    ("Norway had been expected to invade Mali but did not.", set()),
    ("Norway was to invade Mali in May, but the attack was cancelled.", set()),
    ("Norway resisted pressure to invade Mali.", set()),
    ("Norway pretended to invade Mali.", set()),
    ("Norway behaved as though it had invaded Mali.", set()),
    ("As if Norway had invaded Mali, the border was closed.", set()),
    ("Norway would sooner leave the region than invade Mali.", set()),
    ("Norway planned to invade Mali but did not tell Sweden.", {PLANNED}),
    ("Norway planned to invade Mali before the snow melted.", {PLANNED}),
    ("Norway has not dropped its plan to invade Mali.", {PLANNED}),
    ("If only Norway had invaded Mali, Sweden said.", {MAYBE}),
]
CLEARED = [
    ("Norway was accused of invading Mali.", {MAYBE}),
    ("Norway was wrongly accused of invading Mali.", {MAYBE}),
    ("Norway was cleared of invading Mali.", set()),
    ("Norway was acquitted of invading Mali.", set()),
    ("Norway was convicted of invading Mali.", {SO}),
    ("Norway is not known to have invaded Mali.", set()),
]
TAKEN_BACK = [
    ("Sweden ruled out that Norway had invaded Mali.", {DENIED}),
    ("Sweden refused to rule out that Norway had invaded Mali.", set()),
    ("Sweden retracted its claim that Norway had invaded Mali.", set()),
    ("Sweden backed away from its claim that Norway had invaded Mali.", set()),
    ("A report that Norway had invaded Mali was retracted.", set()),
    ("Sweden did not withdraw its claim that Norway had invaded Mali.", {TOLD}),
    ("A report that Norway had invaded Mali turned out to be wrong.", {NOT_SO, TOLD}),
    ("Contrary to Swedish reports that Norway had invaded Mali, the border was quiet.", {NOT_SO, TOLD}),
    ("Sweden dismissed as nonsense the claim that Norway had invaded Mali.", {DENIED, TOLD}),
    ("Sweden admitted making up the story that Norway had invaded Mali.", {DENIED, TOLD}),
    ("Sweden invented the claim that Norway had invaded Mali.", {NOT_SO, TOLD}),
    ("Sweden lied that Norway had invaded Mali.", {NOT_SO}),
    ("Sweden lied when it said that Norway had invaded Mali.", {NOT_SO, TOLD}),
    ("Sweden was wrong to say that Norway had invaded Mali.", set()),
    ("Chad said it was wrong to say that Norway had invaded Mali.", set()),
    ("Sweden is yet to be convinced that Norway invaded Mali.", set()),
    ("Little suggests that Norway invaded Mali.", set()),
    ("Few believe that Norway invaded Mali.", {("reported", "negative")}),
    ("A few believe that Norway invaded Mali.", {TOLD}),
    ("Sweden accused Norway of invading Mali, which Norway denies.", {TOLD, DENIED}),
]
CASES = UNDONE + CLEARED + TAKEN_BACK


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[s for s, _ in CASES])
def test_what_is_undone_or_taken_back_is_never_told_as_so(nlp, text, wanted):
    claims = [c for c in extract_text(nlp, text).claims if c.relation == "invaded"]
    assert {(c.certainty, c.polarity) for c in claims} == wanted


def test_who_denies_what_he_is_accused_of_does_not_deny_that_he_is_accused(nlp):
    found = extract_text(nlp, "Sweden accused Norway of invading Mali, which Norway denies.")
    assert {(c.certainty, c.polarity) for c in found.claims if c.relation == "accused"} == {SO}
