"""What those who came thought of a workshop: three taps and one sentence, read without names."""
