package dev.turnpike.bench.system;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.operations.running.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A local run, as it announces itself in its data folder. */
public final class RunningSystem {
  private RunningSystem() {}

  /** Empty if nothing runs on that folder. */
  public static Optional<Subject> on(Path data, @Nullable URI modelUrl) {
    return Endpoints.read(data).map(endpoints -> subject(endpoints, data, modelUrl));
  }

  static Subject subject(Endpoints endpoints, Path data, @Nullable URI modelUrl) {
    boolean oneJvm =
        endpoints.services().stream().allMatch(service -> service.pid() == endpoints.pid());
    List<ProcessGroup> groups = new ArrayList<>();
    groups.add(ProcessGroup.of(oneJvm ? "turnpike" : "broker", Share.PATH, endpoints.pid()));
    if (!oneJvm) {
      for (Endpoints.Node service : endpoints.services()) {
        groups.add(ProcessGroup.of(service.name(), share(service.name()), service.pid()));
      }
    }
    database(data).ifPresent(pid -> groups.add(ProcessGroup.family("database", Share.PATH, pid)));
    groups.add(Subject.bench());
    return new Subject(
        description(endpoints, oneJvm),
        URI.create(endpoints.url()),
        modelUrl != null ? modelUrl : model(endpoints),
        groups);
  }

  private static String description(Endpoints endpoints, boolean oneJvm) {
    String parts =
        oneJvm
            ? "a running system, all services in one JVM"
            : "a running system, each service in its own JVM";
    return endpoints.model().simulated()
        ? parts + " (the simulated model is in the launcher's and counts with it)"
        : parts;
  }

  private static URI model(Endpoints endpoints) {
    if (!endpoints.model().simulated()) {
      throw new BenchRefusal(
          "The running system does not use the built-in simulated model, and the bench needs one to compare with: name its address with --model-url, or measure an own system with --own.");
    }
    return URI.create(endpoints.model().baseUrl());
  }

  private static Share share(String service) {
    return service.startsWith("ingress-api") || service.startsWith("agent-workers")
        ? Share.PATH
        : Share.BACKGROUND;
  }

  /** PostgreSQL says who it is on the first line of this file; empty if it is somebody's own. */
  private static Optional<Long> database(Path data) {
    Path file = data.resolve("database").resolve("data").resolve("postmaster.pid");
    try {
      return Optional.of(Long.valueOf(Files.readAllLines(file).getFirst().strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
