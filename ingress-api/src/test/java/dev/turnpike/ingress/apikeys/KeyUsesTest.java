package dev.turnpike.ingress.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyUsesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Map<String, Instant> written = new HashMap<>();
  private @Nullable RuntimeException failure;
  private final KeyUses uses = new KeyUses(this::write, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void whateverFailsTheNextTimeWritesIt() {
    failure = new IllegalStateException("nobody thought of this");
    uses.mark("k");
    uses.write();
    uses.mark("l");
    failure = null;
    uses.write();
    assertThat(written).containsOnly(Map.entry("k", NOW), Map.entry("l", NOW));
  }

  private void write(Map<String, Instant> times) {
    if (failure != null) {
      throw failure;
    }
    written.putAll(times);
  }
}
