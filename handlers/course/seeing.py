"""« /parcours »: everybody reads where the course stands."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Command, Press
from handlers.conversation.folding import folded
from handlers.conversation.text import t

from . import rules, views
from .box import Box

_BALANCE = ({"bilan"}, {"balance"}, {"solde"})


class Seeing:
    """Guests read too; only those who run the group are offered to change something."""

    def __init__(self, box: Box) -> None:
        self.box = box

    async def command(self, command: Command) -> Answer:
        """« /parcours », « /parcours bilan », « /parcours A1 »."""
        here, course = await self.box.read(command)
        words = folded(command.words)
        if not words:
            return Answer(view=views.course(course, runs=here.runs))
        if set(words) in _BALANCE:
            return Answer(view=views.balance(course))
        named = rules.mission_named(command.words, course.missions)
        if named is None:
            raise Refused(
                t("I know no such mission. Write /parcours, /parcours A1 or /parcours bilan."),
                views.course(course, runs=here.runs),
            )
        return Answer(view=views.mission(course, named, command.at, runs=here.runs))

    async def show(self, press: Press) -> Answer:
        """`course:show:<group>`."""
        here, course = await self.box.read(press, press.number(0))
        return Answer(view=views.course(course, runs=here.runs))

    async def all(self, press: Press) -> Answer:
        """`course:all:<group>:<page>`."""
        _, course = await self.box.read(press, press.number(0))
        return Answer(view=views.missions(course, press.number(1)))

    async def mission(self, press: Press) -> Answer:
        """`course:mission:<mission>`."""
        here, course, mission = await self.box.mission(press, press.number(0))
        return Answer(view=views.mission(course, mission, press.at, runs=here.runs))

    async def balance(self, press: Press) -> Answer:
        """`course:balance:<group>`."""
        _, course = await self.box.read(press, press.number(0))
        return Answer(view=views.balance(course))

    async def more(self, press: Press) -> Answer:
        """« ⋯ Plus »: `course:more:<group>`."""
        _, course = await self.box.run(press, press.number(0))
        return Answer(view=views.more(course))
