"""A page to print, and the way to have it offered to somebody whatever the features of the day offer."""

import io

from pydantic import TypeAdapter
from pypdf import PdfReader

from handlers.conversation.answer import Answer
from handlers.conversation.text import verbatim
from handlers.conversation.views import Page, View, paragraph
from storage.database import Database

CODE = "https://palabre.example.org/decisions/6"
PAGE = Page(
    name="D-2027-006.pdf",
    label=verbatim("La page à imprimer"),
    over=verbatim("Les Tilleuls · D-2027-006"),
    title=verbatim("La buanderie ferme à 22 h, tous les jours."),
    lines=(
        verbatim("Décidé le jeudi 11 mars 2027 par consentement. 11 foyers ont répondu, sans objection."),
        verbatim("Réserve de Léa : « le bruit du sèche-linge, sous ma chambre »."),
    ),
    note=verbatim("Une question ? Parlez-en à Nadia."),
    code=verbatim(CODE),
)
SCREEN = View((paragraph(verbatim("La buanderie ferme à 22 h.")), PAGE))


async def offered(database: Database) -> None:
    """In the place of the answers to /mesdonnees that are kept, somebody is offered the page."""
    answer = TypeAdapter(Answer).dump_json(Answer(view=SCREEN)).decode()
    async with database.writing() as tx:
        assert await tx.run("UPDATE heard SET answer = :answer WHERE answer LIKE '%palabre.json%'", answer=answer)


def read(pdf: bytes) -> str:
    """What is written on all its sheets."""
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
