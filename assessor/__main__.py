"""Runs the program: ``python -m assessor``."""

from assessor.cli import main

if __name__ == "__main__":
    main()
