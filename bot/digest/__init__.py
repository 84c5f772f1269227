"""Digests: when they are due, what they hold, and how they reach a channel exactly once."""
