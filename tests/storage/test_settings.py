"""A database keeps its own secrets; on both databases."""

from storage.database import Database
from storage.settings import secret


async def test_a_secret_is_made_once_and_differs_by_name(database: Database) -> None:
    made = await database.write(lambda tx: secret(tx, "salon_forms"))
    assert len(made) == 32
    assert await database.write(lambda tx: secret(tx, "salon_forms")) == made
    assert await database.write(lambda tx: secret(tx, "another")) != made
