"""What can be asked and offered: a bank, read from its files and a service's own laid over it."""
