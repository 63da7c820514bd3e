"""Trust: whether a page can be relied on, and which page needs a review most."""
