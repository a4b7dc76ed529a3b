"""What is kept: journals, encrypted on disk, and how a document leaves them. Knows the journal alone."""
