"""Usage: whether written knowledge is used, and where it solves work."""
