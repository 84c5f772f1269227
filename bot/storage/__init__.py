"""What hayami remembers: one database, SQLite or PostgreSQL, behind plain values."""
