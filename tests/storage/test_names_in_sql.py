"""SQL is written once: its names become the numbers of PostgreSQL."""

from hypothesis import given
from hypothesis import strategies as some

from storage.postgresql import numbered

NAME = some.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
PIECE = some.one_of(
    some.sampled_from(["::bigint", " ':no' ", "'it''s :no'", "'a::b'", " = ", ", ", " count(*)", "a.b::text"]),
    NAME.map(lambda name: f" :{name} "),
)


def test_names_become_numbers_in_their_order() -> None:
    assert numbered("a = :b AND c = :a AND d = :b") == ("a = $1 AND c = $2 AND d = $1", ("b", "a"))
    assert numbered("VALUES (:a,:a2)") == ("VALUES ($1,$2)", ("a", "a2"))


def test_casts_and_literals_are_left_alone() -> None:
    sql = "SELECT x::text, ':no', 'it''s :no', 'polls:17' FROM t"
    assert numbered(sql) == (sql, ())
    assert numbered("SELECT :at::bigint") == ("SELECT $1::bigint", ("at",))


@given(some.lists(PIECE, max_size=12))
def test_every_name_becomes_one_number_and_the_rest_stays(pieces: list[str]) -> None:
    text, names = numbered("".join(pieces))
    named = [piece.strip()[1:] for piece in pieces if piece.startswith(" :")]
    assert list(names) == list(dict.fromkeys(named))
    expected = [
        f" ${names.index(piece.strip()[1:]) + 1} " if piece.startswith(" :") else piece for piece in pieces
    ]
    assert text == "".join(expected)
