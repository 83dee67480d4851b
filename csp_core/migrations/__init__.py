"""The steps that bring a database to the tables of this version."""

HEAD = "0004"
"""The newest revision. Opening a database compares with it, without the cost of loading Alembic."""
