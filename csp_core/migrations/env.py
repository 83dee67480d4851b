"""Alembic's entry: runs the steps on the connection that `stepping` holds, inside its transaction."""

from alembic import context

from csp_core.model import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
