"""Tables as files that spreadsheets open."""

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""At the beginning of a table, by which spreadsheets know UTF-8: without it Excel reads « dÃ©cidÃ© »."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(rows: Iterable[Sequence[str | int]], separator: str = ",") -> str:
    """The rows as RFC 4180 has it: commas (or another `separator`), quotation marks where they are needed, CRLF;
    behind the mark of UTF-8. Whatever the words of a cell, it stays words."""
    written = io.StringIO()
    rows_written = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    rows_written.writerows([_cell(cell) for cell in row] for row in rows)
    return MARK + written.getvalue()


def _cell(cell: str | int) -> str | int:
    return harmless(cell) if isinstance(cell, str) else cell


def harmless(cell: str) -> str:
    """A spreadsheet must not take a neighbour's words for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell
