"""The register: what a group has decided, found again by any of its words, and looked at again in time."""
