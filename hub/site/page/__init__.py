"""What Hub says on a page, around the text that its author wrote."""
