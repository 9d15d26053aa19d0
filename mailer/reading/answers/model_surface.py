"""Which facts lie on the surface: what the words of a letter are about, whatever they mean, and how a proposal covers them?

They say nothing by themselves. The gate learns from them where readings go wrong: people beside an answer without company, a "nicht" near
a yes, a shift beside its event.
"""

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from mailer.model.reading import Finding
from mailer.reading.answers.model_proposals import Held
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import words_of

_GROUPS = {
    "people": r"frau|mann|sohn|tochter|wir|uns|zu|zweit|dritt|viert|freund\w*|partner\w*|mutter|vater|kind|kinder|enkel\w*|schwester|bruder"
    r"|nachbar\w*|beiden?|leute|personen|begleitung|familie|oma|opa|tante|kolleg\w*",
    "refusal": r"nicht|nich|net|nix|kein\w*|ohne|leider|nie|weder|kaum",
    "condition": r"wenn|falls|ob|sofern|sollte|sonst|vielleicht|evtl|eventuell|vllt|hoffentlich|wohl|wahrscheinlich|mal",
    "contrast": r"aber|doch|sondern|außer|statt|nur|obwohl|trotzdem|dafür|dagegen|stattdessen|allerdings|ansonsten|eigentlich",
    "others": r"er|sie|sein\w*|ihr\w*|ihm|ihn|sagt|meint|hat|haben",
    "past": r"war|waren|hatte\w*|wurde|letzte\w*|gestern|damals|früher|neulich|bisher|vorher",
    "wish": r"würde\w*|wäre\w*|hätte\w*|könnte\w*|möchte|sollte|gern|gerne",
    "time": r"danach|dann|davor|später|ab|bis|erst|nachmittags?|vormittags?|abends?|morgens?|früh|mittags?",
    "all": r"alle\w*|rest|übrige\w*|andere\w*|beide\w*|sonst|jeweils|beides",
    "help": r"helf\w*|hilfe|bring\w*|mitbring\w*|aufbau|abbau|kuchen|fahr\w*|hol\w*|übernehm\w*|mach\w*|kann",
}
_PATTERNS = tuple((name, re.compile(words)) for name, words in _GROUPS.items())
_ANY = re.compile("|".join(_GROUPS.values()))
_DIGITS = re.compile(r"\d+")
_NEAR, _FAR = 3.0, 5.0  # more of a group than this tells nothing more


def surface_of(letter: Letter, proposed: Sequence[Held], taken: Set[int]) -> dict[str, float]:
    """The facts by name. `taken` are the clauses, by number, that the proposed findings rest on."""
    findings = [one.finding for one in proposed]
    near = _counted([word for at in taken for word in words_of(letter.thoughts[at].clause.folded)])
    facts = {f"near {name}": min(_NEAR, count) for name, count in near.items()}
    facts |= {f"word {name}": min(_FAR, count) for name, count in _counted(words_of(letter.folded)).items()}
    facts |= _answered(letter, proposed)
    facts |= _helping(letter, findings)
    numbers, clauses = len(_DIGITS.findall(letter.folded)), len(letter.thoughts)
    return facts | {
        "numbers": float(numbers),
        "question marks": float(letter.text.count("?")),
        "quotes": float('"' in letter.folded),
        "unused clauses": float(clauses - len(taken)),
        "used share": len(taken) / max(1, clauses),
        "kinds": float(len({finding.kind for finding in findings})),
        "guests": float(sum([finding.guests for finding in findings])),
    }


def _answered(letter: Letter, proposed: Sequence[Held]) -> dict[str, float]:
    """Are the answered events named where they are answered, and how many are left?"""
    answers = [one for one in proposed if one.finding.kind == "rsvp"]
    named = sum([any(one.finding.event in letter.thoughts[at].own.events for at in one.places) for one in answers])
    inherited, events = len(answers) - named, len(letter.agenda.known)
    return {
        "events named": float(named),
        "events inherited": float(inherited),
        "one of several inherited": float(inherited if events > 1 else 0),
        "answers": float(len(answers)),
        "open events": float(events - len(answers)),
    }


def _helping(letter: Letter, findings: Sequence[Finding]) -> dict[str, float]:
    """Is help meant for a shift, for an event that has shifts, or for both?"""
    targets = {finding.target for finding in findings if finding.kind == "volunteer"}
    events = {event.id for event in letter.context.events}
    return {
        "offers": float(len(targets)),
        "shift and event": float(bool(targets & events and targets - events)),
        "event though shifts": float(bool(targets & events and letter.agenda.shifts)),
    }


def _counted(words: Iterable[str]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for names in filter(None, map(_groups_of, words)):
        for name in names:
            counts[name] = counts.get(name, 0.0) + 1
    return counts


@lru_cache(maxsize=16_384)
def _groups_of(word: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _PATTERNS if pattern.fullmatch(word)) if _ANY.fullmatch(word) else ()
