"""Official announcements: their sources, how they are fetched, read and kept."""
