"""The outside: platforms, delivery, time, languages and pictures."""
