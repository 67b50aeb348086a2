"""A group of residents: who is in it, and what happens to it."""

from typing import TYPE_CHECKING, Literal

from .calls import Json
from .messages import Message
from .seat import Seat
from .standing import PRESENT, standing
from .topics import Topics
from .voices import Voices

if TYPE_CHECKING:
    from .api import BotApi
    from .people import Person


class Room(Seat, Topics, Voices):
    """`members`: a person's id → creator, administrator, member, restricted, left or kicked; `username`: of a public group;
    `forum`: whether it has topics; `migrated_to`: the supergroup it became; `members_hidden`: what the server answers who
    asks about a member, empty where it tells; `other_bot_spoke_last`: bare commands then go to that other bot."""

    def __init__(
        self, api: "BotApi", id: int, title: str, *, supergroup: bool, forum: bool, username: str
    ) -> None:
        super().__init__(api, id, "supergroup" if supergroup else "group", title)
        self.forum = forum
        self.username = username
        self.members: dict[int, str] = {}
        self.migrated_to: Room | None = None
        self.members_hidden = ""
        self.other_bot_spoke_last = False
        self.sit_down()
        self.open_topics()

    def as_json(self) -> Json:
        body: Json = {"id": self.id, "type": self.kind, "title": self.title}
        if self.username:
            body["username"] = self.username
        if self.forum:
            body["is_forum"] = True
        return body

    def shows_to(self, person: "Person") -> bool:
        return self.members.get(person.id) in PRESENT

    def join(self, person: "Person") -> None:
        """Comes in by the invitation link."""
        self._becomes(person, person, "member")
        self.announce(person, new_chat_members=[person.as_json()])

    def leave(self, person: "Person") -> None:
        """Goes away."""
        self._becomes(person, person, "left")
        self.announce(person, left_chat_member=person.as_json())

    def kick(self, person: "Person", *, by: "Person") -> None:
        """Is sent away."""
        self._becomes(person, by, "kicked")
        self.announce(by, left_chat_member=person.as_json())

    def promote(self, person: "Person", *, by: "Person | None" = None) -> None:
        """Becomes an administrator."""
        self._becomes(person, by or person, "administrator")

    def demote(self, person: "Person", *, by: "Person | None" = None) -> None:
        """Is an ordinary member again."""
        self._becomes(person, by or person, "member")

    def hide_members(self, says: str = "CHAT_ADMIN_REQUIRED") -> None:
        """The list of members is only for administrators. `says`: how the server refuses the others; « member list is
        inaccessible » is another of its ways."""
        self.members_hidden = says

    def show_members(self) -> None:
        """Everybody may ask again."""
        self.members_hidden = ""

    def migrate(self, *, joins: Literal["", "first", "last"] = "last") -> "Room":
        """A basic group becomes a supergroup, with another id and the same people. Gives that supergroup.

        `joins`: when the bot is told that it is a member there, before or after the two messages, or never.
        """
        assert self.kind == "group", "only a basic group can become a supergroup"
        assert self.migrated_to is None, "it became one already"
        new = self.api.empty_room(self.title, supergroup=True)
        new.members = dict(self.members)
        new.bot_status = self.bot_status
        new.bot_known = self.bot_known
        by = next((self.api.people[id] for id in self.members), self.api.bot)
        if joins == "first":
            new.tell_rank(by, "left", new.bot_status)
        self.announce(None, migrate_to_chat_id=new.id)
        self.migrated_to = new
        new.announce(None, migrate_from_chat_id=self.id)
        if joins == "last":
            new.tell_rank(by, "left", new.bot_status)
        return new

    def delete(self, *, says: str = "") -> None:
        """The group is deleted for everybody. `says`: other words for the bot than those of its kind."""
        if self.kind == "group":
            self.gone = says or "Forbidden: the group chat was deleted"
        else:
            # A deleted supergroup looks to a bot as one that has shut it out.
            self.gone = says or "Forbidden: bot was kicked from the supergroup chat"
        for person in self.members:
            self.members[person] = "left"

    def place_in_thread(self, message: Message, thread: int | None) -> None:
        """Sets the thread of a message, as the server does."""
        if self.forum:
            self.place_in_topic(message, thread)
        elif self.kind == "supergroup" and message.reply is not None and not message.ephemeral_id:
            # Replies make threads of their own here, which no bot can send to.
            message.thread = message.reply.thread or message.reply.id or None

    def _becomes(self, person: "Person", by: "Person", status: str) -> None:
        before = self.members.get(person.id, "left")
        self.members[person.id] = status
        if self.bot_status != "administrator":
            return  # Telegram tells such changes to administrators only
        body = {
            "chat": self.as_json(),
            "from": by.as_json(),
            "date": self.api.date(),
            "old_chat_member": standing(person, before),
            "new_chat_member": standing(person, status),
        }
        self.api.updates.put("chat_member", body, self.id)
