package dev.turnpike.agent.tools;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tools of this worker: its own, which are always there, and those of its sources. */
public final class ToolRegistry {

  private static final Logger log = LoggerFactory.getLogger(ToolRegistry.class);

  private final Map<String, Tool> fixed = new LinkedHashMap<>();
  private final List<ToolSource> sources;
  private final ToolRunner runner;

  ToolRegistry(
      Collection<? extends Tool> tools,
      Collection<? extends ToolSource> sources,
      ToolRunner runner) {
    this.sources = List.copyOf(sources);
    this.runner = runner;
    for (Tool tool : tools) {
      add(ToolNames.valid(tool.specification().name()), tool);
    }
  }

  /** These tools alone, with the default settings and unmeasured; for tests. */
  public static ToolRegistry of(Collection<? extends Tool> tools) {
    var runner =
        new ToolRunner(ToolProperties.defaults(), new SimpleMeterRegistry(), Clock.systemUTC());
    return new ToolRegistry(tools, List.of(), runner);
  }

  private void add(String name, Tool tool) {
    if (fixed.putIfAbsent(name, tool) != null) {
      throw new IllegalArgumentException(
          "Two tools are named \"%s\": give one of them another name".formatted(name));
    }
    for (ToolSource source : sources) {
      if (name.startsWith(source.prefix())) {
        throw new IllegalArgumentException(
            "The tool \"%s\" is named like those of the MCP server with the prefix \"%s\": rename one of them"
                .formatted(name, source.prefix()));
      }
    }
  }

  /**
   * The tools with these names. A {@code *} stands for any characters. Names of a source's tools
   * can't be checked while it is not there: such a tool is missing from the set until it is.
   *
   * @throws IllegalArgumentException for a name that no tool has or can have; lists the known ones
   */
  public ToolSet select(Collection<String> names) {
    var patterns = names.stream().map(NamePattern::of).toList();
    for (NamePattern pattern : patterns) {
      check(pattern);
    }
    return new ToolSet(this, runner, patterns);
  }

  private void check(NamePattern pattern) {
    if (fixed.keySet().stream().anyMatch(pattern::matches)) {
      return;
    }
    var possible = sources.stream().filter(s -> pattern.mayMatchAfter(s.prefix())).toList();
    if (possible.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no tool \"%s\": known are %s".formatted(pattern, String.join(", ", known())));
    }
    boolean listed = possible.stream().allMatch(source -> !source.tools().isEmpty());
    if (listed && all().noneMatch(tool -> pattern.matches(tool.specification().name()))) {
      log.atWarn().addKeyValue("tool", pattern).log("No tool of the MCP server has this name");
    }
  }

  private List<String> known() {
    var known = new ArrayList<>(fixed.keySet());
    sources.forEach(source -> known.add(source.prefix() + "*"));
    return known;
  }

  Stream<Tool> all() {
    return Stream.concat(
        fixed.values().stream(), sources.stream().flatMap(source -> source.tools().stream()));
  }

  /** Why a tool of this name may be missing now; empty when no source could have it. */
  Optional<String> absence(String name) {
    return sources.stream()
        .filter(source -> name.startsWith(source.prefix()))
        .map(ToolSource::absence)
        .findFirst();
  }
}
