package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Cluster;
import dev.turnpike.chaos.cluster.Node;
import dev.turnpike.chaos.load.Loiterers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out a schedule. Each disturbance has a thread of its own, as stopping a process takes a
 * while and must not delay the next one.
 */
public final class Disturber {
  private final Cluster cluster;
  private final PoisonPen poison;
  private final Loiterers loiterers;
  private final Consumer<String> tell;
  private final List<Thread> threads = new ArrayList<>();

  public Disturber(Cluster cluster, PoisonPen poison, Loiterers loiterers, Consumer<String> tell) {
    this.cluster = cluster;
    this.poison = poison;
    this.loiterers = loiterers;
    this.tell = tell;
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
      tell.accept("%s for %d ms".formatted(planned.kind(), planned.length().toMillis()));
      Runnable heal = disturbance.get().inflict();
      try {
        Thread.sleep(planned.length());
      } finally {
        heal.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Disturbance> disturbance(Planned planned) {
    int choice = planned.choice();
    return switch (planned.kind()) {
      case KILL_WORKER -> one(cluster.workers(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_WORKER -> one(cluster.workers(), choice).map(it -> Disturbance.of(it, false));
      case FREEZE_WORKER -> one(cluster.workers(), choice).map(Disturbance::freeze);
      case GROW -> Optional.of(Disturbance.grow(cluster));
      case SHRINK -> Optional.of(Disturbance.shrink(cluster, choice));
      case KILL_INGRESS -> one(cluster.ingress(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_INGRESS -> one(cluster.ingress(), choice).map(it -> Disturbance.of(it, false));
      case FREEZE_INGRESS -> one(cluster.ingress(), choice).map(Disturbance::freeze);
      case VANISHING_CLIENTS -> Optional.of(() -> loiterers.vanish(choice));
      case SLOW_CLIENT -> Optional.of(() -> loiterers.dawdle(choice));
      case KILL_BACKGROUND -> one(cluster.background(), choice).map(it -> Disturbance.of(it, true));
      case KILL_BROKER -> one(cluster.brokers(), choice).map(it -> Disturbance.of(it, true));
      case RESTART_BROKER -> one(cluster.brokers(), choice).map(it -> Disturbance.of(it, false));
      case KILL_DATABASE -> Optional.of(Disturbance.of(cluster.database(), true));
      case RESTART_DATABASE -> Optional.of(Disturbance.of(cluster.database(), false));
      case REGISTRY_OUTAGE -> Optional.of(Disturbance.of(cluster.registry(), true));
      case MODEL_OUTAGE -> Optional.of(Disturbance.of(cluster.model(), true));
      case POISON -> Optional.of(poison.drop(choice));
    };
  }

  private static Optional<Node> one(List<Node> nodes, int choice) {
    List<Node> up = Disturbance.up(nodes);
    return up.isEmpty() ? Optional.empty() : Optional.of(up.get(choice % up.size()));
  }
}
