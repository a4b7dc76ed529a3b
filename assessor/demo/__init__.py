"""The demonstration: invented clients in a store of their own."""
