package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void databasesAreApartAndHavePgvector() throws Exception {
    TestDatabase first = platform.newDatabase();
    TestDatabase second = platform.newDatabase();
    try (Connection a = first.connect();
        Connection b = second.connect();
        Statement inFirst = a.createStatement();
        Statement inSecond = b.createStatement()) {
      inFirst.execute("CREATE TABLE only_here (v vector(2))");
      try (ResultSet row = inSecond.executeQuery("SELECT to_regclass('only_here')")) {
        row.next();
        assertThat(row.getString(1)).isNull();
      }
    }
  }
}
