package dev.turnpike.operations.database;

import dev.turnpike.schemas.provisioning.Area;
import dev.turnpike.schemas.provisioning.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the services' role may do in the database: read and write rows of all tables, now and of
 * those that later migrations make; create, change and drop none.
 */
public final class GrantArea implements Area {

  private static final String HISTORY = "flyway_schema_history";

  private static final String EXISTS = "select true from pg_roles where rolname = ?";

  /** Whether the role (1) has all that it is to have in the schema (2). */
  private static final String HAS_ALL =
      """
      with asked as (select ?::name as role, ?::name as owner)
      select bool_and(
          has_schema_privilege(role, space.oid, 'USAGE')
          and not exists (
              select from pg_class thing
              where thing.relnamespace = space.oid
                and case
                    when thing.relkind = 'S' then not has_sequence_privilege(role, thing.oid, 'USAGE')
                    when thing.relname = '%1$s' then not has_table_privilege(role, thing.oid, 'SELECT')
                    when thing.relkind in ('r', 'p') then not (
                        has_table_privilege(role, thing.oid, 'SELECT')
                        and has_table_privilege(role, thing.oid, 'INSERT')
                        and has_table_privilege(role, thing.oid, 'UPDATE')
                        and has_table_privilege(role, thing.oid, 'DELETE'))
                    when thing.relkind in ('v', 'm') then not has_table_privilege(role, thing.oid, 'SELECT')
                    else false end))
      from asked join pg_namespace space on space.nspname = owner
      """
          .formatted(HISTORY);

  private static final List<String> GRANTS =
      List.of(
          "grant usage on schema %1$s to %2$s",
          "grant select, insert, update, delete on all tables in schema %1$s to %2$s",
          "revoke insert, update, delete on %1$s." + HISTORY + " from %2$s",
          "grant usage, select on all sequences in schema %1$s to %2$s",
          "alter default privileges in schema %1$s grant select, insert, update, delete on tables"
              + " to %2$s",
          "alter default privileges in schema %1$s grant usage, select on sequences to %2$s");

  private final OwnerDatabase database;
  private final String role;

  public GrantArea(OwnerDatabase database, String role) {
    this.database = database;
    this.role = role;
  }

  @Override
  public String title() {
    return "Database role";
  }

  @Override
  public List<Change> compare() {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = database.connect()) {
      if (!OwnerDatabase.ask(connection, EXISTS, role)) {
        return List.of(
            new Change.Impossible(
                "the database has no role %s: create it, as in create role %s login, or leave --grant out"
                    .formatted(role, quoted(role))));
      }
      for (String owner : OwnerDatabase.OWNERS) {
        if (!OwnerDatabase.ask(connection, HAS_ALL, role, owner)) {
          changes.add(new Change.GrantSchema(owner, role));
        }
      }
    } catch (SQLException e) {
      throw new DatabaseRefusal("The rights of role " + role + " can't be read", e);
    }
    return changes;
  }

  @Override
  public void apply(List<Change> changes, Consumer<Change> done) {
    if (changes.isEmpty()) {
      return;
    }
    database.alone(
        connection -> {
          for (Change change : changes) {
            if (change instanceof Change.GrantSchema grant) {
              grant(connection, grant.owner());
              done.accept(change);
            }
          }
        });
  }

  private void grant(Connection connection, String owner) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : GRANTS) {
        statement.execute(sql.formatted(owner, quoted(role)));
      }
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
