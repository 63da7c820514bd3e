"""What the edits of pages changed, and how readers are told."""
