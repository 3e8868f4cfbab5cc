package dev.turnpike.bench.shapes;

import dev.turnpike.bench.system.OwnSystem;
import java.util.Map;

/** What an own system consists of, beside ingress, worker, broker and database. */
enum Parts {
  CHAT("nothing follows the turns"),
  MEMORY("the memory learns from the turns"),
  JUDGES("judges score the turns");

  /** It follows the turns as fast as it can. */
  private static final String QUICK = "sim:ttft=0,gap=0";

  /** It waits for its model all the while. */
  private static final String AWAY = "sim:fault=503";

  private final String words;

  Parts(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  OwnSystem.Parts ofSystem() {
    return new OwnSystem.Parts(true, this == CHAT);
  }

  Map<String, String> settings() {
    return switch (this) {
      case CHAT -> Map.of();
      case MEMORY -> Map.of("MEMORY_MODEL", QUICK, "JUDGE_MODEL", AWAY);
      case JUDGES -> Map.of("JUDGE_MODEL", QUICK, "MEMORY_MODEL", AWAY);
    };
  }
}
