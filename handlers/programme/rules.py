"""How long and how many: the limits of programmes."""

from datetime import timedelta

DAY = 24 * 60
"""Minutes."""
TITLE_LENGTH = 80
MOST_STEPS = 40
"""As many as one message can hold."""
MOST_DAYS = 5
LONGEST_STEP = 12 * 60
"""Minutes."""
SMALL = 10
"""Below that a number at the end of a line that begins with an hour is of its title: « 9h Atelier 1 »; that of a
first line too, « Réunion 3 »."""
MOST = 50
"""Programmes that one group keeps."""
MOST_A_DAY = 20
"""Times that programmes of one group are begun in a day."""
MORE = 5
"""Minutes of « +5 min »."""
MOST_MORE = 60
"""Minutes that are typed at once: « +10 min »."""
WARNED = (5, 1)
"""Minutes before the next step at which the leader is told."""
FORGOTTEN = timedelta(hours=12)
"""After a pause of so long nobody goes on any more."""
KEPT = timedelta(days=92)
"""How long it is kept how a day went."""
