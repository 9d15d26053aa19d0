"""How is a template of the board compiled, filled and checked, and where in its file does a mistake stand?

A template is Markdown with Jinja2 below a small head between two lines `---`; `Subject:` must be there, `Preheader:` (what phones
show below the subject) may. Line numbers are those of the file, head included.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from jinja2 import Template, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from mailer.composing.branches import taken, with_marks
from mailer.composing.environment import MEMBER_FIELDS, VALUES, AbsentFactError, LetterEnvironment
from mailer.composing.german import GermanFormat
from mailer.composing.personal import NotPartedError, fields_of_macro, named_in_macro, only_prints, parted
from mailer.composing.values import Unhidden, clean
from mailer.errors import MailerError, MissingFact, TemplateError
from mailer.model.composing import Sender
from mailer.model.jobs import Event, Shift

Result = TypeVar("Result")

PARTS = "layout/parts.md"
LAYOUT = "layout/mail.html"
WORDS = "layout/words.txt"

_HEAD = re.compile(r"^---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)  # comments and macros may stand above
_FIELD = re.compile(r"(Subject|Preheader):[ \t]*(\S.*)")
_FIELDS_OF: Mapping[str, frozenset[str]] = {
    "member": MEMBER_FIELDS,
    "sender": frozenset(Sender.__dataclass_fields__),
    "event": frozenset(Event.__dataclass_fields__),
    "shift": frozenset(Shift.__dataclass_fields__),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A template filled for one letter, values still hidden: its head's two fields and its Markdown."""

    subject: str
    preheader: str
    body: str


@dataclass(frozen=True, slots=True)
class Form:
    """A template taken apart, compiled. `personal` is None where nothing depends on the person; `fields` as in `Parted`."""

    personal: Template | None
    marked: Template
    fields: tuple[str, ...] | None


