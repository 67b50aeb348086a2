"""The neutral language in which residents and Palabre talk, whatever room they are in."""
