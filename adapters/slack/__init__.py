"""Slack: from its payloads to requests, from replies to its blocks."""
