"""A handbook that is there already becomes a hub: what its files and its history say about it."""
