"""Can a text hold what a pattern looks for?"""

from collections.abc import Iterable


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Does one of the signs stand in the text? Asked before a pattern that needs one of them: far cheaper where most texts hold none."""
    for sign in signs:  # noqa: SIM110 (`any` costs three times as much)
        if sign in text:
            return True
    return False
