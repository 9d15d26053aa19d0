"""How does Alembic reach the database? Through the connection that `database.upgrade` hands over."""

from alembic import context

from mailer.store.release_tables import metadata  # and with it those of `tables`

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
