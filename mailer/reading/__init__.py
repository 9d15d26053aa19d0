"""What does a raw mail say? The front door of the reading craft: two functions, no database, network, clock or files."""

from mailer.reading.context import context_from
from mailer.reading.opening import open_mail
from mailer.reading.understanding import understand
from mailer.reading.words.body import plain_text

__all__ = ["context_from", "open_mail", "plain_text", "understand"]
