package dev.turnpike.operations.doctor;

import dev.turnpike.platform.DatabaseProperties;
import dev.turnpike.platform.DatabaseTrouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.env.Environment;

/** The server, what it promises about a commit, the extension, and room for the services' pools. */
final class DatabaseExamination implements Examination {

  private static final int TIMEOUT_SECONDS = 5;
  private static final int OLDEST_VERSION = 17;
  private static final Duration SKEW = Duration.ofSeconds(1);
  private static final String POOL = "spring.datasource.hikari.maximum-pool-size";

  private final Settings settings;
  private final DatabaseProperties database;

  DatabaseExamination(Settings settings, DatabaseProperties database) {
    this.settings = settings;
    this.database = database;
  }

  @Override
  public String part() {
    return "PostgreSQL";
  }

  @Override
  public void examine(Consumer<Finding> findings) throws SQLException {
    try (Connection connection = database.connect(TIMEOUT_SECONDS);
        Statement ask = connection.createStatement()) {
      ask.setQueryTimeout(TIMEOUT_SECONDS);
      version(ask, findings);
      transport(ask, findings);
      vector(ask, findings);
      durability(ask, findings);
      clock(ask, findings);
      rights(ask, findings);
      room(ask, findings);
      new MigrationExamination(settings, database).examine(findings);
    } catch (SQLException e) {
      findings.accept(Finding.problem(DatabaseTrouble.of(database, e)));
    }
  }

  private void version(Statement ask, Consumer<Finding> findings) throws SQLException {
    String version = one(ask, "show server_version");
    int major = Integer.parseInt(one(ask, "show server_version_num")) / 10_000;
    findings.accept(
        major >= OLDEST_VERSION
            ? Finding.good(
                "PostgreSQL %s answers to the user %s."
                    .formatted(version, one(ask, "select current_user")))
            : Finding.warning(
                "It is PostgreSQL %s; Turnpike is tested with %d: upgrade it."
                    .formatted(version, OLDEST_VERSION)));
  }

  private void transport(Statement ask, Consumer<Finding> findings) throws SQLException {
    String tls =
        one(
            ask,
            "select coalesce((select version from pg_stat_ssl where pid = pg_backend_pid() and"
                + " ssl), '')");
    if (!tls.isEmpty()) {
      findings.accept(
          database.url().contains("verify-full")
              ? Finding.good(
                  "The connection has %s, and the server's certificate was checked.".formatted(tls))
              : Finding.warning(
                  "The connection has %s, but the server's name was not checked: write sslmode=verify-full and sslrootcert into DATABASE_URL."
                      .formatted(tls)));
    } else if (settings.isServing() && !database.isLocal()) {
      findings.accept(
          Finding.warning(
              "What is stored goes there unencrypted: write sslmode=verify-full and sslrootcert"
                  + " into DATABASE_URL unless the network is trusted."));
    }
  }

  private static void vector(Statement ask, Consumer<Finding> findings) throws SQLException {
    String installed =
        one(ask, "select coalesce(max(extversion), '') from pg_extension where extname = 'vector'");
    String available =
        one(
            ask,
            "select coalesce(max(default_version), '') from pg_available_extensions where name ="
                + " 'vector'");
    if (!installed.isEmpty()) {
      findings.accept(Finding.good("pgvector %s is installed.".formatted(installed)));
    } else if (!available.isEmpty()) {
      findings.accept(
          Finding.warning(
              "pgvector %s is there and not yet installed in this database: its owner runs \"create extension vector\", or the migrations do if they may."
                  .formatted(available)));
    } else {
      findings.accept(
          Finding.problem(
              "The server does not have pgvector, which memories need: install it there (Debian:"
                  + " postgresql-17-pgvector)."));
    }
  }

  private static void durability(Statement ask, Consumer<Finding> findings) throws SQLException {
    List<String> off = new ArrayList<>();
    for (String each : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
      if (one(ask, "show " + each).equals("off")) {
        off.add(each);
      }
    }
    if (!off.isEmpty()) {
      findings.accept(
          Finding.warning(
              "Switched off: %s. A crash of the server can lose turns that were told as ended; switch it on."
                  .formatted(String.join(", ", off))));
    }
  }

  private static void clock(Statement ask, Consumer<Finding> findings) throws SQLException {
    Instant before = Instant.now();
    Instant there;
    try (ResultSet answer = ask.executeQuery("select clock_timestamp()")) {
      answer.next();
      there = answer.getTimestamp(1).toInstant();
    }
    Instant after = Instant.now();
    Duration apart =
        there.isBefore(before)
            ? Duration.between(there, before)
            : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
    if (apart.compareTo(SKEW) > 0) {
      findings.accept(
          Finding.warning(
              "Its clock and ours are %d.%03d s apart: let both follow a time server."
                  .formatted(apart.toSeconds(), apart.toMillisPart())));
    }
  }

  private static void rights(Statement ask, Consumer<Finding> findings) throws SQLException {
    boolean creates =
        one(ask, "select has_database_privilege(current_database(), 'CREATE')").equals("t");
    int missing =
        Integer.parseInt(
            one(
                ask,
                "select 4 - count(*) from pg_namespace where nspname in ('ingress', 'agent',"
                    + " 'memory', 'judge')"));
    if (missing > 0 && !creates) {
      findings.accept(
          Finding.problem(
              "%d of our four schemas are missing and this user may not create any: run the migrations as the database's owner, or grant create on the database."
                  .formatted(missing)));
    }
  }

  private void room(Statement ask, Consumer<Finding> findings) throws SQLException {
    int most =
        Integer.parseInt(one(ask, "show max_connections"))
            - Integer.parseInt(one(ask, "show superuser_reserved_connections"));
    int used =
        Integer.parseInt(
            one(
                ask,
                "select count(*) from pg_stat_activity where backend_type = 'client backend'"));
    int wanted = 0;
    for (Map.Entry<ServiceName, Environment> each : settings.environments().entrySet()) {
      if (each.getKey() != ServiceName.TURN_ANALYTICS) {
        // The pool and the health probe.
        wanted += each.getValue().getProperty(POOL, Integer.class, 10) + 1;
      }
    }
    findings.accept(
        wanted > most
            ? Finding.problem(
                "One instance of each service may open %d connections and the server allows %d: raise max_connections, or lower SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE."
                    .formatted(wanted, most))
            : Finding.good(
                "Connections: one instance of each service opens up to %d, the server allows %d, %d are open now."
                    .formatted(wanted, most, used)));
  }

  private static String one(Statement ask, String query) throws SQLException {
    try (ResultSet answer = ask.executeQuery(query)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }
}
