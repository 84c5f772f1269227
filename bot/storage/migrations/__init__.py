"""The history of the schema, run by alembic when the database is opened."""
