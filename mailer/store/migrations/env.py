"""How does Alembic reach the database? Through the connection that `database.upgrade` hands over."""

from alembic import context

from mailer.store.release_tables import draft

# Loading the tables of releases loads all others, and they share one metadata.
context.configure(connection=context.config.attributes["connection"], target_metadata=draft.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
