"""Finding the passage that answers, and saying whether it can be relied on."""
