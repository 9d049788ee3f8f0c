"""argparse with errors that help: one line, with the nearest right word."""

from __future__ import annotations

import argparse
import itertools
import re
from typing import Any, NoReturn

from kg.errors import nearest

MISSING = re.compile(r"the following arguments are required: (.+)")


class Usage(Exception):
    """Wrong use of the command line: one line, exit code 2."""


class Parser(argparse.ArgumentParser):
    """A parser that raises Usage instead of printing its whole usage, and takes no abbreviated options."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False, formatter_class=_format)

    def error(self, message: str) -> NoReturn:
        missing = MISSING.match(message)
        if missing:
            words = missing[1].split(", ")
            verb = "is" if len(words) == 1 else "are"
            raise Usage(f"{self.prog}: {' and '.join(words)} {verb} missing. Usage: {self._usage()}")
        raise Usage(f"{self.prog}: {_sentence(message.removeprefix('argument '))} More: {self.prog} --help")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Options may stand anywhere: argparse alone takes `STORE --x NAME` for a NAME too many where one need not be."""
        return super().parse_known_args(self._options_last(list(args or ())), namespace)

    def _options_last(self, words: list[str]) -> list[str]:
        if "--" in words or any(isinstance(action, argparse._SubParsersAction) for action in self._actions):
            return words
        first, last, rest = [], [], iter(words)
        for word in rest:
            action = self._option_string_actions.get(word.partition("=")[0])
            if action is None:
                first.append(word)
                continue
            last.append(word)
            if action.nargs is None and "=" not in word:
                last.extend(itertools.islice(rest, 1))
        return first + last

    def _usage(self) -> str:
        """What must be there, in one line."""
        parts = [self.prog]
        for action in self._actions:
            if action.option_strings and action.required:
                parts += [action.option_strings[-1], str(action.metavar or action.dest.upper())]
            elif not action.option_strings and action.nargs not in ("?", "*"):
                parts.append(str(action.metavar) + (" …" if action.nargs == "+" else ""))
        return " ".join(parts)

    def refuse_unknown(self, words: list[str]) -> None:
        """Raises Usage for an option that is none of ours, before anything else is found missing."""
        for word in words[: words.index("--")] if "--" in words else words:
            if word.startswith("--") and word.partition("=")[0] not in self._option_string_actions:
                raise Usage(surplus(self, [word]))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """argparse's own lists all the choices and does not say which is near."""
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]
            what = "command" if isinstance(action, argparse._SubParsersAction) else "choice"
            hint = nearest(str(value), known) or f" There are: {', '.join(known)}"
            named = action if action.option_strings else None
            raise argparse.ArgumentError(named, f"'{value}' is no {what}.{hint}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _format(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=24, width=100)


def surplus(parser: Parser, extra: list[str]) -> str:
    """What to say of words that a command has no use for."""
    word = extra[0]
    if word.startswith("-") and len(word) > 1:
        name = word.partition("=")[0]
        known = [option for option in parser._option_string_actions if option.startswith("--")]
        hint = nearest(name, known) or f" There are: {', '.join(sorted(known))}"
        return f"{parser.prog}: there is no option {name}.{hint}"
    return f"{parser.prog}: '{word}' is a word too many. Put what has spaces in quotes. More: {parser.prog} --help"


def count(text: str) -> int:
    """A whole number from 1, for options such as --limit."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not '{text}'")
    return int(text)
