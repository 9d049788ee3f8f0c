"""Mentions and judgements -> entities. Nothing is edited: entities are a pure function of the records,
so a judgement that is taken back leaves no trace."""

from kg.resolve.entities import Resolution, by_person, resolve

__all__ = ["Resolution", "by_person", "resolve"]
