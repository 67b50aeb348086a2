"""Help: what it answers to."""

from handlers.conversation.feature import CommandLine, Feature, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import HelpHandler

feature: Feature[HelpHandler] = Feature(
    name="help",
    held_about=HelpHandler.held_about,
    forget=HelpHandler.forget,
    show=HelpHandler.show,
    invited=HelpHandler.invited,
    annexed=HelpHandler.annexed,
    commands=(
        CommandLine(("menu",), t("everything that can be done, by taps"), HelpHandler.menu),
        CommandLine(("aide", "help"), t("this list"), HelpHandler.help),
        CommandLine(("demarrer", "start"), t("who I am"), HelpHandler.welcome),
        CommandLine(("annuler", "cancel"), t("stop what I was asking you"), HelpHandler.cancel),
        CommandLine(("confidentialite", "privacy"), t("who sees what"), HelpHandler.privacy),
        CommandLine(("mesdonnees", "mydata"), t("what I keep about you"), HelpHandler.my_data, personal=True),
        CommandLine(("effacer", "forget"), t("erase what I keep about you"), HelpHandler.forget_me, personal=True),
    ),
    presses={
        "menu": HelpHandler.menu,
        "launch": HelpHandler.launch,
        "waiting": HelpHandler.waiting,
        "help": HelpHandler.help,
        "privacy": HelpHandler.privacy,
        "howlong": HelpHandler.how_long,
        "mydata": HelpHandler.my_data,
        "forget": HelpHandler.forget_me,
    },
    alarms={"burn": HelpHandler.burn_due},
    mine=(
        MenuEntry(t("My data"), data("help", "mydata")),
        MenuEntry(t("Who sees what?"), data("help", "privacy")),
        MenuEntry(t("Help"), data("help", "help")),
    ),
)
