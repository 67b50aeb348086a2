"""What goes wrong on demand: errors, slowness, garbage, and lines that are cut."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from .calls import Call

Drop = Literal["before", "after"] | None


@dataclass(eq=False)
class Fault:
    """Meets the next `times` calls of this method (« * »: any) in this chat (None: any). `status`: of the answer, None
    where the call is served as usual; `body`: these very bytes instead; `retry_after`: 429 with these seconds; `delay`:
    seconds before the answer leaves; `drop`: the line is cut before anything was done, or after it was done."""

    method: str
    status: int | None
    body: bytes | None
    times: int
    retry_after: int | None
    delay: float
    drop: Drop
    chat: int | None

    def meets(self, call: Call) -> bool:
        """Whether this call is one of those it is for."""
        return (
            self.times > 0
            and self.method.lower() in ("*", call.method.lower())
            and (self.chat is None or self.chat == call.chat_id)
        )

    @property
    def serves(self) -> bool:
        """Whether the call is done all the same."""
        return self.drop == "after" or (self.drop is None and self.status is None)

    def lift(self) -> None:
        """It is over, however often it was to come."""
        self.times = 0


class Faults:
    """Those that were ordered, in that order."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def for_call(self, call: Call) -> Fault | None:
        """The first that meets this call, used up by one."""
        self._ordered = [fault for fault in self._ordered if fault.times > 0]
        for fault in self._ordered:
            if fault.meets(call):
                fault.times -= 1
                return fault
        return None


def phrase(status: int) -> str:
    """The official words of an HTTP status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
