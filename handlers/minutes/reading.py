"""Three lines become minutes: which sentences say what somebody is to do, and until when. Pure.

Careful rather than clever: what is not surely a task stays in the text, in its own words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .deadline import Clock, without_due
from .mending import to_do
from .model import Task
from .naming import Named, named
from .verbs import ENGLISH, begins_with_a_verb, of_somebody

_HEAD = re.compile(
    r"\s*(?:[-•*–]\s*)?(?:(?:reste )?[àa] faire|t[âa]ches?|actions?|to[ -]?do)\s*:\s*(?P<rest>.*)", re.IGNORECASE
)
_BULLET = re.compile(r"\s*(?:[-•*–]|\d{1,2}[.)])\s+")
_SHORT = re.compile(r"(?:^|[\s('’])(?:M|MM|Mr|Mrs|Ms|Mme|Mlle|Dr|St|Ste|etc|ex|av|bd|n|no|[A-ZÀ-Ý])\.$")
_END = re.compile(r"[.!?…;]+(?=\s|$)")
_DOES_IT = re.compile(
    r"\s+(?:s['’]en (?:occupe|charge|occupera|chargera)|va s['’]en (?:occuper|charger)|s['’]y colle"
    r"|l[ea]s? (?:fait|fera)|(?:will )?takes? care of it|(?:will )?handles? it|(?:does|will do) it)\s*",
    re.IGNORECASE,
)
_TAKES_CARE = re.compile(
    r"\s+(?:va )?s['’]occup(?:e|era|er) (?P<of>de |du |des |d['’])(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_CHARGE = re.compile(
    r"\s+(?:va )?se charg(?:e|era|er) (?P<of>de |du |des |d['’])(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_HAS_TO = re.compile(
    r"\s+(?:doit|devra|va|s['’]engage à|(?:est chargée?|a promis|accepte) (?:de |d['’]))\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WILL = re.compile(
    r"\s+(?:will|has to|must|is going to|promised to|agreed to)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_CARES = re.compile(r"\s+(?:will )?takes? care of\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(r"\s+(?P<verb>[^\W\d_]+)\s+(?P<rest>.+)", re.DOTALL)
_COLON = re.compile(r"\s*(?::|\s[–—-])\s+(?P<rest>.+)", re.DOTALL)
_LINK = re.compile(r"(?:[-•*–]\s*|et |puis |and |then |enfin,? )*", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[\s,:;(–—-]|(?<=[\s,])(?:par|by|et|and|c['’]est|pour)(?=\s*$))+$", re.IGNORECASE)
_APART = re.compile(r"[,:;(–—-]\s*(?:par|by|pour)?\s*$|\s(?:par|by)\s*$", re.IGNORECASE)
"""A name behind this is whoever does it; without, it is part of what is done (« rappeler Léa »)."""


@dataclass(frozen=True)
class Read:
    """The text without what is to be done, and what is."""

    text: str
    tasks: tuple[Task, ...] = ()


def read(words: str, people: Mapping[int, str], clock: Clock) -> Read:
    """`people`: the names of those of the group. Lines become sentences of one text."""
    kept: list[str] = []
    tasks: list[Task] = []
    listed = False
    for line in words.splitlines():
        surely = listed = listed and _BULLET.match(line) is not None
        for sentence in sentences(_without_bullet(line)):
            head = _HEAD.fullmatch(sentence)
            said = sentence if head is None else head["rest"]
            if surely or head is not None:
                listed = True
                surely = said.endswith(";") or not said.strip()
                tasks += [one_task(said, people, clock)] if said.strip() else []
                continue
            task = _task(sentence, people, clock)
            if task is not None and not task.words:  # « Composteur cassé. M. Roux s'en occupe. »
                before = kept.pop() if kept else ""
                task = replace(task, words=to_do(_bare(before)), said=f"{before} {sentence}") if before else None
            if task is None:
                kept.append(sentence)
            else:
                tasks.append(task)
    return Read(" ".join(_ended(one) for one in kept), tuple(tasks))


def sentences(line: str) -> list[str]:
    """Each with its end; « M. » ends none."""
    found, begins = [], 0
    for end in _END.finditer(line):
        if _SHORT.search(line[begins : end.end()]):
            continue
        found.append(line[begins : end.end()].strip())
        begins = end.end()
    found.append(line[begins:].strip())
    return [one for one in found if one.strip(" .;")]


def one_task(typed: str, people: Mapping[int, str], clock: Clock) -> Task:
    """« réparer le composteur, M. Roux, avant le 20 »: all of it is a task, whoever does it."""
    found = _task(typed, people, clock)
    if found is not None and found.words:
        return found
    rest, due = without_due(_bare(typed), clock)
    for name in named(rest, people):
        before, after = rest[: name.begins], rest[name.ends :]
        alone = not before.strip() or _APART.search(before) is not None
        if name.person is None or not alone:
            continue
        if not before.strip() and (colon := re.match(r"\s*[:,–—-]\s*(?P<rest>.+)", after)):
            return Task(to_do(colon["rest"]), typed, name.person, due)
        if before.strip() and re.fullmatch(r"[\s,.;)]*", after):
            return Task(to_do(_BEFORE.sub("", before)), typed, name.person, due)
    return Task(to_do(rest), typed, None, due)


def _task(sentence: str, people: Mapping[int, str], clock: Clock) -> Task | None:
    """What a sentence says that somebody does; without words where it says « s'en occupe » of something before."""
    rest, due = without_due(_bare(sentence), clock)
    names = named(rest, people)
    if rest.endswith("?") or len(names) != 1 or names[0].person is None:
        return None
    before, after = rest[: names[0].begins], rest[names[0].ends :]
    if _DOES_IT.fullmatch(after):
        return Task(to_do(_BEFORE.sub("", before)) if before.strip() else "", sentence, names[0].person, due)
    if _LINK.fullmatch(before.lstrip(" ,")) is None:
        return None
    words = _does(names[0], after, due is not None)
    return None if words is None else Task(words, sentence, names[0].person, due)


