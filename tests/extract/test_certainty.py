"""How surely and whether at all, in both directions: sentences whose author had not seen the rules (tests/certainty/).

Rules are mended from failures of `seen` alone; of `unseen` nobody reads more than how many pass. The cases that don't come out
yet stand in unreached.yaml; one that comes out must be taken off that list.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests import certainty_kit
from tests.certainty_kit import FLIPPED, OUTCOMES

CASES = certainty_kit.load_cases()
UNREACHED = certainty_kit.load_unreached()
MOST_UNREACHED = {"seen": 3, "unseen": 11}
MOST_FLIPPED = {"seen": 0, "unseen": 2}


@pytest.fixture(scope="module")
def came(nlp):
    """{(file, number of a case): what came of it}."""
    return {(case.file, case.number): what for case, _, what in certainty_kit.outcomes(nlp)}


@pytest.mark.parametrize("case", [(c.file, c.number) for c in CASES], ids=[f"{c.file}-{c.number}" for c in CASES])
def test_a_claim_is_held_as_surely_as_a_reader_says_and_is_never_turned_round(case, came):
    assert came[case] == UNREACHED.get(case, "passed")


@pytest.mark.parametrize("file", certainty_kit.FILES)
def test_the_list_of_what_does_not_come_out_yet_only_shrinks(file):
    listed = Counter(outcome for (where, _), outcome in UNREACHED.items() if where == file)
    assert listed.total() <= MOST_UNREACHED[file]
    assert listed[FLIPPED] <= MOST_FLIPPED[file]


def test_the_list_names_cases_and_only_outcomes_that_are_wrong():
    assert UNREACHED.keys() <= {(c.file, c.number) for c in CASES}
    assert set(UNREACHED.values()) <= set(OUTCOMES) - {"passed"}


def test_each_unseen_case_has_the_phenomenon_of_its_seen_cousin():
    by_file = [[c.why for c in CASES if c.file == file] for file in certainty_kit.FILES]
    assert by_file[0] == by_file[1] and len(by_file[0]) == 90
