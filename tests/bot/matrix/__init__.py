"""The Matrix door, against a real Synapse and the real encryption of Element."""
