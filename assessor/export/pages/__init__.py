"""What each reader reads: one module a reader, each making blocks of words from the case, and the same as data."""
