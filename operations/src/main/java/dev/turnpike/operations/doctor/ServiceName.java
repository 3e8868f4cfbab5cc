package dev.turnpike.operations.doctor;

import dev.turnpike.agent.AgentWorkersApplication;
import dev.turnpike.analytics.TurnAnalyticsApplication;
import dev.turnpike.ingress.IngressApplication;
import dev.turnpike.judge.JudgeWorkersApplication;
import dev.turnpike.memory.MemoryExtractorApplication;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services whose settings are looked at. */
public enum ServiceName {
  INGRESS_API("ingress-api"),
  AGENT_WORKERS("agent-workers"),
  MEMORY_EXTRACTOR("memory-extractor"),
  JUDGE_WORKERS("judge-workers"),
  TURN_ANALYTICS("turn-analytics");

  private final String label;

  ServiceName(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static Optional<ServiceName> named(String name) {
    return Arrays.stream(values()).filter(each -> each.label.equals(name)).findFirst();
  }

  public static String names() {
    return Arrays.stream(values()).map(ServiceName::label).collect(Collectors.joining(", "));
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
}
