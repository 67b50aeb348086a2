"""The memory: keeps the heart's records in SQL."""
