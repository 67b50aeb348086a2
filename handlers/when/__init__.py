"""Understands what people say of time: « mardi prochain 18h30 », « un jeudi sur deux », « d'ici vendredi »."""
