"""Searching: the entries whose texts hold some words, or resemble a description."""
