"""What was missed while Palabre was stopped: what it answers to."""

from handlers.conversation.feature import Feature

from .handler import DowntimeHandler

feature: Feature[DowntimeHandler] = Feature(
    name="downtime",
    held_about=DowntimeHandler.held_about,
    forget=DowntimeHandler.forget,
    show=DowntimeHandler.show,
    purge=DowntimeHandler.purge,
    alarms={"back": DowntimeHandler.back},
)
