"""What apps put into a message: an answer, a correction, a room that is encrypted."""

from html import escape
from typing import Any

Json = dict[str, Any]

ENCRYPTED: Json = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
"""The state with which a new room is encrypted from its first message on."""


def written(words: str, reply_to: str = "", quoted: str = "") -> Json:
    """`reply_to`: the id of another message. `quoted`: its words, which apps repeated above the answer until version
    1.13 of the specification took that away (2024); many still do."""
    content: Json = {"msgtype": "m.text", "body": words}
    if reply_to:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
    if quoted:
        above = "\n".join(f"> {line}" for line in quoted.splitlines())
        content["body"] = f"{above}\n\n{words}"
        content["format"] = "org.matrix.custom.html"
        content["formatted_body"] = (
            f"<mx-reply><blockquote>{escape(quoted)}</blockquote></mx-reply>{escape(words)}"
        )
    return content


def corrected(message: str, words: str) -> Json:
    """The message with this id, put right. Old apps show the words behind the star as a message of their own."""
    return {
        "msgtype": "m.text",
        "body": f"* {words}",
        "m.new_content": {"msgtype": "m.text", "body": words},
        "m.relates_to": {"rel_type": "m.replace", "event_id": message},
    }
