"""What can go wrong, in words that a catalogue turns into German?

An error carries a catalogue key and its facts; the sentence stands in `templates/terminal/` and is put together at the door.
"""


class MailerError(Exception):
    """Base of all errors that a person is told about. `key` names the sentence in the catalogue, `facts` fill it.

    `permanent` is False where trying again later may succeed.
    """

    permanent = True

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.key} ({facts})" if facts else self.key


class ConfigurationError(MailerError):
    """config.toml, a secret or the workspace is wrong. `problems` are all of them, each a (key, facts) pair."""

    def __init__(self, key: str, problems: "tuple[MailerError, ...]" = (), /, **facts: object) -> None:
        super().__init__(key, **facts)
        self.problems = problems


class JobFileError(ConfigurationError):
    """A job file cannot be used; its `problems` name line or key and the allowed values."""


class TemplateError(MailerError):
    """A template cannot be parsed or rendered; facts: file, line, reason."""


class MissingFact(MailerError):
    """One person lacks a fact that the template needs; facts: file, line, name. That person is set aside, visibly."""


class MemberFileError(MailerError):
    """The member file cannot be read at all; facts: file, reason."""


class StoreError(MailerError):
    """The database cannot be reached, is locked, full, or of another version."""


class MailboxError(MailerError):
    """The IMAP server refuses or is out of reach; may well work later."""

    permanent = False


class TransportError(MailerError):
    """The SMTP server is out of reach, or refuses us as a whole (greeting, TLS, login)."""

    permanent = False


class DataError(MailerError):
    """What was asked for does not exist or does not fit (an unknown member, event, job)."""


class NotReleased(DataError):
    """A mailing needs somebody's release and has none; facts: job, mailing."""
