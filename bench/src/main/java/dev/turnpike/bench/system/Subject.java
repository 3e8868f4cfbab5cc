package dev.turnpike.bench.system;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured, whoever started it.
 *
 * @param description in words, for the result
 * @param url of Turnpike's ingress
 * @param model what OpenAI clients take for their base URL
 * @param groups the processes whose use of the machine is known
 */
public record Subject(String description, URI url, URI model, List<ProcessGroup> groups) {

  public Subject {
    groups = List.copyOf(groups);
  }

  /** A system of which only the addresses are known. */
  public static Subject elsewhere(URI url, URI model) {
    return new Subject("a system at " + url, url, model, List.of(bench()));
  }

  Subject with(String newDescription, URI newModel, ProcessGroup more) {
    return new Subject(
        newDescription, url, newModel, Stream.concat(groups.stream(), Stream.of(more)).toList());
  }

  static ProcessGroup bench() {
    return ProcessGroup.of("bench", Share.GENERATOR, ProcessHandle.current().pid());
  }
}
