"""Which of our letters came back?"""

import re

from mailer.model.reading import Head
from mailer.reading.bounces.complaint import returned_copy
from mailer.reading.headers import message_ids
from mailer.reading.mime import Part

_IN_TEXT = re.compile(r"^[^\S\n]{0,8}message-id:\s{0,40}(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE)
_MAX_IDS = 20


def returned_message_ids(mail: Part, head: Head, copied_text: str) -> tuple[str, ...]:
    """Message-IDs of the returned copy, then those that the report refers to; a report about one letter names it in one of the two."""
    copy = returned_copy(mail)
    found = list(message_ids(copy.first("message-id"))) if copy else []
    found += _IN_TEXT.findall(copied_text)[:_MAX_IDS]
    return tuple(dict.fromkeys([*found, *reversed(head.references)]))[:_MAX_IDS]
