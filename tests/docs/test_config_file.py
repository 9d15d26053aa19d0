"""Does the shipped config.toml name every setting, each with a word about it?"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from mailer.config import (
    FILE_NAME,
    Answers,
    Association,
    BodyRules,
    Database,
    Dkim,
    Imap,
    Magazine,
    Members,
    Post,
    Release,
    Review,
    Role,
    Smtp,
    load,
)
from tests.docs.pages import ROOT

TEXT = (ROOT / FILE_NAME).read_text(encoding="utf-8")
SECTIONS: dict[str, type[BaseModel]] = {
    "association": Association,
    "smtp": Smtp,
    "dkim": Dkim,
    "imap": Imap,
    "database": Database,
    "members": Members,
    "answers": Answers,
    "review": Review,
    "release": Release,
    "bodies.stadtparteitag": BodyRules,
    "post": Post,
    "magazine": Magazine,
    "roles.board": Role,
    "roles.treasurer": Role,
    "roles.magazine": Role,
}
ELSEWHERE = {"smtp.password", "imap.password"}
"""They never stand in the file."""
EXAMPLES = {
    "smtp.envelope_sender",
    "smtp.oauth_token_file",
    "imap.oauth_token_file",
    "dkim.selector",
    "dkim.key_file",
    "dkim.ed25519_selector",
    "dkim.ed25519_key_file",
    "magazine.issues",
    "roles.magazine.addresses",
}
"""Commented out, with an example where the default is empty."""
_KEY = re.compile(r"^(?P<off># )?(?P<name>[a-z_0-9]+) = (?P<value>.+)$")
_SECTION = re.compile(r"^(?:# )?\[(?P<name>[a-z_.]+)\]$")


def entries() -> Iterator[tuple[str, bool, Any, str]]:
    """Every key with its section, whether it is commented out, its value, and the line above it."""
    section, above = "", ""
    for line in TEXT.splitlines():
        if found := _SECTION.match(line):
            section = found["name"]
        elif found := _KEY.match(line):
            yield f"{section}.{found['name']}", bool(found["off"]), tomllib.loads(f"value = {found['value']}")["value"], above
        above = line


ENTRIES = {key: (off, value, above) for key, off, value, above in entries()}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_setting_stands_in_the_file(section: str) -> None:
    wanted = {f"{section}.{name}" for name in SECTIONS[section].model_fields} - ELSEWHERE
    named = {key for key in ENTRIES if key.rpartition(".")[0] == section}
    named |= {key for key in wanted if any(other.startswith(f"{key}.") for other in ENTRIES)}
    assert wanted - named == set()
    assert named - wanted == set()


def test_passwords_do_not_stand_in_the_file_and_its_head_says_where_they_go() -> None:
    assert not ELSEWHERE & set(ENTRIES)
    head = TEXT.partition("[association]")[0]
    assert all(name in head for name in ("MAILER_SMTP__PASSWORD", "MAILER_IMAP__PASSWORD", "password_file"))


@pytest.mark.parametrize("key", [key for key in ENTRIES if not key.startswith("members.columns.")])
def test_every_setting_has_a_comment_above_it(key: str) -> None:
    above = ENTRIES[key][2]
    assert above.startswith("# ")
    assert above.rstrip().endswith((".", ":"))
    assert not _KEY.match(above)


@pytest.mark.parametrize("key", [key for key, (off, _, _) in ENTRIES.items() if off and key.partition(".")[0] in SECTIONS])
def test_what_is_commented_out_shows_its_default(key: str) -> None:
    section, _, name = key.rpartition(".")
    if section in SECTIONS and key not in EXAMPLES:
        default = SECTIONS[section].model_fields[name].default
        assert ENTRIES[key][1] == (list(default) if isinstance(default, tuple) else default)


@pytest.mark.parametrize("all_of_it", [False, True], ids=["as shipped", "with everything switched on"])
def test_the_file_is_accepted(all_of_it: bool, tmp_path: Any) -> None:
    lines = TEXT.splitlines()
    if all_of_it:
        lines = [line.removeprefix("# ") if _KEY.match(line) or _SECTION.match(line) else line for line in lines]
    (tmp_path / FILE_NAME).write_text("\n".join(lines), encoding="utf-8")
    for name in ("smtp-password.txt", "imap-password.txt"):
        (tmp_path / name).write_text("geheim\n", encoding="utf-8")
    settings = load(tmp_path)
    assert settings.smtp.password is not None
    assert set(settings.roles) == {"board", "treasurer"} | ({"magazine"} if all_of_it else set())
    assert (settings.magazine is not None) == all_of_it
    assert bool(settings.members.columns) == all_of_it
    assert (settings.dkim is not None) == all_of_it
