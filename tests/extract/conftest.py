"""What the tests of reading share: one parser and one schema for the whole run."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.config import Config
from kg.parse import load_model
from kg.schema import Schema, load_schema


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline that the program uses by default."""
    return load_model(Config().model)


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The schema of the checkout."""
    return load_schema()
