package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.operations.Source.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what the sources say, for whoever looks. What it costs does not grow with them. */
final class Observatory {
  private final Source<DatabaseRead> database;
  private final Source<KafkaRead> kafka;
  private final String node;
  private final Clock clock;

  Observatory(Source<DatabaseRead> database, Source<KafkaRead> kafka, String node, Clock clock) {
    this.database = database;
    this.kafka = kafka;
    this.node = node;
    this.clock = clock;
  }

  /** Blocks, for no longer than the sources' patience. */
  Overview look() throws InterruptedException {
    kafka.begin();
    Reading<DatabaseRead> stored = database.read();
    Reading<KafkaRead> logged = kafka.read();
    Instant now = clock.instant();
    DatabaseRead newest = stored.value();
    DatabaseRead rows = aged(stored, now);
    KafkaRead log = or(logged.value(), new KafkaRead(List.of(), List.of(), List.of()));
    Overview bare =
        new Overview(
            now,
            node,
            List.of(),
            List.of(state(database.name(), stored), state(kafka.name(), logged)),
            newest == null ? null : totals(newest),
            rows.nodes(),
            rows.workers(),
            MergedModel.of(rows.workers()),
            partitions(rows, log),
            log.groups().stream().map(Observatory::group).toList(),
            log.deadLetters().stream()
                .map(
                    each ->
                        new Overview.Letters(
                            each.topic(), each.atMost(), each.newest(), each.problem()))
                .toList());
    boolean known = stored.problem() == null && newest != null;
    List<Finding> findings = new Findings(bare, rows, known).all();
    return new Overview(
        bare.at(),
        bare.node(),
        findings,
        bare.sources(),
        bare.totals(),
        bare.nodes(),
        bare.workers(),
        bare.models(),
        bare.partitions(),
        bare.groups(),
        bare.deadLetters());
  }

  /** So that nobody looks alive for as long as the database is away. */
  private static DatabaseRead aged(Reading<DatabaseRead> stored, Instant now) {
    DatabaseRead rows = stored.value();
    Instant asOf = stored.asOf();
    if (rows == null || asOf == null) {
      return DatabaseRead.NONE;
    }
    long age = Math.max(0, Duration.between(asOf, now).toMillis());
    return new DatabaseRead(
        rows.workers().stream().map(worker -> worker.later(age)).toList(),
        rows.nodes().stream().map(each -> each.later(age)).toList(),
        rows.running(),
        rows.orphans(),
        rows.oldestOrphanMs(),
        rows.told());
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static Overview.SourceState state(String name, Reading<?> reading) {
    return new Overview.SourceState(
        name, reading.problem() == null, reading.asOf(), reading.problem());
  }

  private static Overview.Totals totals(DatabaseRead rows) {
    List<Node> alive = rows.nodes().stream().filter(node -> !node.isSilent()).toList();
    return new Overview.Totals(
        rows.running(),
        rows.orphans(),
        alive.stream().mapToInt(Node::waiting).sum(),
        alive.stream().mapToLong(Node::oldestWaitMs).max().orElse(0),
        alive.stream().mapToDouble(Node::begun).sum(),
        alive.stream().mapToInt(Node::streams).sum());
  }

  private static List<Overview.Partition> partitions(DatabaseRead rows, KafkaRead log) {
    Map<Integer, String> holders = new HashMap<>();
    rows.workers().stream()
        .filter(Worker::isAlive)
        .forEach(worker -> worker.partitions().forEach(each -> holders.put(each, worker.host())));
    return log.requests().stream()
        .map(
            lag ->
                new Overview.Partition(lag.partition(), lag.behind(), holders.get(lag.partition())))
        .toList();
  }

  private static Overview.Group group(KafkaRead.Group group) {
    return new Overview.Group(
        group.name(),
        group.topic(),
        group.state(),
        group.members() < 0 ? null : (Integer) group.members(),
        group.behind() < 0 ? null : (Long) group.behind(),
        group.problem());
  }
}
