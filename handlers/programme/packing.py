"""A plan in one line, as a draft keeps it while it is read back: what was understood, not what was typed."""

import json

from .model import Day, Plan, Step


def packed(plan: Plan) -> str:
    days = [
        {"starts": day.starts, "steps": [[one.title, one.minutes, one.kind] for one in day.steps]}
        for day in plan.days
    ]
    return json.dumps({"title": plan.title, "days": days}, ensure_ascii=False)


def unpacked(words: str) -> Plan:
    """The plan of which `packed` made these words."""
    found = json.loads(words)
    days = (Day(tuple(Step(*one) for one in day["steps"]), day["starts"]) for day in found["days"])
    return Plan(found["title"], tuple(days))
