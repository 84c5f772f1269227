"""The glossary: entries from files, and everything that finds one."""
