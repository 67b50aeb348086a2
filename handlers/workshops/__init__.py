"""People come together: which date suits most of them, who comes, and who brings what."""
