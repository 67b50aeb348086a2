"""The course of support: its missions by half-days, who pays for them, and the phases of the project."""
