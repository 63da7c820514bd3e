"""What the hub says about itself, as data."""
