"""What other systems know about the use of pages, one format a file."""
