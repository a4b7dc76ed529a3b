"""What people say of days and lengths of time, read word by word: nothing is guessed, and nothing is passed over."""
