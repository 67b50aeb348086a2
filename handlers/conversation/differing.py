"""What has changed between two wordings of the same thing."""


def differing(was: str, now: str) -> tuple[str, str]:
    """The two wordings where they differ, with the two words before: « la porte » and « la porte du local »."""
    before, after = was.rstrip(" ?.!\u00a0\u202f").split(), now.rstrip(" ?.!\u00a0\u202f").split()
    least = min(len(before), len(after))
    begins = next((at for at in range(least) if before[at] != after[at]), least)
    ends = next((at for at in range(least - begins) if before[-1 - at] != after[-1 - at]), least - begins)
    start = max(0, begins - 2)
    return " ".join(before[start : len(before) - ends]), " ".join(after[start : len(after) - ends])
