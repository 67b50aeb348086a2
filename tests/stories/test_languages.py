"""The same poll in French (vous), in French (tu) and in English, sentence by sentence."""

import pytest

from tests.conftest import Opens
from tests.neighbours import paris

SCENES = {
    "fr": [
        "Votre sondage est dans le groupe, jusqu'à jeudi 4 mars à 20 h.",
        "Sondage d'Inès, jusqu'à jeudi 4 mars à 20 h. Une voix par personne. Chacun voit qui a répondu quoi.",
        "Noté : bleu. Vous pouvez changer jusqu'à jeudi 20 h.",
        "Vous accompagnez le groupe : ce choix lui revient. Je peux noter votre avis à part.",
        "1 personne a répondu. Fin jeudi 4 mars à 20 h.",
        "Bleu est en tête.",
        "Un sondage donne un avis. Il ne décide pas tout seul.",
    ],
    "fr@tu": [
        "Ton sondage est dans le groupe, jusqu'à jeudi 4 mars à 20 h.",
        "Sondage d'Inès, jusqu'à jeudi 4 mars à 20 h. Une voix par personne. Chacun voit qui a répondu quoi.",
        "Noté : bleu. Tu peux changer jusqu'à jeudi 20 h.",
        "Tu accompagnes le groupe : ce choix lui revient. Je peux noter ton avis à part.",
        "1 personne a répondu. Fin jeudi 4 mars à 20 h.",
        "Bleu est en tête.",
        "Un sondage donne un avis. Il ne décide pas tout seul.",
    ],
    "en": [
        "Your poll is in the group, until Thursday 4 March at 8 pm.",
        "Poll by Inès, until Thursday 4 March at 8 pm. One voice per person. Everyone sees who answered what.",
        "Noted: bleu. You can change until Thursday 8 pm.",
        "You accompany the group: this choice is theirs. I can note your opinion apart.",
        "1 person has answered. It ends Thursday 4 March at 8 pm.",
        "Bleu is ahead.",
        "A poll gives an opinion. It does not decide alone.",
    ],
}


@pytest.mark.parametrize("language", SCENES)
async def test_the_same_poll_in_each_voice(tilleuls: Opens, language: str) -> None:
    opened, about, noted, theirs, reminded, ahead, opinion = SCENES[language]
    async with tilleuls(language=language) as neighbours:
        assert (await neighbours["Inès"].says("/sondage bleu ou vert ?")).private.lines == [opened]
        assert (await neighbours["Léa"].last()).lines[1] == about
        assert (await neighbours["Léa"].taps("Bleu")).toast == noted
        assert (await neighbours["Nadia"].taps("Bleu")).toast == theirs
        await neighbours.at(paris("2027-03-03", "18:30"))
        assert (await neighbours["Léa"].last()).lines[1] == reminded
        await neighbours.at(paris("2027-03-04", "20:00"))
        result = (await neighbours["Léa"].last()).lines
        assert result[1] == ahead
        assert result[-1] == opinion
