"""What does `config.toml` say? Read once, checked whole, all mistakes told at once with file, key and way out."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from mailer.errors import ConfigurationError, MailerError
from mailer.model.bodies import Body, CountedFrom, Issue, PostTime

FILE_NAME = "config.toml"
_STATES = frozenset(["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"])
_LIMITS = {"greater_than", "greater_than_equal", "less_than_equal", "string_too_short", "too_short"}
_TOLD = {"missing", "extra_forbidden", "literal_error", "int_parsing"} | _LIMITS


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("timezone")
    return name


def _address(value: str) -> str:
    local, at, domain = value.rpartition("@")
    if not at or not local or not domain or any(c.isspace() or c in "<>,;" for c in value):
        raise ValueError("address")
    return value


def _rate(value: str) -> str:
    if value:
        number, _, unit = value.partition("/")
        if not number.strip().isdigit() or int(number) < 1 or unit.strip() not in {"s", "min", "h", "day"}:
            raise ValueError("rate")
    return value


def _state(value: str) -> str:
    if value and value not in _STATES:
        raise ValueError("state")
    return value


Address = Annotated[str, AfterValidator(_address)]
Rate = Annotated[str, AfterValidator(_rate)]
State = Annotated[str, AfterValidator(_state)]
Security = Literal["none", "starttls", "tls"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Association(_Section):
    """Who writes. `list_domain` names the association in List-Id (RFC 2919); empty: the domain of the sender address."""

    name: str = Field(min_length=1)
    sender_name: str = Field(min_length=1)
    sender_address: Address
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Berlin"
    language: Literal["de"] = "de"
    postal_address: str = ""
    list_domain: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The association's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def domain(self) -> str:
        """The domain of the sender address, right of every Message-ID and UID."""
        return self.sender_address.rpartition("@")[2]


class _Login(_Section):
    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    security: Security
    username: str = ""
    password_file: Path | None = None
    password: SecretStr | None = Field(default=None, exclude=True)
    oauth_token_file: Path | None = None

    def oauth_token(self) -> str | None:
        """The access token of the moment (XOAUTH2), read anew for each login as it expires within the hour; None where none is used.

        Raises OSError where the file cannot be read.
        """
        return self.oauth_token_file.read_text(encoding="utf-8").strip() if self.oauth_token_file else None


class Smtp(_Login):
    """How mail goes out. `rate` is `"500/h"`, `"100/min"`, or empty for none; `burst` letters may leave at once, 0: what the rate allows
    in a minute. `give_up_after` are the hours after which a letter that the server keeps refusing for now has failed.
    `envelope_sender` holds `{token}` for VERP.
    """

    connections: int = Field(default=2, ge=1, le=100)
    rate: Rate = ""
    rate_per_domain: Rate = ""
    burst: int = Field(default=0, ge=0)
    give_up_after: int = Field(default=48, ge=1)
    envelope_sender: str = ""
    timeout: float = Field(default=60, gt=0)
    letters_per_connection: int = Field(default=100, ge=1)
    allow_insecure: bool = False


class Imap(_Login):
    """Where answers arrive. `poll` are the seconds between two looks into the mailbox.

    Of `folders` the first is listened to; `\\Junk` stands for the folder for spam, whatever its name. `largest` are the megabytes above
    which a mail's attachments stay at the server.
    """

    folders: tuple[str, ...] = Field(default=("INBOX", "\\Junk"), min_length=1)
    processed_folder: str = "mailer"
    first_contact: Literal["new", "unseen", "all"] = "unseen"
    largest: int = Field(default=25, ge=1)
    poll: int = Field(default=60, ge=1)
    allow_insecure: bool = False


class Database(_Section):
    """Where the record is kept: an SQLAlchemy URL; a relative SQLite path is meant from the workspace."""

    url: str = "sqlite:///mailer.db"


class Role(_Section):
    """The addresses of one office of the association."""

    addresses: tuple[Address, ...] = Field(min_length=1)


class Feed(_Section):
    """A calendar file of all dates for the web site, written anew when one changes. `file` is meant from the workspace; empty: none."""

    file: str = ""


class Members(_Section):
    """The member file: `columns` maps our names to the file's own."""

    columns: dict[str, str] = Field(default_factory=dict)


