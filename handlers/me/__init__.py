"""Oneself: who one is here, absences, other accounts, the language of one's private lines."""
