package dev.turnpike.local.services;

import dev.turnpike.agent.AgentWorkersApplication;
import dev.turnpike.analytics.TurnAnalyticsApplication;
import dev.turnpike.ingress.IngressApplication;
import dev.turnpike.judge.JudgeWorkersApplication;
import dev.turnpike.memory.MemoryExtractorApplication;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services of Turnpike, in the order in which a local run starts them. */
public enum ServiceKind {
  INGRESS_API("ingress-api"),
  AGENT_WORKERS("agent-workers"),
  MEMORY_EXTRACTOR("memory-extractor"),
  JUDGE_WORKERS("judge-workers"),
  TURN_ANALYTICS("turn-analytics");

  private final String folder;

  ServiceKind(String folder) {
    this.folder = folder;
  }

  /** As in its module's folder, its logs and its pid file. */
  public String serviceName() {
    return folder;
  }

  /** Whether it does something for each token, so that fully compiled code pays. */
  boolean isOnTheWayOfTokens() {
    return this == INGRESS_API || this == AGENT_WORKERS;
  }

  SpringApplicationBuilder application() {
    return switch (this) {
      case INGRESS_API -> IngressApplication.application();
      case AGENT_WORKERS -> AgentWorkersApplication.application();
      case MEMORY_EXTRACTOR -> MemoryExtractorApplication.application();
      case JUDGE_WORKERS -> JudgeWorkersApplication.application();
      case TURN_ANALYTICS -> TurnAnalyticsApplication.application();
    };
  }

  static ServiceKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.folder.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No service is called " + name));
  }
}