class Answers(_Section):
    """How far an answer is believed. `authserv_ids` are the names under which our own mail server writes Authentication-Results
    (RFC 8601 2.5); `confirm_days` is how long a member may take to confirm what came unproven."""

    authserv_ids: tuple[str, ...] = ()
    confirm_days: int = Field(default=7, ge=1, le=60)


class Review(_Section):
    """When the offices get by mail what they must decide: a cron line, empty for never, and which of `[roles]` get it."""

    digest: str = ""
    roles: tuple[str, ...] = ("board", "treasurer")


class Release(_Section):
    """Who must say go before a mailing goes out, where its job file does not say: nobody, or one of `roles`, which may be its author
    (`two-eyes`) or not (`four-eyes`). The draft goes out at most `lead_days` before the mailing."""

    default: Literal["none", "two-eyes", "four-eyes"] = "none"
    roles: tuple[str, ...] = Field(default=("board",), min_length=1)
    lead_days: int = Field(default=14, ge=1, le=366)


class Dkim(_Section):
    """With which keys letters are signed (RFC 6376): one, or an Ed25519 key beside it (RFC 8463). Paths are meant from the workspace.

    `domain` is what the signature vouches for; empty: the domain of the sender address.
    """

    domain: str = ""
    selector: str = Field(min_length=1)
    key_file: Path
    ed25519_selector: str = ""
    ed25519_key_file: Path | None = None

    @property
    def keys(self) -> tuple[tuple[str, Path], ...]:
        """Each selector with its file."""
        second = () if self.ed25519_key_file is None else ((self.ed25519_selector, self.ed25519_key_file),)
        return (self.selector, self.key_file), *second

    @model_validator(mode="after")
    def _both_or_none(self) -> "Dkim":
        if bool(self.ed25519_selector) != (self.ed25519_key_file is not None) or self.ed25519_selector == self.selector:
            raise ValueError("second_key")
        return self


class BodyRules(_Section):
    """How the statutes convene one body, as `Body` says; `notice` in days, `motions` days before the meeting."""

    title: str = Field(min_length=1)
    notice: int = Field(ge=0, le=366)
    counted_from: Literal["dispatch", "receipt"] = "receipt"
    channels: tuple[Literal["email", "post", "magazine"], ...] = Field(default=("email", "post"), min_length=1)
    email_or_post: bool = True
    agenda: bool = True
    venue: bool = True
    motions: int | None = Field(default=None, ge=0, le=366)

    def body(self, name: str) -> Body:
        """The body of that name."""
        return Body(name, **{**self.model_dump(), "counted_from": CountedFrom(self.counted_from)})


class Post(_Section):
    """Letters on paper. `days` are the working days that a letter takes, counted by the holidays of the federal `state`. `place` stands
    before the date; `return_line` above the address (empty: name and postal address); `foot` at the end of each page; `answer` is a phone
    number or another way to answer for those without mail. `letters_per_batch` limits one file for the printer."""

    state: State = ""
    days: int = Field(default=4, ge=1, le=30)
    saturdays: bool = False
    place: str = ""
    return_line: str = ""
    foot: str = ""
    answer: str = ""
    letters_per_batch: int = Field(default=250, ge=1, le=1000)

    @property
    def time(self) -> PostTime:
        """How long a letter takes."""
        return PostTime(self.days, self.state, self.saturdays)


class MagazineIssue(_Section):
    """One issue: until when it takes texts, and when it is in the members' hands."""

    name: str = Field(min_length=1)
    copy_deadline: date
    delivered: date

    @model_validator(mode="after")
    def _in_order(self) -> "MagazineIssue":
        if self.delivered < self.copy_deadline:
            raise ValueError("issue_order")
        return self


class Magazine(_Section):
    """The member magazine: its editor is one of `[roles]` and gets the text `days_before` the copy deadline."""

    role: str = "magazine"
    days_before: int = Field(default=2, ge=0, le=60)
    issues: tuple[MagazineIssue, ...] = ()


