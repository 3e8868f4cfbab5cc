package dev.turnpike.operations.doctor;

import dev.turnpike.platform.DatabaseProperties;
import java.util.Arrays;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.core.env.Environment;

/** Which of each owner's migrations the database has. */
final class MigrationExamination {

  private final Settings settings;
  private final DatabaseProperties database;

  MigrationExamination(Settings settings, DatabaseProperties database) {
    this.settings = settings;
    this.database = database;
  }

  void examine(Consumer<Finding> findings) {
    settings
        .environments()
        .forEach(
            (service, environment) -> {
              String schema = environment.getProperty("spring.flyway.default-schema", "");
              if (!schema.isEmpty()) {
                examine(service, schema, environment, findings);
              }
            });
  }

  private void examine(
      ServiceName service, String schema, Environment environment, Consumer<Finding> findings) {
    try {
      MigrationInfoService info = migrations(schema, environment).info();
      MigrationInfo[] pending = info.pending();
      long failed = Arrays.stream(info.all()).filter(each -> each.getState().isFailed()).count();
      MigrationInfo current = info.current();
      if (failed > 0) {
        findings.accept(
            Finding.problem(
                "A migration of schema %s has failed: look at the log of what ran it, mend the cause, and run ./turnpike provision."
                    .formatted(schema)));
      } else if (pending.length > 0) {
        String lacking =
            "Schema %s lacks %d of %d migrations"
                .formatted(schema, pending.length, info.all().length);
        findings.accept(
            environment.getProperty("turnpike.database.migrate", Boolean.class, true)
                ? Finding.warning(
                    "%s: ./turnpike provision runs them, or %s when it starts."
                        .formatted(lacking, service.label()))
                : Finding.problem(
                    "%s, and DATABASE_MIGRATE is false: run ./turnpike provision before %s starts."
                        .formatted(lacking, service.label())));
      } else {
        findings.accept(
            Finding.good(
                "Schema %s is at version %s, the newest."
                    .formatted(
                        schema, current == null ? "-" : String.valueOf(current.getVersion()))));
      }
    } catch (FlywayException e) {
      findings.accept(
          Finding.warning(
              "The migrations of schema %s can't be read (%s).".formatted(schema, Told.reason(e))));
    }
  }

  private Flyway migrations(String schema, Environment environment) {
    return Flyway.configure(getClass().getClassLoader())
        .dataSource(database.url(), database.user(), database.password())
        .schemas(schema)
        .defaultSchema(schema)
        .locations(environment.getProperty("spring.flyway.locations", "classpath:db/" + schema))
        .load();
  }
}
