"""A timed programme: steps with durations, and following them live."""
