"""The heart: residents, ballots and rules, with no network, no database and no wall clock."""
