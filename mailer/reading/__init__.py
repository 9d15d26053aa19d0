"""What does a raw mail say? The front door of the reading craft: two functions, no database, network, clock or files."""

from mailer.reading.context import context_from
from mailer.reading.opening import open_mail
from mailer.reading.understanding import understand

__all__ = ["context_from", "open_mail", "understand"]
