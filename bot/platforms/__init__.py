"""The rooms where groups talk. Each platform knows events and views, and neither the others nor storage."""
