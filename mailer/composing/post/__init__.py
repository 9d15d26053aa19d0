"""How does a letter for the post come about? From the same Markdown as the mail, as Typst markup."""

from mailer.composing.post.letter import PostComposer
from mailer.composing.post.sheet import print_file

__all__ = ["PostComposer", "print_file"]
