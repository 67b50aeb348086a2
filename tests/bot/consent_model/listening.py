"""What neighbours ask, and what they think, on the real thing and on the model at once."""

from hypothesis import strategies as some
from hypothesis.stateful import rule

from tests.bot.consent_model.acts import ANY, LISTENING, Acts


class Listening(Acts):
    """Before anything is asked of them."""

    # Listening

    @LISTENING
    @rule(n=ANY, q=ANY, p=ANY, act=some.sampled_from(["asks", "replies", "opines", "nothing", "opines", "for"]))
    def listens(self, n: int, q: int, p: int, act: str) -> None:
        match act:
            case "asks":
                self.asks(n, q)
            case "replies":
                self.replies(n, q)
            case "opines":
                self.opines(n, q, named=p % 2 == 0)
            case "nothing":
                self.has_nothing_to_add(n, q, p % 4)
            case "for":
                self.opines_for(n, q, p)

    def asks(self, n: int, q: int) -> None:
        name, asked = self.voter(n), self.about(q, "questions", "opinions")
        if self.agrees(name, lambda: self.stage.presses(name, "question", asked.id), self.world.ask, asked, name):
            self.waits(name, "question", asked)
            rules = (self.world.may_ask_more, asked, name)
            if self.agrees(name, lambda: self.stage.types(name, self.word("Même l'été ?")), *rules):
                self.world.asks(asked, name, self.stage.newest("proposal_questions"))

    def replies(self, n: int, q: int) -> None:
        asked = self.about(q, "questions", "opinions")
        name = self.runner(n, asked)
        open_ones = [number for number, (_, answered) in asked.questions.items() if not answered]
        number = open_ones[0] if open_ones else (*asked.questions, 10**9)[0]
        rules = (self.world.reply, asked, name, number)
        if self.agrees(name, lambda: self.stage.presses(name, "reply", asked.id, number), *rules):
            assert not self.stage.types(name, "Toute l'année.").refused
            self.world.drafts.pop(name, None)
            self.world.recount(asked)

    def opines(self, n: int, q: int, *, named: bool) -> None:
        name, asked = self.voter(n), self.about(q, "opinions")
        taken = self.agrees(
            name, lambda: self.stage.presses(name, "opinion", asked.id), self.world.may_opine, asked, name
        )
        if taken:
            words = self.word("Trop tard")
            assert not self.stage.types(name, words).refused
            self.world.opine(asked, name, words)
            self.world.drafts.pop(name, None)
            if not named:
                assert not self.stage.presses(name, "nameless", asked.id, 0).refused
                self.world.nameless(asked, name, named=False)

    def has_nothing_to_add(self, n: int, q: int, back: int) -> None:
        name, asked = self.voter(n), self.about(q, "opinions")
        if back:
            rules = (self.world.opine, asked, name, "")
            self.agrees(name, lambda: self.stage.presses(name, "nothing", asked.id), *rules)
        else:
            rules_back = (self.world.unopine, asked, name)
            self.agrees(name, lambda: self.stage.presses(name, "unopine", asked.id), *rules_back)

    def opines_for(self, n: int, q: int, p: int) -> None:
        asked, person = self.about(q, "opinions"), self.whom(p) or "Odette"
        name = self.speaking(n, person)
        if name == person:
            return
        rules = (self.world.may_opine_for, asked, name, person)
        press = ("opinionof", asked.id, self.number(person))
        if self.agrees(name, lambda: self.stage.presses(name, *press), *rules):
            self.waits(name, "theirs", asked, person)
            words = self.word("Très bien")
            say = (self.world.opine_for, asked, name, person, words)
            if self.agrees(name, lambda: self.stage.types(name, words), *say):
                self.world.drafts.pop(name, None)
