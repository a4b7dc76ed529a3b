"""What an author of a bank should hear of: faults, sources, hard words, and the format of its files."""
