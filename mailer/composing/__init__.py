"""How does a template become one person's mail? Pure: the same order gives the same bytes."""

from mailer.composing.composer import Composer

__all__ = ["Composer"]
