package dev.turnpike.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the service's own tables up to date; or, where that is done before the service starts and
 * by a role with more rights, refuses the start unless it was done. Tables that a newer version has
 * migrated are fine: that is how versions are changed without a pause.
 */
final class Migrations implements FlywayMigrationStrategy {

  private final DatabaseProperties properties;
  private final List<BeforeMigrations> before;

  Migrations(DatabaseProperties properties, List<BeforeMigrations> before) {
    this.properties = properties;
    this.before = List.copyOf(before);
  }

  @Override
  public void migrate(Flyway flyway) {
    if (properties.migrate()) {
      prepare(flyway);
      flyway.migrate();
    } else {
      check(flyway);
    }
  }

  private void prepare(Flyway flyway) {
    if (before.isEmpty()) {
      return;
    }
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
      for (BeforeMigrations each : before) {
        each.prepare(connection);
      }
    } catch (SQLException e) {
      throw new StartRefused(
          "The database of %s can't be prepared (%s)."
              .formatted(DatabaseProperties.VARIABLE, Reasons.of(e)),
          e);
    }
  }

  private void check(Flyway flyway) {
    List<MigrationInfo> pending = Arrays.asList(flyway.info().pending());
    if (!pending.isEmpty()) {
      throw new StartRefused(
          "%s is \"%s\", but its schema %s lacks what this version needs, or the role \"%s\" may not see it (%s): run ./turnpike provision of this version first, with --grant %s, or set DATABASE_MIGRATE=true."
              .formatted(
                  DatabaseProperties.VARIABLE,
                  Redaction.redact(properties.url()),
                  flyway.getConfiguration().getDefaultSchema(),
                  properties.user(),
                  pending.stream().map(Migrations::name).collect(Collectors.joining(", ")),
                  properties.user()));
    }
  }

  private static String name(MigrationInfo migration) {
    return "V%s %s".formatted(migration.getVersion(), migration.getDescription());
  }
}
