"""What may a template do, and what happens when a fact is missing?

The rule: a fact of the *person* that is empty (`member.street` of somebody without one) raises AbsentFact when it is printed or
calculated with; one can ask for it (`{% if member.street %}`, `| default("…")`). Everything else that is not there (an unknown
name, an attribute that nobody has, None of an event) is the template's mistake.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from mailer.composing.personal import MARKED, PRINTED
from mailer.composing.values import PLACEHOLDER, Values, Verses, clean
from mailer.model.book import Noted
from mailer.model.composing import Sender
from mailer.model.jobs import Event, Shift
from mailer.model.people import Member
from mailer.model.reading import Finding

VALUES = "_values"
_EMPTY_LINES = re.compile(r"\n\s*\n")
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_LAST_TAG = re.compile(r"(.*\{%(?:(?!%\}).)*(?<![-+]))%\}[ \t]*")


def quoted_lines(text: str) -> list[list[str]]:
    """Somebody's words, which are `clean`, line by line in paragraphs."""
    return [[line.strip() for line in paragraph.splitlines()] for paragraph in _EMPTY_LINES.split(text.strip())]


class AbsentFactError(UndefinedError):
    """This one person lacks the fact; the message is its name."""


class AbsentFact(Undefined):
    """An empty fact of one person: false and equal to nothing, but neither printable nor countable."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)

    def __str__(self) -> str:
        return str(self._fail_with_undefined_error())

    def __iter__(self) -> Iterator[Any]:
        self._fail_with_undefined_error()

    def __len__(self) -> int:
        self._fail_with_undefined_error()


class MemberFacts:
    """A member as templates see it: every field by its name, AbsentFact where it is empty, and no character that could be taken for a
    placeholder."""

    __slots__ = ("_member",)

    def __init__(self, member: Member | None) -> None:
        self._member = member

    def __getattr__(self, name: str) -> object:
        if name not in MEMBER_FIELDS:
            raise AttributeError(name)
        value = None if self._member is None else getattr(self._member, name)
        if value is None or value == "":
            return AbsentFact(name=f"member.{name}", exc=AbsentFactError)
        return PLACEHOLDER.sub("", value) if isinstance(value, str) and not value.isprintable() else value


MEMBER_FIELDS = frozenset({*Member.__dataclass_fields__, "name"})
_FIELDS: Mapping[type, frozenset[str]] = {
    MemberFacts: MEMBER_FIELDS,
    **{kind: frozenset(kind.__dataclass_fields__) for kind in (Event, Finding, Noted, Sender, Shift)},
}


class LetterEnvironment(SandboxedEnvironment):
    """Jinja for letters: sandboxed, strict, every printed value a placeholder, every import with context."""

    def __init__(self, sources: Mapping[str, str], filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=True,  # makes macros return Markup, which is not hidden a second time
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=FunctionLoader(lambda name: _source(sources, name)),
        )
        self.filters.update(filters)
        self.filters.update({"zitat": _zitat, "markdown": _markdown, "e": _as_it_is, "escape": _as_it_is})
        self.filters.update({PRINTED: _printed, MARKED: _marked})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of ours is known and harmless, so the sandbox need not look at it; it looks at everything else."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for filters, which ask for fields this way."""
        if type(argument) is str and argument in _FIELDS.get(type(obj), ()):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def source(self, name: str) -> str:
        """A template's text as it is compiled. Raises TemplateNotFound."""
        return str(self.loader.get_source(self, name)[0]) if self.loader else ""

    def compiled(self, name: str, tree: nodes.Template) -> Template:
        """A template of that name from a tree."""
        tree.set_environment(self)
        return self.template_class.from_code(self, self.compile(tree, name, name), self.make_globals(None))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for whole in tree.find_all(nodes.Import):
            whole.with_context = True
        for named in tree.find_all(nodes.FromImport):
            named.with_context = True
        return tree


@pass_context
def _finalize(context: Context, value: object) -> object:
    """What `{{ value }}` prints: Markup and whole numbers (`{{ loop.index }}.` begins a list item) as they are, anything else as a
    placeholder. None and undefined are no text."""
    if isinstance(value, Markup | int):
        return value
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name of what is missing
    if value is None:
        raise UndefinedError("None")
    values = context.get(VALUES)
    return values.hide(value) if isinstance(values, Values) else Markup.escape(value)


@pass_context
def _printed(context: Context, value: object) -> Markup:
    """What a personal value leaves in the personal part: a placeholder, or what is no placeholder, set off from all else."""
    if isinstance(value, Markup):
        raise UndefinedError(PRINTED)  # it may hold anything
    shown = _finalize(context, value)
    return shown if isinstance(shown, Markup) else Markup(f"={shown};")


@pass_context
def _marked(context: Context, value: object) -> Markup:
    """What a personal value leaves in the marked template: what it leaves in any, and if it is hidden, its index in `open`."""
    values: Values = context[VALUES]
    index = len(values.kept)
    shown = _finalize(context, value)
    values.open.extend(range(index, len(values.kept)))
    return Markup(shown)


@pass_context
def _zitat(context: Context, text: str | Verses) -> Markup:
    """Somebody's words as a Markdown quotation, line by line, none of them markup."""
    values: Values = context[VALUES]
    if isinstance(text, Verses):
        values.quoted.extend(range(len(values.kept), len(values.kept) + len(text)))
        return Markup("\n>\n".join([f"> {values.hide(verse)}" for verse in text]))
    lines = quoted_lines(values.plain(text) if isinstance(text, Markup) else clean(text))  # a stranger's words hold no placeholders of ours
    return Markup("\n>\n".join(["\\\n".join([f"> {values.hide(line)}" for line in paragraph]) for paragraph in lines]))


def _markdown(text: str) -> Markup:
    """Markdown that the board wrote as a free fact of the job: markup stays markup."""
    return Markup(PLACEHOLDER.sub("", text))


def _as_it_is(text: object) -> object:
    return text


def _source(sources: Mapping[str, str], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    if name not in sources:
        return None
    text = PLACEHOLDER.sub("", sources[name]).replace("\r\n", "\n")
    return "\n".join(_with_its_end(line) for line in text.split("\n")), name, lambda: True


def _with_its_end(line: str) -> str:
    """A line that is nothing but tags vanishes with its line end (`trim_blocks`); one that has words keeps it, whatever tag ends it."""
    last = _LAST_TAG.fullmatch(line)
    return f"{last[1]}+%}}" if last and _TAGS.sub("", line).strip() else line
