"""The real things that Palabre talks to: PostgreSQL, a browser."""