def _does(name: Named, after: str, dated: bool) -> str | None:
    """What comes behind the name, as what is to be done; None where that is not sure."""
    if found := _TAKES_CARE.fullmatch(after):
        return f"s'occuper {found['of'].lower()}{found['rest']}"
    if found := _CHARGE.fullmatch(after):
        begun = found["of"].lower() in ("de ", "d'", "d’") and begins_with_a_verb(found["rest"])
        return found["rest"] if begun else f"s'occuper {found['of'].lower()}{found['rest']}"
    if (found := _HAS_TO.fullmatch(after)) and begins_with_a_verb(found["rest"]):
        return found["rest"]
    if (found := _WILL.fullmatch(after)) and _first(found["rest"]) in ENGLISH:
        return found["rest"]
    if found := _CARES.fullmatch(after):
        return f"take care of {found['rest']}"
    if (found := _COLON.fullmatch(after)) and (
        begins_with_a_verb(found["rest"]) or (dated and _first(found["rest"]) in ENGLISH)
    ):
        return _low(found["rest"])
    if found := _VERB.fullmatch(after):
        return _said_of(found["verb"], found["rest"], dated)
    return None


def _said_of(verb: str, rest: str, dated: bool) -> str | None:
    """« répare le composteur », with a date; « réparera le composteur », with or without."""
    known = of_somebody(verb)
    if known is not None and (known[1] or dated):
        return f"{known[0]} {rest}"
    for ending in ("es", "s"):
        if dated and verb.endswith(ending) and (bare := verb.removesuffix(ending).casefold()) in ENGLISH:
            return f"{bare} {rest}"
    return None


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return line if bullet is None else line[bullet.end() :]


def _first(words: str) -> str:
    return words.split(" ")[0].casefold()


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _bare(sentence: str) -> str:
    return sentence.strip().rstrip(" .!;…")


def _ended(sentence: str) -> str:
    bare = sentence.rstrip(" ;")
    return bare if bare.endswith((".", "!", "?", "…")) else f"{bare}."
