package dev.turnpike.bench.growth;

import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.system.AllocationMeter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Bytes that ingress and worker have allocated since they started. */
final class Allocations implements AutoCloseable {
  private static final Map<Metric, String> SERVICES =
      Map.of(
          Metric.ALLOCATED_BY_INGRESS, "ingress-api", Metric.ALLOCATED_BY_WORKER, "agent-workers");

  private final Map<Metric, List<AllocationMeter>> meters = new EnumMap<>(Metric.class);

  Allocations(List<ProcessGroup> groups) throws IOException {
    for (Map.Entry<Metric, String> service : SERVICES.entrySet()) {
      List<AllocationMeter> nodes = new ArrayList<>();
      meters.put(service.getKey(), nodes);
      for (ProcessGroup group : groups) {
        if (group.name().startsWith(service.getValue())) {
          nodes.add(AllocationMeter.of(group.root()));
        }
      }
    }
  }

  Map<Metric, Long> read() {
    Map<Metric, Long> bytes = new EnumMap<>(Metric.class);
    meters.forEach(
        (metric, nodes) ->
            bytes.put(metric, nodes.stream().mapToLong(AllocationMeter::bytes).sum()));
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (List<AllocationMeter> nodes : meters.values()) {
      for (AllocationMeter meter : nodes) {
        meter.close();
      }
    }
  }
}
