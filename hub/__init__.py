"""Hub: a handbook that two organisations share and that says whether it can be relied on."""
