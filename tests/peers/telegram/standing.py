"""What somebody may do in a group, as the official ChatMember says it."""

from typing import TYPE_CHECKING

from .calls import Json

if TYPE_CHECKING:
    from .people import Person

POWERS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
)
NO_POWERS = (
    "can_be_edited",
    "is_anonymous",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
SENDING = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
PRESENT = {"creator", "administrator", "member", "restricted"}
"""The statuses of those who are in the group. (A restricted person who left keeps that status; not here.)"""


def standing(person: "Person", status: str) -> Json:
    """The official ChatMember of this person with this status."""
    body: Json = {"status": status, "user": person.as_json()}
    if status == "creator":
        return body | {"is_anonymous": False}
    if status == "administrator":
        return body | dict.fromkeys(POWERS, True) | dict.fromkeys(NO_POWERS, False)
    if status == "restricted":
        return body | dict.fromkeys(SENDING, False) | {"is_member": True, "until_date": 0}
    if status == "kicked":
        return body | {"until_date": 0}
    return body
