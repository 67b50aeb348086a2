"""Proposals decided by consent: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import ProposalsHandler

_WORDS = ("question", "opinion", "theirs", "reply", "reservation", "risk", "remedy", "version", "commission")

feature: Feature[ProposalsHandler] = Feature(
    name="proposals",
    held_about=ProposalsHandler.held_about,
    forget=ProposalsHandler.forget,
    keeps=(
        Kept(
            t("Your opinions and answers to proposals"),
            t("opinions appear together; of answers everyone sees the number."),
            t("two months after the end, then only numbers."),
        ),
    ),
    show=ProposalsHandler.show,
    purge=ProposalsHandler.purge,
    entries=ProposalsHandler.entries,
    waiting=ProposalsHandler.waiting,
    left=ProposalsHandler.left,
    united=ProposalsHandler.united,
    annexed=ProposalsHandler.annexed,
    commands=(
        CommandLine(
            ("proposition", "consentement", "proposal"),
            t("decide by consent: nobody objects"),
            ProposalsHandler.start,
        ),
    ),
    presses={
        # opening
        "ask": ProposalsHandler.ask,
        "change": ProposalsHandler.change,
        "send": ProposalsHandler.send,
        "alter": ProposalsHandler.alter,
        "drop": ProposalsHandler.drop,
        "preview": ProposalsHandler.preview,
        "reword": ProposalsHandler.reword,
        "form": ProposalsHandler.form,
        "silence": ProposalsHandler.silence,
        "lasts": ProposalsHandler.lasts,
        # listening
        "question": ProposalsHandler.question,
        "reply": ProposalsHandler.reply,
        "opinion": ProposalsHandler.opinion,
        "nothing": ProposalsHandler.nothing,
        "unopine": ProposalsHandler.unopine,
        "nameless": ProposalsHandler.nameless,
        # amending
        "keep": ProposalsHandler.keep_it,
        "modify": ProposalsHandler.modify,
        "publish": ProposalsHandler.publish,
        "giveupversion": ProposalsHandler.give_up_version,
        "withdraw": ProposalsHandler.withdraw,
        "withdrawn": ProposalsHandler.withdrawn,
        # deciding
        "consent": ProposalsHandler.consent,
        "other": ProposalsHandler.other,
        "reserve": ProposalsHandler.reserve,
        "sign": ProposalsHandler.sign,
        "follow": ProposalsHandler.follow,
        "talk": ProposalsHandler.talk,
        "retract": ProposalsHandler.retract,
        "talked": ProposalsHandler.talked,
        # objecting
        "object": ProposalsHandler.object,
        "skip": ProposalsHandler.skip,
        "rewordobjection": ProposalsHandler.reword_objection,
        "sendobjection": ProposalsHandler.send_objection,
        "ratherreserve": ProposalsHandler.rather_reserve,
        "giveup": ProposalsHandler.give_up,
        "alert": ProposalsHandler.alert,
        "wait": ProposalsHandler.wait,
        "lift": ProposalsHandler.lift,
        "soften": ProposalsHandler.soften,
        "maintain": ProposalsHandler.maintain,
        "later": ProposalsHandler.later,
        "takeup": ProposalsHandler.take_up,
        # looking for a solution
        "solve": ProposalsHandler.solve,
        "park": ProposalsHandler.park,
        "ways": ProposalsHandler.ways,
        "meeting": ProposalsHandler.to_meeting,
        "commission": ProposalsHandler.commission,
        "shorttrial": ProposalsHandler.short_trial,
        # answering for somebody
        "for": ProposalsHandler.for_whom,
        "speak": ProposalsHandler.speak,
        "opinionof": ProposalsHandler.opinion_of,
        "told": ProposalsHandler.told,
        "unreached": ProposalsHandler.unreached,
        # looking
        "more": ProposalsHandler.more,
        "mine": ProposalsHandler.mine,
        "opinions": ProposalsHandler.opinions,
        "questions": ProposalsHandler.questions,
        "objections": ProposalsHandler.objections,
        "objecting": ProposalsHandler.objecting,
        "sees": ProposalsHandler.sees,
        "card": ProposalsHandler.card,
        "missing": ProposalsHandler.missing,
        # running
        "nudge": ProposalsHandler.nudge,
        "extend": ProposalsHandler.extend,
        "finish": ProposalsHandler.finish,
    },
    takes_back={"nothing": ProposalsHandler.un_nothing},
    said={
        "text": ProposalsHandler.text_typed,
        "why": ProposalsHandler.why_typed,
        "day": ProposalsHandler.day_typed,
        "ready": ProposalsHandler.ready_typed,
        "question": ProposalsHandler.question_typed,
        "opinion": ProposalsHandler.opinion_typed,
        "theirs": ProposalsHandler.theirs_typed,
        "reply": ProposalsHandler.reply_typed,
        "reservation": ProposalsHandler.reservation_typed,
        "risk": ProposalsHandler.risk_typed,
        "remedy": ProposalsHandler.remedy_typed,
        "objection": ProposalsHandler.objection_typed,
        "version": ProposalsHandler.version_typed,
        "publish": ProposalsHandler.publish_typed,
        "commission": ProposalsHandler.commission_typed,
    },
    asks={
        "text": ProposalsHandler.asks_text,
        "why": ProposalsHandler.asks_why,
        "day": ProposalsHandler.asks_day,
        "ready": ProposalsHandler.asks_ready,
        "objection": ProposalsHandler.asks_objection,
        "publish": ProposalsHandler.asks_publish,
        **dict.fromkeys(_WORDS, ProposalsHandler.asks_words),
    },
    replied=ProposalsHandler.replied,
    alarms={
        "end": ProposalsHandler.end_due,
        "remind": ProposalsHandler.remind_due,
        "last": ProposalsHandler.last_due,
        "orphan": ProposalsHandler.orphan_due,
    },
    launches=(MenuEntry(t("A proposal"), data("proposals", "ask")),),
)
