"""Spotting: where running text names terms, and which ones it means."""
