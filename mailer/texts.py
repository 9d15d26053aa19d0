"""Which sentence does a person at the terminal read? The German catalogue in `templates/terminal/*.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter

from mailer.errors import ConfigurationError, MailerError
from mailer.resources import shipped


def say(key: str, /, **facts: object) -> str:
    """The sentence of that key (`send.question`), filled with facts. Raises KeyError for a key that the catalogue lacks.

    Where the first number that the sentence names is 1, and the catalogue has the sentence for one (`send.question_one`), it is that.
    """
    one = catalogue().get(f"{key}_one")
    return (one if one is not None and _first_number(key, facts) == 1 else catalogue()[key]).format_map(facts)


def explain(error: MailerError) -> str:
    """An error in a person's words, all its problems below each other."""
    lines = [say(error.key, **{**error.facts, **_told(error.facts)})]
    if isinstance(error, ConfigurationError):
        lines += [f"  - {explain(problem)}" for problem in error.problems]
    return "\n".join(lines)


def _first_number(key: str, facts: Mapping[str, object]) -> int | None:
    named = (facts.get(name) for name in _names(key))
    return next((fact for fact in named if isinstance(fact, int) and not isinstance(fact, bool)), None)


@cache
def _names(key: str) -> tuple[str, ...]:
    """The facts that a sentence names, in its order."""
    return tuple([name for _, name, _, _ in Formatter().parse(catalogue()[key]) if name])


def _told(facts: Mapping[str, object]) -> dict[str, object]:
    """The operating system's own words on what went wrong, in German where the catalogue has them."""
    name = re.sub(r"\W+", "_", str(facts.get("reason", "")).lower())
    known = catalogue().get(f"reason.{name}")
    return {"reason": known} if known is not None else {}


@cache
def catalogue() -> Mapping[str, str]:
    """All sentences, by dotted key: table and name in one of the catalogue's files."""
    sentences: dict[str, str] = {}
    for path in sorted((shipped("templates") / "terminal").glob("*.toml")):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        sentences |= {f"{group}.{name}": text for group, entries in tree.items() for name, text in entries.items()}
    return sentences
