"""Matrix: rooms in Element and its cousins, encrypted or clear."""
