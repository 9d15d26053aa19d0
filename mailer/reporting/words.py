"""What is a code called, and in which order do names stand?"""

import unicodedata

from mailer.texts import catalogue, say


def word(group: str, code: str) -> str:
    """The German word for a code, from the catalogue; one that has none (a reason of a later version) stands for itself."""
    key = f"{group}.{code}"
    return say(key) if key in catalogue() else code


def in_order(name: str) -> str:
    """The sorting key of a name as it is shown: DIN 5007-1 approximated (ä as a, ß as ss)."""
    parts = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
