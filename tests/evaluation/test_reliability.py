"""Confidence against what is right."""

from __future__ import annotations

import pytest

from kg.evaluation.reliability import reliability


def test_bins_have_mean_confidence_and_the_share_that_is_right() -> None:
    bins, error = reliability([(0.82, True), (0.88, True), (0.85, False), (0.85, True), (0.3, False), (1.0, True)])
    assert [(b.low, b.high, b.claims) for b in bins] == [(0.3, 0.4, 1), (0.8, 0.9, 4), (0.9, 1.0, 1)]
    assert bins[1].confidence == pytest.approx(0.85) and bins[1].right == 0.75
    assert error == pytest.approx((0.3 + 4 * 0.1) / 6)


def test_what_keeps_its_word_has_no_error() -> None:
    bins, error = reliability([(0.75, n < 3) for n in range(4)])
    assert len(bins) == 1 and error == 0


def test_a_bin_begins_where_its_number_says() -> None:
    """0.7 is a little less than 7/10 in floating point, and belongs to the bin of 0.7 all the same."""
    assert [b.low for b in reliability([(n / 10, True) for n in range(11)])[0]] == [n / 10 for n in range(10)]


def test_no_claim_has_no_error() -> None:
    assert reliability([]) == ([], 0.0)
