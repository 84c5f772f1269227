"""Completing: what a name becomes that is being typed."""
