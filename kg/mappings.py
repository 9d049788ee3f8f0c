"""The YAML files of the schema: {name: entry}. What has another shape is an error that says file, line or entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from kg.errors import SchemaError, nearest


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which `on` and `off` are words, as they are to whoever writes frames; only true and false are booleans.
    A name that stands twice in a mapping is an error: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(problem=f"'{key.value}' stands twice", problem_mark=key.start_mark)
            seen.add(key.value if isinstance(key.value, str) else id(key))
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_mapping(path: Path) -> dict[str, Any]:
    """{name: entry} of a file. Raises SchemaError with the line where it isn't one."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as e:
        raise SchemaError(f"{path}: can't read: {e.strerror}") from e
    except UnicodeDecodeError as e:
        raise SchemaError(f"{path}: not UTF-8 at byte {e.start}") from e
    except yaml.MarkedYAMLError as e:
        line = f"line {e.problem_mark.line + 1}: " if e.problem_mark else ""
        raise SchemaError(f"{path}: {line}{e.problem or e.context}") from e
    except yaml.YAMLError as e:
        raise SchemaError(f"{path}: not YAML: {str(e).splitlines()[0]}") from e
    return as_mapping(str(path), found)


def as_mapping(place: str, value: Any) -> dict[str, Any]:
    """A value that must be {name: anything}; None is the empty one."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SchemaError(f"{place}: must be a mapping of names, not {_shown(value)}")
    for name in value:
        if not isinstance(name, str):
            raise SchemaError(f"{place}: a name must be text, not {_shown(name)}. Put it in quotes")
    return value


def as_words(place: str, value: Any) -> tuple[str, ...]:
    """A value that must be a word or a list of words; None is no word."""
    if value is None:
        return ()
    found = value if isinstance(value, list) else [value]
    for word in found:
        if isinstance(word, bool) or not isinstance(word, (str, int)):
            raise SchemaError(f"{place}: must be a word or a list of words; {_shown(word)} is none. Put it in quotes")
    return tuple(str(word) for word in found)


def as_flag(place: str, entry: Mapping[str, Any], key: str) -> bool:
    """A value of an entry that must be true or false, false where it isn't there."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise SchemaError(f"{place}: {key}: must be true or false, not {_shown(value)}")
    return value


def check_keys(place: str, entry: Mapping[str, Any], known: Iterable[str], what: str) -> None:
    """Raises SchemaError for a key that an entry of this kind can't have, with the nearest that it can."""
    for key in entry:
        if key not in known:
            raise SchemaError(f"{place}: '{key}' is no key of {what}.{nearest(key, known)}")


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:40]}…"
