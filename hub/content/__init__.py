"""Pages: what stands in the content folder, and how the pages hang together."""
