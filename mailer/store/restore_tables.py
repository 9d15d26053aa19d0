"""Which tables tell whether a backup was put in the database's place? The part of the schema for what nobody can know from within."""

from sqlalchemy import Column, Integer, String, Table

from mailer.store.tables import Moment, metadata

# How far this database has come: one row. `name` is the database's own; `number` counts on whenever something may leave the house;
# `marked` is 1 since the mark beside the database was written.
pulse = Table(
    "pulse",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("marked", Integer, nullable=False, default=0),
)

# When a backup was found in the database's place: what it knew ends at `known_until`, what may have happened without it at `until`.
restoration = Table(
    "restoration",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("found_at", Moment, nullable=False),
    Column("known_until", Moment),  # null: it knew nothing
    Column("until", Moment, nullable=False),
    Column("letters", Integer, nullable=False),  # that waited in it and are in doubt since
)