class Templates:
    """All templates of a workspace, compiled when first used. `sources` are their texts by name relative to `templates/`."""

    def __init__(self, sources: Mapping[str, str], sender: Sender) -> None:
        self._sources = sources
        self._sender = sender
        self._environment: LetterEnvironment | None = None
        self._trees: dict[str, nodes.Template] = {}
        self._unhidden: dict[str, Any] = {}
        self._named: dict[str, frozenset[str] | None] = {}
        self._branched: dict[str, Template] = {}

    def fill(self, name: str, facts: Mapping[str, Any]) -> str:
        """The template's text for these facts. Raises MissingFact where this person lacks one, else TemplateError."""
        return self._guarded(name, lambda: "".join(_run(self._get(name), facts)))

    def branches(self, name: str, facts: Mapping[str, Any]) -> frozenset[str]:
        """The branches that the template takes with these facts; raises like `fill`."""
        if name not in self._branched:
            self._branched[name] = self._env().compiled(name, with_marks(self._parsed(name)))
        return taken(self.run(name, self._branched[name], facts))

    def call(self, module: Any, macro: str, *arguments: object) -> Markup:
        """What a macro of `parts` returns; raises like `fill`."""
        return self._guarded(PARTS, lambda: Markup(getattr(module, macro)(*arguments)))

    def parts(self, facts: Mapping[str, Any]) -> Any:
        """The building blocks of `layout/parts.md`, seeing these facts."""
        return self._guarded(PARTS, lambda: self._get(PARTS).make_module(dict(facts)))

    def moment(self, moment: datetime) -> str:
        """A moment as the filter `datum` prints it. Raises TemplateError for one that no calendar has in our zone."""
        return self._guarded(WORDS, lambda: clean(self._env().filters["datum"](moment)))

    def unhidden(self, macro: str) -> Any | None:
        """The building blocks for a macro that only prints its argument, made once: it leaves its values as they are, for a text that is
        no Markdown. None for a macro that does more."""
        if macro not in self._unhidden:
            prints = only_prints(self.tree(PARTS), macro)
            self._unhidden[macro] = self.parts({VALUES: Unhidden()}) if prints else None
        return self._unhidden[macro]

    def fields_of_macro(self, macro: str) -> tuple[str, ...] | None:
        """The fields that a building block asks its one argument for, None where that cannot be told."""
        return fields_of_macro(self.tree(PARTS), macro)

    def named_in(self, name: str) -> frozenset[str] | None:
        """The names in a template, facts and its own; None where it draws in other files, which may name any."""
        if name not in self._named:
            tree = self.tree(name)
            drawn = any(tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)))
            self._named[name] = None if drawn else frozenset(found.name for found in tree.find_all(nodes.Name))
        return self._named[name]

    def named_in_macro(self, macro: str) -> frozenset[str]:
        """The facts that a building block names, by way of others too."""
        return named_in_macro(self.tree(PARTS), macro)

    def layout(self) -> Any:
        """The layout's design: its `styles` and macros."""
        return self._guarded(LAYOUT, lambda: self._get(LAYOUT).module)

    def tree(self, name: str) -> nodes.Template:
        """The syntax tree of a template that compiles, for looking at only; raises TemplateError otherwise."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def parted(self, name: str) -> Form | None:
        """The template in two, for what is the same for many; None where it cannot be taken apart."""
        return self._guarded(name, lambda: self._form(name))

    def run(self, name: str, template: Template, facts: Mapping[str, Any]) -> str:
        """The text of a compiled template; raises like `fill`."""
        return self._guarded(name, lambda: "".join(_run(template, facts)))

    def check(self, name: str) -> None:
        """Parses head and body. Raises TemplateError with the first mistake's line."""
        head_and_body(name, self._source(name))
        tree = self.tree(name)
        own = {str(known.name) for known in tree.find_all(nodes.Name) if known.ctx != "load"}  # loop variables, arguments
        for attribute in tree.find_all(nodes.Getattr):
            _check_attribute(name, attribute, own)
        for other in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)):
            self._check_reference(name, other)

    def _parsed(self, name: str) -> nodes.Template:
        self._guarded(name, lambda: self._get(name))
        return self._guarded(name, lambda: self._env().parse(self._source(name), name, name))

    def _check_reference(self, name: str, node: nodes.Node) -> None:
        target = getattr(node, "template", None)
        if isinstance(target, nodes.Const) and target.value not in self._sources:
            raise template_error("template_missing", name, node.lineno, str(target.value))

    def _form(self, name: str) -> Form | None:
        environment = self._env()
        tree = environment.parse(environment.source(name), name, name)
        try:
            trees = parted(tree)
        except NotPartedError:
            return None
        personal = None if trees.personal is None else environment.compiled(name, trees.personal)
        return Form(personal, environment.compiled(name, trees.marked), trees.fields)

    def _source(self, name: str) -> str:
        if name not in self._sources:
            raise template_error("template_missing", name, 1, name)
        return self._sources[name].replace("\r\n", "\n")

    def _get(self, name: str) -> Template:
        return self._env().get_template(name)

    def _env(self) -> LetterEnvironment:
        if self._environment is None:
            try:
                filters = GermanFormat(self._sender.zone, self._source(WORDS)).filters()
            except KeyError as error:
                raise template_error("template_words", WORDS, 1, str(error)) from error
            self._environment = LetterEnvironment(self._sources, filters)
        return self._environment

    def _guarded(self, name: str, work: Callable[[], Result]) -> Result:
        try:
            return work()
        except MailerError:
            raise
        except AbsentFactError as error:
            file, line = _place(error.__traceback__, name)
            raise MissingFact("composing.missing_fact", file=file, line=line, name=str(error)) from error
        except TemplateSyntaxError as error:
            raise template_error("template_syntax", error.name or name, error.lineno, str(error.message)) from error
        except TemplateNotFound as error:
            raise template_error("template_missing", *_place(error.__traceback__, name), str(error)) from error
        except UndefinedError as error:
            raise template_error("template_unknown", *_place(error.__traceback__, name), str(error)) from error
        except Exception as error:  # whatever a template's expressions raise is the template's mistake
            raise template_error("template_failed", *_place(error.__traceback__, name), f"{type(error).__name__}: {error}") from error


def head_and_body(name: str, text: str) -> Source:
    """Cuts a template's text at its head. Raises TemplateError for a head that is missing or wrong."""
    found = _HEAD.search(text)
    if found is None:
        raise template_error("template_head", name, 1, "---")
    fields: dict[str, str] = {}
    for number, line in enumerate(found[1].splitlines(), start=text.count("\n", 0, found.start(1)) + 1):
        field = _FIELD.fullmatch(line.strip())
        if line.strip() and field is None:
            raise template_error("template_head", name, number, line.strip())
        if field is not None:
            fields[field[1]] = field[2].strip()
    if "Subject" not in fields:
        raise template_error("template_head", name, 1, "Subject")
    return Source(fields["Subject"], fields.get("Preheader", ""), text[found.end() :])


def template_error(key: str, file: str, line: int, reason: str) -> TemplateError:
    """A template's mistake, as the catalogue `composing` names it."""
    return TemplateError(f"composing.{key}", file=file, line=line, reason=reason)


def _run(template: Template, facts: Mapping[str, Any]) -> Any:
    return template.root_render_func(template.new_context(dict(facts)))


def _check_attribute(name: str, node: nodes.Getattr, own: Set[str]) -> None:
    """Finds `member.gvien_name`; names that the template gives itself are not ours to know."""
    thing = node.node
    if isinstance(thing, nodes.Name) and thing.name not in own and node.attr not in _FIELDS_OF.get(thing.name, {node.attr}):
        raise template_error("template_unknown", name, node.lineno, f"{thing.name}.{node.attr}")


def _place(traceback: TracebackType | None, name: str) -> tuple[str, int]:
    """File and line of the innermost template in a traceback; without one, the template that was asked for."""
    place = name, 1
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = template.name, template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return place