class Settings(BaseSettings):
    """All of config.toml. Secrets come from `MAILER_SMTP__PASSWORD`, `MAILER_IMAP__PASSWORD` or a `password_file`."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, env_prefix="MAILER_", env_nested_delimiter="__")

    association: Association
    smtp: Smtp
    imap: Imap
    database: Database = Database()
    members: Members = Members()
    feed: Feed = Feed()
    answers: Answers = Answers()
    review: Review = Review()
    release: Release = Release()
    dkim: Dkim | None = None
    bodies: dict[str, BodyRules] = Field(default_factory=dict)
    post: Post = Post()
    magazine: Magazine | None = None
    roles: dict[str, Role] = Field(default_factory=dict)

    @property
    def convened(self) -> dict[str, Body]:
        """The bodies by their names in the file."""
        return {name: rules.body(name) for name, rules in self.bodies.items()}

    @property
    def magazine_issues(self) -> tuple[Issue, ...]:
        """The issues of the member magazine, none where there is no magazine."""
        issues = self.magazine.issues if self.magazine else ()
        return tuple(Issue(issue.name, issue.copy_deadline, issue.delivered) for issue in issues)

    @model_validator(mode="after")
    def _plain_only_at_home(self) -> "Settings":
        for section in (self.smtp, self.imap):
            if section.security == "none" and not section.allow_insecure and section.host not in {"127.0.0.1", "::1", "localhost"}:
                raise ValueError("insecure")
        return self

    @model_validator(mode="after")
    def _editor_has_an_address(self) -> "Settings":
        if self.magazine is not None and self.magazine.role not in self.roles:
            raise ValueError("magazine_role")
        return self


class _FileSettings(Settings):
    """Settings of one file; environment variables win over it."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml = TomlConfigSettingsSource(settings_cls, toml_file=settings_cls.model_config.get("toml_file"))
        return env_settings, toml


def load(workspace: Path, talks: bool = True) -> Settings:
    """The settings of a workspace. Raises ConfigurationError with every problem in the file, each with its key.

    Whoever `talks` to no server needs no passwords: the files that hold them need not be there yet.
    """
    path = workspace / FILE_NAME
    if not path.is_file():
        raise ConfigurationError("config.missing", file=path)
    reader = type("Settings", (_FileSettings,), {"model_config": {**_FileSettings.model_config, "toml_file": path}})
    try:
        return _with_secrets(reader(), workspace) if talks else reader()
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError("config.not_toml", file=path, reason=error) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("config.not_utf8", file=path) from error
    except ValidationError as error:
        problems = tuple(_problem(detail) for detail in error.errors())
        raise ConfigurationError("config.invalid", problems, file=path, count=len(problems)) from None


def _with_secrets(settings: Settings, workspace: Path) -> Settings:
    problems: list[MailerError] = []
    changed: dict[str, Any] = {}
    for name in ("smtp", "imap"):
        section: Smtp | Imap = getattr(settings, name)
        if section.oauth_token_file is not None:
            changed[name] = section = section.model_copy(update={"oauth_token_file": workspace / section.oauth_token_file})
        if section.password is None and section.password_file is not None:
            path = workspace / section.password_file
            try:
                secret = SecretStr(path.read_text(encoding="utf-8").strip())
            except OSError as error:
                problems.append(MailerError("config.password_file", key=f"{name}.password_file", file=path, reason=error.strerror))
                continue
            changed[name] = section.model_copy(update={"password": secret})
    if problems:
        raise ConfigurationError("config.invalid", tuple(problems), file=workspace / FILE_NAME, count=len(problems))
    return settings.model_copy(update=changed)


def _problem(detail: ErrorDetails) -> MailerError:
    """A validation error of pydantic as one of ours: its key in the file, and a sentence of the catalogue."""
    key = ".".join(str(part) for part in detail["loc"]) or FILE_NAME
    facts: dict[str, object] = {"key": key, "value": _shown(key, detail.get("input"))}
    context = detail.get("ctx", {})
    facts.update({name: str(value).replace(" or ", ", ") for name, value in context.items() if name != "error"})
    own = str(context["error"]) if "error" in context else ""
    name = own or (detail["type"] if detail["type"] in _TOLD else "other")
    return MailerError(f"config_problem.{name}", reason=detail["msg"], **facts)


def _shown(key: str, value: object) -> str:
    secret = any(word in key.lower() for word in ("password", "secret"))
    return "…" if secret or isinstance(value, dict) else repr(value)
