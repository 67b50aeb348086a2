"""The bot's own place in a group: invited, promoted, silenced, sent away."""

from typing import TYPE_CHECKING

from .chats import Chat
from .standing import PRESENT, standing

if TYPE_CHECKING:
    from .people import Person


class Seat(Chat):
    """`bot_status`: as in `members`; `bot_known`: whether the bot ever was here, for Telegram knows no other chats; `muted`:
    whether it may not write; `gone`: the answer to every call once the group is deleted."""

    bot_status: str
    bot_known: bool
    muted: bool
    wordy: bool
    """Whether pictures are forbidden to everybody."""
    gone: str

    def sit_down(self) -> None:
        """Nobody has invited the bot yet."""
        self.bot_status = "left"
        self.bot_known = False
        self.muted = False
        self.wordy = False
        self.gone = ""

    def bot_is_in(self) -> bool:
        return self.bot_status in PRESENT and not self.gone

    def add_bot(self, *, by: "Person", administrator: bool = False) -> None:
        """Somebody brings the bot in."""
        self.bot_known = True
        self._bot_becomes(by, "administrator" if administrator else "member")
        self.announce(by, new_chat_members=[self.api.bot.as_json()])

    def remove_bot(self, *, by: "Person") -> None:
        """Somebody sends it away."""
        if self.kind == "group":
            self.announce(
                by, left_chat_member=self.api.bot.as_json()
            )  # a supergroup says nothing more to who is out
        self._bot_becomes(by, "kicked")

    def promote_bot(self, *, by: "Person") -> None:
        """It becomes an administrator, who reads everything."""
        self._bot_becomes(by, "administrator")

    def demote_bot(self, *, by: "Person") -> None:
        """It is an ordinary member again."""
        self._bot_becomes(by, "member")

    def restrict_bot(self, *, by: "Person | None" = None) -> None:
        """It may read and not write. In a basic group, where nobody is restricted alone, everybody is and nobody is told."""
        self.muted = True
        if self.kind == "supergroup":
            self._bot_becomes(by or self.api.bot, "restricted")

    def forbid_pictures(self) -> None:
        """Members, the bot among them, may send words alone from now on; nobody is told."""
        self.wordy = True

    def unrestrict_bot(self, *, by: "Person | None" = None) -> None:
        """It may write again."""
        self.muted = False
        if self.kind == "supergroup":
            self._bot_becomes(by or self.api.bot, "member")

    def _bot_becomes(self, by: "Person", status: str) -> None:
        before, self.bot_status = self.bot_status, status
        if status in ("member", "administrator"):
            self.muted = False
        self.tell_rank(by, before, status)

    def tell_rank(self, by: "Person", before: str, status: str) -> None:
        """The bot is told of its own rank."""
        body = {
            "chat": self.as_json(),
            "from": by.as_json(),
            "date": self.api.date(),
            "old_chat_member": standing(self.api.bot, before),
            "new_chat_member": standing(self.api.bot, status),
        }
        self.api.updates.put("my_chat_member", body, self.id)
