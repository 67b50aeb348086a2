"""The topics of a forum: each a thread with a title."""

from dataclasses import dataclass

from .calls import bad
from .chats import Chat
from .messages import Message


@dataclass(eq=False)
class Topic:
    """`opened`: the service message it began with, whose id is the thread's."""

    opened: Message
    closed: bool = False


class Topics(Chat):
    """`threads`: thread → topic, without those that were deleted."""

    forum: bool
    threads: dict[int, Topic]

    def open_topics(self) -> None:
        """None but the general one, which has no number."""
        self.threads = {}

    def topic(self, title: str) -> int:
        """Somebody opens a topic. Gives its message_thread_id."""
        assert self.forum, f"{self} is no forum"
        message = self.add(None, service={"forum_topic_created": {"name": title, "icon_color": 7322096}})
        message.thread, message.topical = message.id, True
        self.threads[message.id] = Topic(message)
        self.tell(message)
        return message.id

    def close_topic(self, thread: int) -> None:
        """Only administrators write there from now on."""
        self.threads[thread].closed = True

    def reopen_topic(self, thread: int) -> None:
        """Everybody writes there again."""
        self.threads[thread].closed = False

    def delete_topic(self, thread: int) -> None:
        """It is gone with all that was in it."""
        del self.threads[thread]
        for message in self.messages:
            message.deleted |= message.thread == thread

    def place_in_topic(self, message: Message, thread: int | None) -> None:
        """A message of a person: in that topic, or in that of what it answers."""
        if thread is None and message.reply is not None:
            thread = message.reply.thread
        if thread is None:
            return
        message.thread, message.topical = thread, True
        if message.reply is None:
            message.reply = self.threads[thread].opened  # so the server shows what is written in a topic

    def writable_thread(self, thread: object, *, administrator: bool) -> int | None:
        """The thread a bot may send to. Raises Refusal."""
        if thread in (None, 0):
            return None
        topic = self.threads.get(thread) if self.forum and isinstance(thread, int) else None
        if topic is None:
            raise bad("message thread not found")
        if topic.closed and not administrator:
            raise bad("TOPIC_CLOSED")
        return topic.opened.id
