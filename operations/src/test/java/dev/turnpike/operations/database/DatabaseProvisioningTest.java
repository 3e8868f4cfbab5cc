package dev.turnpike.operations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.JudgeWorkersApplication;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.schemas.provisioning.Change;
import dev.turnpike.schemas.provisioning.Plan;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DatabaseProvisioningTest {

  private final TestDatabase database = TestPlatform.shared().newDatabase();
  private final OwnerDatabase owner =
      new OwnerDatabase(database.jdbcUrl(), database.user(), database.password());
  private final String role = "reader_" + System.nanoTime();

  @Test
  void allTablesAreMadeOnceHoweverManyMakeThem() throws Exception {
    Plan plan = migrations().plan();
    assertThat(plan.lines())
        .hasSize(5)
        .contains("Database")
        .anyMatch(
            line -> line.startsWith("  + database schema ingress: V1 accounts and sessions, V2 "))
        .anyMatch(line -> line.startsWith("  + database schema memory: V1 facts, "));
    assertThat(new MigrationArea(owner).missing())
        .hasSize(4)
        .allMatch(line -> line.endsWith(" is missing: run ./turnpike provision."));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> work = () -> migrations().provision();
      for (var each : threads.invokeAll(List.of(work, work))) {
        var _ = each.get();
      }
    }
    assertThat(migrations().plan().verdict()).isEqualTo(Plan.Verdict.NOTHING);
    assertThat(new MigrationArea(owner).missing()).isEmpty();
  }

  @Test
  void aRunThatDiedIsFinishedByTheNext() throws SQLException {
    var _ = owner.flyway("ingress").migrate();
    execute("create schema judge");
    assertThat(migrations().provision())
        .noneMatch(line -> line.contains("schema ingress"))
        .anyMatch(line -> line.contains("schema judge"));
    assertThat(migrations().plan().lines()).isEmpty();
  }

  @Test
  void whatWasAppliedOtherwiseIsRefused() throws SQLException {
    var _ = owner.flyway("judge").migrate();
    execute("update judge.flyway_schema_history set checksum = 1 where version = '2'");
    assertThat(migrations().plan().lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "  x database schema judge: V2 forgotten users is not what was applied ("));
    assertThatThrownBy(() -> migrations().provision())
        .hasMessageStartingWith("Nothing was provisioned: database schema judge: V2");
  }

  @Test
  void aRoleReadsAndWritesRowsAndChangesNoTables() throws SQLException {
    var both = new Provisioner(List.of(new MigrationArea(owner), new GrantArea(owner, role)));
    assertThat(both.plan().lines())
        .anyMatch(line -> line.startsWith("  x the database has no role " + role + ": create it"));
    execute("create role %s login password 'reads'".formatted(role));
    assertThat(both.provision())
        .contains("+ database schema agent: " + role + " may read and write");
    assertThat(both.plan().lines()).isEmpty();
    execute("create table judge.later (id int)");
    assertThat(both.plan().lines()).as("what comes later is the role's too").isEmpty();
    as("insert into judge.later values (1)");
    as("select * from judge.flyway_schema_history");
    for (String refused :
        List.of(
            "drop table judge.later",
            "create table judge.mine (id int)",
            "delete from judge.flyway_schema_history",
            "truncate judge.later")) {
      assertThatThrownBy(() -> as(refused)).as(refused).isInstanceOf(SQLException.class);
    }
    execute("revoke update on judge.later from " + role);
    assertThat(both.plan().sections().getLast().changes())
        .containsExactly(new Change.GrantSchema("judge", role));
  }

  @Test
  void aServiceThatDoesNotMigrateRefusesTablesThatAreTooOld() {
    String[] arguments =
        TestPlatform.shared()
            .serviceArguments(
                database, "--turnpike.database.migrate=false", "--turnpike.environment=test");
    assertThatThrownBy(() -> JudgeWorkersApplication.application().run(arguments).close())
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("but its schema judge lacks what this version needs")
        .hasMessageContaining("V1 scores")
        .hasMessageContaining("run ./turnpike provision of this version first");
  }

  private Provisioner migrations() {
    return new Provisioner(List.of(new MigrationArea(owner)));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void as(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.jdbcUrl(), role, "reads");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
