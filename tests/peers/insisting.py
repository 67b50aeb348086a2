"""Neighbours of a Palabre that dies: whoever gets no answer does it again, until there is one."""

from dataclasses import dataclass, field

from tests.neighbours import Seen, plain, read
from tests.peers.victim import Victim

MOST_DEATHS = 300
"""With more, it never gets any further."""


@dataclass
class Insisting:
    """Each death that follows the first is at the point `then` of that life (0: none follows). The same event is
    handed in again, as a page does; or another one, `anew`, as people do who tap once more."""

    palabre: Victim
    then: int = 0
    anew: bool = False
    screens: dict[str, Seen] = field(default_factory=dict)
    """What each of them was shown last for them alone."""
    toasts: dict[str, str] = field(default_factory=dict)
    _handed: int = 0

    async def alive(self) -> None:
        while self.palabre.state != "ready":
            assert len(self.palabre.deaths) < MOST_DEATHS, "it never gets any further"
            await self.palabre.start(self.then)

    async def act(self, who: str, **fields: str) -> Seen:
        """Until it is answered, and everything is shown and has rung: what they are shown then."""
        self._handed += 1
        tries = 0
        while True:
            await self.alive()
            tries += self.anew
            answer = await self.palabre.hands_in(who, f"handed-{self._handed:03}-{tries}", **fields)
            if answer is not None:
                break
            await self.palabre.buried()
        assert not answer["refused"], (who, fields, answer["toast"])
        self.toasts[who], self.screens[who] = plain(answer["toast"]), read(answer.get("private", ""))
        await self.all_is_shown()
        return self.screens[who]

    async def taps(self, who: str, label: str) -> Seen:
        """A button of what they were shown last."""
        shown = self.screens[who]
        assert label in shown.buttons, (who, label, self.toasts[who], shown)
        return await self.act(who, press=shown.buttons[label])

    async def all_is_shown(self) -> None:
        await self.alive()
        while not await self.palabre.shows_all():
            await self.alive()
