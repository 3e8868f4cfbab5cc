package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.kernel.KernelRefusal;
import dev.turnpike.chaos.kernel.Premises;
import dev.turnpike.chaos.load.Loiterers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out a schedule. Each disturbance has a thread of its own, as stopping a process takes a
 * while and must not delay the next one.
 */
public final class Disturber {
  private final Cluster cluster;
  private final PoisonPen poison;
  private final Loiterers loiterers;
  private final Consumer<String> tell;
  private final NetworkFaults network;
  private final List<Inflicted> inflicted = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  public Disturber(Cluster cluster, PoisonPen poison, Loiterers loiterers, Consumer<String> tell) {
    this.cluster = cluster;
    this.network = new NetworkFaults(cluster);
    this.poison = poison;
    this.loiterers = loiterers;
    this.tell = tell;
  }

  /**
   * Those kinds that can be done to this cluster on this machine; says in a sentence which can't.
   */
  public static Set<Kind> possible(Set<Kind> kinds, Cluster cluster, Consumer<String> tell) {
    Set<Kind> possible = EnumSet.noneOf(Kind.class);
    possible.addAll(kinds);
    Premises premises = cluster.premises();
    premises
        .missingNetwork()
        .ifPresent(why -> leaveOut(possible, Kind::isOfNetwork, "network namespaces", why, tell));
    premises
        .missingDisks()
        .ifPresent(
            why -> leaveOut(possible, Kind.FULL_DISK::equals, "a disk that fills up", why, tell));
    return possible;
  }

  private static void leaveOut(
      Set<Kind> kinds, Predicate<Kind> some, String need, String why, Consumer<String> tell) {
    String names =
        kinds.stream().filter(some).map(Kind::toString).collect(Collectors.joining(", "));
    if (kinds.removeIf(some)) {
      tell.accept("left out: %s, for want of %s: %s".formatted(names, need, why));
    }
  }

  /** What was carried out so far, in the order in which it was healed. */
  public List<Inflicted> inflicted() {
    return List.copyOf(inflicted);
  }

  /** Returns at once. */
  public void start(Schedule schedule) {
    for (Planned planned : schedule.planned()) {
      threads.add(
          Thread.ofVirtual().name("disturbance-" + planned.kind()).start(() -> carryOut(planned)));
    }
  }

  /** Returns when everything that was begun is healed. */
  public void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void carryOut(Planned planned) {
    try {
      Thread.sleep(planned.at());
      Optional<Disturbance> disturbance = disturbance(planned);
      if (disturbance.isEmpty()) {
        tell.accept("%s left out: there is nothing to hit".formatted(planned.kind()));
        return;
      }
      carryOut(planned, disturbance.get());
    } catch (KernelRefusal e) {
      cluster
          .chronicle()
          .note(planned.kind().toString(), Event.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryOut(Planned planned, Disturbance disturbance) throws InterruptedException {
    Kind kind = planned.kind();
    String what = "%s %s".formatted(kind, disturbance.target()).strip();
    tell.accept("%s for %d ms".formatted(what, planned.length().toMillis()));
    Instant from = Instant.now();
    Runnable heal = disturbance.inflict();
    try {
      Thread.sleep(planned.length());
    } finally {
      heal.run();
      inflicted.add(new Inflicted(kind, disturbance.target(), from, Instant.now()));
      tell.accept(what + " ends");
    }
  }

  private Optional<Disturbance> disturbance(Planned planned) {
    int choice = planned.choice();
    return switch (planned.kind()) {
      case KILL_WORKER -> one(cluster.workers(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_WORKER -> one(cluster.workers(), choice).map(it -> Disturbance.of(it, false));
      case FREEZE_WORKER -> one(cluster.workers(), choice).map(Disturbance::freeze);
      case GROW -> Disturbance.grow(cluster);
      case SHRINK -> Disturbance.shrink(cluster, choice);
      case KILL_INGRESS -> one(cluster.ingress(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_INGRESS -> one(cluster.ingress(), choice).map(it -> Disturbance.of(it, false));
      case FREEZE_INGRESS -> one(cluster.ingress(), choice).map(Disturbance::freeze);
      case VANISHING_CLIENTS -> Optional.of(new Disturbance("", () -> loiterers.vanish(choice)));
      case SLOW_CLIENT -> Optional.of(new Disturbance("", () -> loiterers.dawdle(choice)));
      case KILL_BACKGROUND -> one(cluster.background(), choice).map(it -> Disturbance.of(it, true));
      case FREEZE_BACKGROUND -> one(cluster.background(), choice).map(Disturbance::freeze);
      case KILL_BROKER -> one(cluster.brokers(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_BROKER -> one(cluster.brokers(), choice).map(it -> Disturbance.of(it, false));
      case FREEZE_BROKER -> one(cluster.brokers(), choice).map(Disturbance::freeze);
      case FULL_DISK -> fullDisk();
      case KILL_DATABASE -> Optional.of(Disturbance.of(cluster.database(), true));
      case RESTART_DATABASE -> Optional.of(Disturbance.of(cluster.database(), false));
      case REGISTRY_OUTAGE -> Optional.of(Disturbance.of(cluster.registry(), true));
      case MODEL_OUTAGE -> Optional.of(Disturbance.of(cluster.model(), true));
      case MODEL_429 -> Optional.of(Disturbance.weather(cluster, "fault=429,retry-after=1"));
      case MODEL_500 -> Optional.of(Disturbance.weather(cluster, "fault=500"));
      case MODEL_HANG -> Optional.of(Disturbance.weather(cluster, "fault=hang"));
      case MODEL_CUT -> Optional.of(Disturbance.weather(cluster, "fault=drop,after=3"));
      case PARTITION -> network.partition(choice);
      case PARTITION_DATABASE -> network.partitionFromDatabase(choice);
      case PACKET_LOSS -> network.loss(choice);
      case SLOW_NETWORK -> network.slow(choice);
      case POISON -> Optional.of(poison.drop(choice));
    };
  }

  /** The disk is under the last broker's log. */
  private Optional<Disturbance> fullDisk() {
    Node broker = cluster.brokers().getLast();
    return cluster
        .disk()
        .filter(disk -> broker.isUp())
        .map(disk -> Disturbance.fill(disk, broker, cluster.chronicle()));
  }

  private static Optional<Node> one(List<Node> nodes, int choice) {
    List<Node> up = Disturbance.up(nodes);
    return up.isEmpty() ? Optional.empty() : Optional.of(up.get(choice % up.size()));
  }
}
