package dev.turnpike.operations.database;

import dev.turnpike.schemas.provisioning.Area;
import dev.turnpike.schemas.provisioning.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;

/** The tables of all services, with the migrations of this version. */
public final class MigrationArea implements Area {

  private final OwnerDatabase database;

  public MigrationArea(OwnerDatabase database) {
    this.database = database;
  }

  @Override
  public String title() {
    return "Database";
  }

  @Override
  public List<Change> compare() {
    try (Connection _ = database.connect()) { // tells in a sentence what keeps it closed
      List<Change> changes = new ArrayList<>();
      for (String owner : OwnerDatabase.OWNERS) {
        compare(owner, changes);
      }
      return changes;
    } catch (SQLException e) {
      throw new DatabaseRefusal("The database of DATABASE_URL refuses", e);
    } catch (FlywayException e) {
      throw refusal("The migrations can't be compared", e);
    }
  }

  @Override
  public void apply(List<Change> changes, Consumer<Change> done) {
    if (changes.isEmpty()) {
      return;
    }
    database.alone(
        connection -> {
          for (Change change : changes) {
            if (change instanceof Change.Migrate migrate) {
              migrate(migrate.owner(), connection);
              done.accept(change);
            }
          }
        });
  }

  /** One sentence for each schema that lacks a migration; services that do not migrate refuse. */
  public List<String> missing() {
    return compare().stream()
        .map(
            change ->
                change.difference()
                    + (change.sign().isDone() ? " is missing: run ./turnpike provision." : "."))
        .map(sentence -> sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1))
        .toList();
  }

  private void compare(String owner, List<Change> changes) {
    Flyway flyway = database.flyway(owner);
    ValidateResult valid =
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .ignoreMigrationPatterns("*:pending", "*:future")
            .load()
            .validateWithResult();
    List<MigrationInfo> pending = Arrays.asList(flyway.info().pending());
    if (!valid.validationSuccessful && !valid.invalidMigrations.isEmpty()) {
      changes.add(
          new Change.BrokenMigrations(
              owner,
              valid.invalidMigrations.stream()
                  .map(MigrationArea::words)
                  .collect(Collectors.joining("; "))));
    } else if (!pending.isEmpty()) {
      changes.add(new Change.Migrate(owner, pending.stream().map(MigrationArea::name).toList()));
    }
  }

  private void migrate(String owner, Connection connection) throws SQLException {
    for (var before : OwnerDatabase.before(owner)) {
      before.prepare(connection);
    }
    try {
      var _ = database.flyway(owner).migrate();
    } catch (FlywayException e) {
      throw refusal("Migrating database schema " + owner + " failed", e);
    }
  }

  private static DatabaseRefusal refusal(String what, FlywayException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return new DatabaseRefusal(
        "%s: %s.".formatted(what, message.lines().findFirst().orElse("").replaceAll("\\.$", "")),
        e);
  }

  private static String name(MigrationInfo migration) {
    return "V%s %s".formatted(migration.getVersion(), migration.getDescription());
  }

  private static String words(ValidateOutput invalid) {
    String reason =
        invalid.errorDetails == null ? "" : String.valueOf(invalid.errorDetails.errorMessage);
    return "V%s %s is not what was applied (%s)"
        .formatted(
            invalid.version, invalid.description, reason.lines().findFirst().orElse("").strip());
  }
}
