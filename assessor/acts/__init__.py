"""What is done: each act, whether it may be done, and the desk that writes it down."""
