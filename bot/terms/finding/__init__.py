"""Finding: the ladder from a name typed right to a guess, and the tables that it looks into."""
