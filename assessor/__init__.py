"""assessor: a conversational assistant for employment advisers in NHS Talking Therapies."""

__version__ = "0.1.0"
