package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.turnpike.events.RecordedCall;
import dev.turnpike.events.Step;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools of one agent. What it holds may change while tool servers come and go. */
public final class ToolSet {

  private static final ToolSet NONE = ToolRegistry.of(List.of()).select(List.of());

  private final ToolRegistry registry;
  private final ToolRunner runner;

  /** They are looked up again before the model is asked. */
  private static final int MOST_QUERIES = 3;

  private final List<NamePattern> patterns;
  private final Set<String> excluded;
  private final @Nullable RecordedCalls recorded;

  ToolSet(ToolRegistry registry, ToolRunner runner, List<NamePattern> patterns) {
    this(registry, runner, patterns, Set.of(), null);
  }

  private ToolSet(
      ToolRegistry registry,
      ToolRunner runner,
      List<NamePattern> patterns,
      Set<String> excluded,
      @Nullable RecordedCalls recorded) {
    this.registry = registry;
    this.runner = runner;
    this.patterns = patterns;
    this.excluded = excluded;
    this.recorded = recorded;
  }

  /** Without any tool. */
  public static ToolSet none() {
    return NONE;
  }

  /** The same tools without the one that recalls memories. */
  public ToolSet withoutRecall() {
    return new ToolSet(registry, runner, patterns, Set.of(RecallMemory.NAME), recorded);
  }

  /** The same tools, of which none is run: calls get the results that were recorded. */
  public ToolSet replaying(List<RecordedCall> calls, Clock clock) {
    return new ToolSet(registry, runner, patterns, excluded, new RecordedCalls(calls, clock));
  }

  /** What the model looked up in the user's memories first, by its finished steps. */
  public static List<String> recallQueries(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.getName().equals(RecallMemory.NAME) && step.getError() == null)
        .flatMap(step -> RecallMemory.query(step.getInput()).stream())
        .limit(MOST_QUERIES)
        .toList();
  }

  /** What there is now, for the model; never waits. */
  public List<ToolSpecification> specifications() {
    return tools().map(Tool::specification).toList();
  }

  /**
   * Runs one call and waits for its end. Whatever goes wrong with it is an outcome that the model
   * is told.
   *
   * @throws InterruptedException when the caller is interrupted: the call is given up
   */
  public ToolOutcome run(ToolExecutionRequest request, ToolContext context)
      throws InterruptedException {
    if (recorded != null) {
      return recorded.outcome(request);
    }
    var tool = find(request.name());
    return tool.isPresent()
        ? runner.run(tool.get(), request.arguments(), context)
        : runner.unknown(whyUnknown(request.name()));
  }

  private Optional<Tool> find(@Nullable String name) {
    return tools().filter(tool -> tool.specification().name().equals(name)).findFirst();
  }

  private Stream<Tool> tools() {
    return registry.all().filter(tool -> selects(tool.specification().name()));
  }

  private boolean selects(String name) {
    return !excluded.contains(name) && patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private String whyUnknown(@Nullable String name) {
    var absence =
        name == null || !selects(name) ? Optional.<String>empty() : registry.absence(name);
    return absence.orElseGet(
        () ->
            "There is no tool \"%s\". %s"
                .formatted(name == null ? "" : ToolText.cut(name, 64), whatThereIs()));
  }

  private String whatThereIs() {
    var names = tools().map(tool -> tool.specification().name()).collect(Collectors.joining(", "));
    return names.isEmpty() ? "Answer without tools." : "The tools are " + names + ".";
  }
}
