"""Who is who, in both directions: names that an editor takes for one, and names that an editor keeps apart.

The cases in tests/homonyms/ were written before the rules of resolution were read. Those that don't come out yet stand
in unreached.yaml; a case that comes out must be taken off that list.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests import homonym_kit
from tests.homonym_kit import Case

CASES = homonym_kit.load_cases()
UNREACHED = homonym_kit.load_unreached()


@pytest.mark.parametrize("case", CASES, ids=[f"{c.kind}:{c.id}" for c in CASES])
def test_two_names_are_one_entity_just_where_an_editor_says_so(case: Case, tmp_path):
    graph = homonym_kit.build_graph(case, tmp_path)
    found = [homonym_kit.describe(case, graph, side) for side in (case.left, case.right)]
    assert homonym_kit.outcome(case, graph) == UNREACHED.get(case.id, "right"), f"{case.why} {found}"


def test_the_list_of_what_does_not_come_out_yet_only_shrinks():
    assert len(UNREACHED) <= 36


def test_the_list_names_cases_and_only_outcomes_that_are_wrong():
    assert UNREACHED.keys() <= {case.id for case in CASES}
    assert set(UNREACHED.values()) <= {"wrong", "not found"}


def test_no_two_cases_have_one_id():
    assert [id_ for id_, count in Counter(case.id for case in CASES).items() if count > 1] == []


def test_about_half_of_the_cases_are_of_each_direction():
    assert 0.4 <= sum(case.same for case in CASES) / len(CASES) <= 0.6


def test_each_name_stands_in_its_article_and_the_piece_of_text_that_tells_which_one_is_meant_stands_there_once():
    sides = [(case, side) for case in CASES for side in (case.left, case.right)]
    assert [case.id for case, side in sides if not side.places(case.texts[side.article])] == []
    assert [case.id for case, side in sides if side.within and case.texts[side.article].count(side.within) != 1] == []
