"""The calendar: the arithmetic of days, the feasts, the public and the school holidays."""
