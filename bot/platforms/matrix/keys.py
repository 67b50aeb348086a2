"""Which sign stands for which button where there are no buttons: reactions under a card, numbers typed. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_PLACED = 5
"""Reactions that Palabre itself places under a card (transcripts.md §2.8; a server lets ten events through at
once, then one every five seconds)."""
MORE = "➕"
"""The sign of « ⋯ Plus »: three dots are no emoji."""
_SHAPES = "\ufe0e\ufe0f"
"""How a sign is drawn, which says nothing of which sign it is."""
_SKINS = frozenset(chr(code) for code in range(0x1F3FB, 0x1F400))
_ENCLOSED = "\u20e3"
_LONGEST_SIGN = 16
"""Parts of an emoji: a family with its skins has eleven. What is longer is words."""
_NUMBERED = re.compile(r"^(\d{1,2})\. ")


@dataclass(frozen=True)
class Key:
    """A button and the sign that stands for it: an emoji, or the emoji of a number."""

    sign: str
    label: str
    data: str

    @property
    def number(self) -> str:
        """« 2 », for what is typed rather than tapped; nothing where the sign is no number."""
        return number_of(self.sign)


def plain(sign: str) -> str:
    """A sign without its shape and its skin: what two telephones send for the same one."""
    return "".join(part for part in sign if part not in _SHAPES and part not in _SKINS).strip()


def sign_of(number: int) -> str:
    """The emoji of a number from 1 up to 10; beyond, its digits."""
    return "🔟" if number == 10 else f"{number}\ufe0f{_ENCLOSED}" if number < 10 else str(number)


def letter_of(place: int) -> str:
    """The emoji of the letter at this place of the alphabet, from 1."""
    return chr(0x1F1E5 + place)


def number_of(sign: str) -> str:
    """The digits of such an emoji; nothing for other signs."""
    if sign == "🔟":
        return "10"
    digits = plain(sign).removesuffix(_ENCLOSED)
    return digits if digits.isascii() and digits.isdigit() else ""


def assigned(
    buttons: Sequence[tuple[str, str]], known: Mapping[str, str], *, lettered: bool = False
) -> tuple[Key, ...]:
    """A key for each (label, data). `known`: the signs that this message has shown, each with its data: what a
    sign stood for it stands for as long as the message is there, so that a late tap is never another answer.
    `lettered`: the figures are those of something else."""
    following_sign = letter_of if lettered else sign_of
    data_of = {plain(sign): data for sign, data in known.items()}
    sign_for = {data: sign for sign, data in known.items()}
    numbers = [int(number) for sign in known if (number := number_of(sign))]
    following = max(numbers, default=0) + 1
    keys: list[Key] = []
    for label, data in buttons:
        own, words = _own_sign(label)
        sign = sign_for.get(data, "")
        if not sign and own and plain(own) not in data_of:
            sign = own
        while not sign:
            numbered_sign, following = following_sign(following), following + 1
            sign = "" if plain(numbered_sign) in data_of else numbered_sign  # « 🔟 Dix » has it as its own
        data_of.setdefault(plain(sign), data)
        keys.append(Key(sign, _unnumbered(words if plain(sign) == plain(own) else label, sign), data))
    return tuple(keys)


def numbered(buttons: Sequence[tuple[str, str]]) -> tuple[Key, ...]:
    """The same for a screen of one person alone, where a number is typed: from 1, in their order."""
    return tuple(
        Key(sign_of(at), _unnumbered(label, sign_of(at)), data) for at, (label, data) in enumerate(buttons, 1)
    )


def typed(words: str, keys: Iterable[Key]) -> Key | None:
    """The one key that these words name, exactly: its number, its sign, or its label; else None."""
    said = _said(words)
    if not said:
        return None
    keys = list(keys)
    for meant in (
        [key for key in keys if said == key.number or plain(words) == plain(key.sign) != ""],
        [key for key in keys if said == _said(key.label)],
        [key for key in keys if said == _bare(key)],
    ):
        if len(meant) == 1:
            return meant[0]
    return None


def named(words: str, keys: Iterable[Key]) -> Key | None:
    """The key of whatever screen that has exactly these words; None where they stand for several things, and
    for numbers, which are those of one screen alone."""
    said = _said(words)
    if not said or said.isdecimal():
        return None
    keys = list(keys)
    exact = [key for key in keys if said == _said(key.label)]
    meant = exact or [key for key in keys if said == _bare(key)]
    return meant[0] if len({key.data for key in meant}) == 1 else None


def _bare(key: Key) -> str:
    """Its label without the emoji with which that begins: nobody types « ✅ »."""
    return _said(_own_sign(key.label)[1])


def _said(words: str) -> str:
    """In small letters, without the signs at either end; telephones type « ’ »."""
    letters = " ".join(words.casefold().replace("’", "'").split())
    return letters.strip(" .!)»«").strip() or letters


def _own_sign(label: str) -> tuple[str, str]:
    """The emoji with which a label begins, and the rest; ('', label) where it begins with words."""
    first, _, rest = label.replace("\u00a0", " ").partition(" ")
    if not rest or any(part.isalnum() for part in first) or not 0 < len(plain(first)) <= _LONGEST_SIGN:
        return "", label
    if first == "⋯":
        return MORE, rest
    pictured = any(unicodedata.category(part) == "So" for part in first) or "\ufe0f" in first
    return (first, rest) if pictured else ("", label)


def _unnumbered(label: str, sign: str) -> str:
    """« 1. Toits du Sud » beside the sign of 1 says its number twice."""
    found = _NUMBERED.match(label)
    return label[found.end() :] if found is not None and found[1] == number_of(sign) else label
