"""Triggers by which the database itself refuses to change or remove what is in the books."""

from django.db import migrations

ENTRY_COLUMNS = (
    "id, realm, node, stream_kind, stream_id, version, event, schema, account_id, post_id, unit_id, on_behalf_of, "
    "channel, at, key, command, command_digest, outcome, payload, private_digests, prev, hash, mac"
)
PLAIN = ("ledger_erasure", "ledger_seal", "ledger_access", "ledger_accessseal", "ledger_mark")


def sqlite_statements():
    def trigger(name, table, event, message, when=""):
        condition = f"WHEN {when} " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, 'ledger: {message}'); END"
        )

    yield trigger("ledger_entry_no_update", "ledger_entry", f"UPDATE OF {ENTRY_COLUMNS}", "an entry is never changed")
    yield trigger(
        "ledger_entry_place_once",
        "ledger_entry",
        "UPDATE OF position",
        "an entry is placed once",
        "OLD.position IS NOT NULL OR NEW.position IS NULL",
    )
    yield trigger("ledger_entry_no_delete", "ledger_entry", "DELETE", "an entry is never removed")
    yield trigger("ledger_privatepart_no_update", "ledger_privatepart", "UPDATE", "a private part is never changed")
    yield trigger(
        "ledger_privatepart_no_delete",
        "ledger_privatepart",
        "DELETE",
        "a private part is removed only by erasure",
        "OLD.subject_id IS NULL OR NOT EXISTS "
        "(SELECT 1 FROM ledger_erasure WHERE ledger_erasure.subject_id = OLD.subject_id)",
    )
    for table in PLAIN:
        yield trigger(f"{table}_no_update", table, "UPDATE", f"{table} is never changed")
        yield trigger(f"{table}_no_delete", table, "DELETE", f"{table} is never emptied")


def postgresql_statements():
    yield """
        CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'ledger: % on % is refused', TG_OP, TG_TABLE_NAME; END $$
    """

    def trigger(name, table, event, when=""):
        condition = f"WHEN ({when}) " if when else ""
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION ledger_refuse()"
        )

    yield trigger("ledger_entry_no_update", "ledger_entry", f"UPDATE OF {ENTRY_COLUMNS}")
    yield trigger(
        "ledger_entry_place_once",
        "ledger_entry",
        "UPDATE OF position",
        "OLD.position IS NOT NULL OR NEW.position IS NULL",
    )
    yield trigger("ledger_entry_no_delete", "ledger_entry", "DELETE")
    yield trigger("ledger_privatepart_no_update", "ledger_privatepart", "UPDATE")
    yield """
        CREATE FUNCTION ledger_refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM ledger_erasure WHERE ledger_erasure.subject_id = OLD.subject_id) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'ledger: a private part is removed only by erasure';
        END $$
    """
    yield (
        "CREATE TRIGGER ledger_privatepart_no_delete BEFORE DELETE ON ledger_privatepart FOR EACH ROW "
        "EXECUTE FUNCTION ledger_refuse_unless_erased()"
    )
    for table in PLAIN:
        yield trigger(f"{table}_no_update", table, "UPDATE")
        yield trigger(f"{table}_no_delete", table, "DELETE")
    for table in ("ledger_entry", "ledger_privatepart", *PLAIN):
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            "EXECUTE FUNCTION ledger_refuse()"
        )


def guard(apps, schema_editor):
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}[schema_editor.connection.vendor]
    for statement in statements():
        # No parameters: else the per cent signs of the sentences would be taken for places to fill.
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_books")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop, atomic=True)]
