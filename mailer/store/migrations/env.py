"""How does Alembic reach the database? Through the connection that `database.upgrade` hands over."""

from alembic import context

from mailer.store.paper_tables import override
from mailer.store.release_tables import draft
from mailer.store.restore_tables import pulse

# The parts of the schema share one metadata, and each must be loaded to stand in it.
_SCHEMA = {override.metadata, draft.metadata, pulse.metadata}.pop()
context.configure(connection=context.config.attributes["connection"], target_metadata=_SCHEMA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
