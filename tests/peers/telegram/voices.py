"""Who writes in a group without being a resident: administrators who hide, channels, other bots."""

from typing import TYPE_CHECKING

from .calls import Json
from .chats import Chat
from .messages import Message
from .standing import PRESENT
from .writing import marked

if TYPE_CHECKING:
    from .people import Person

ANONYMOUS, CHANNEL = 1087968824, 136817688
"""The accounts that Telegram shows as the senders of such messages."""


class Voices(Chat):
    """`other_bot_spoke_last`: see Room."""

    members: dict[int, str]

    def says_anonymously(self, admin: "Person", words: str, *, reply_to: Message | None = None) -> Message:
        """An administrator writes as the group."""
        assert self.members.get(admin.id) in PRESENT, f"{admin.name} is not in {self}"
        sender = self.api.account(ANONYMOUS, "Group", "GroupAnonymousBot")
        return self._says(sender, words, reply_to, self.as_json())

    def channel_says(self, title: str, words: str, *, reply_to: Message | None = None) -> Message:
        """A channel writes, or what a person writes under the name of a channel."""
        sender = self.api.account(CHANNEL, "Channel", "Channel_Bot")
        number = -1_000_000_000_000 - 7_000_000 - sum(map(ord, title))
        return self._says(sender, words, reply_to, {"id": number, "type": "channel", "title": title})

    def other_bot_says(self, name: str, words: str, *, reply_to: Message | None = None) -> Message:
        """Another bot of the group writes; the rules of privacy are the same for it as for people."""
        sender = self.api.account(0, name, f"{''.join(filter(str.isascii, name)).replace(' ', '_')}_bot")
        return self._says(sender, words, reply_to, None)

    def _says(self, sender: "Person", words: str, reply_to: Message | None, as_chat: Json | None) -> Message:
        message = self.add(sender, words, entities=marked(words), reply=reply_to, sender_chat=as_chat)
        self.tell(message)
        return message
