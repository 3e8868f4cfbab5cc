package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CountersTest {
  private static final Subject USER = new Subject("u:1", true, "for one user");
  private static final Subject ADDRESS = new Subject("a:192.0.2.1", false, "from one address");

  /**
   * A node lets in what is free by what it heard when it last told something; so the nodes together
   * let in too many only by what the others took since.
   */
  @Property(tries = 500)
  void nodesShareALimit(
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @IntRange(min = 1, max = 10) int limit,
      @ForAll @Size(max = 300) List<@IntRange(max = 999) Integer> steps) {
    Cluster cluster =
        new Cluster(size, 100, Cluster.policy(LimitClass.CHAT, limit + "/1m", "1000/1d"));
    long slot = -1;
    int told = 0;
    int[] heard = new int[size];
    int[] untold = new int[size];
    for (int step : steps) {
      cluster.time.millis += step % 7 == 0 ? step * 20 : step % 10;
      int node = step % size;
      if (cluster.time.millis / 60_000 != slot) {
        slot = cluster.time.millis / 60_000;
        told = 0;
        Arrays.fill(heard, 0);
        Arrays.fill(untold, 0);
      }
      if (step % 5 == 0) {
        cluster.exchanges.get(node).exchange();
        told += untold[node];
        heard[node] = untold[node] > 0 ? told : heard[node];
        untold[node] = 0;
      }
      if (take(cluster.nodes.get(node), LimitClass.CHAT, USER).allowed()) {
        untold[node]++;
        assertThat(heard[node] + untold[node]).isLessThanOrEqualTo(limit);
      }
      assertThat(told + Arrays.stream(untold).sum()).isLessThanOrEqualTo(size * limit);
    }
  }

  @Example
  void whatOneNodeTookIsMissingOnAnother() {
    Cluster cluster = new Cluster(2, 100, Cluster.policy(LimitClass.CHAT, "10/1m"));
    for (int i = 0; i < 4; i++) {
      assertThat(take(cluster.nodes.getFirst(), LimitClass.CHAT, USER).allowed()).isTrue();
    }
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).remaining()).isEqualTo(9);
    cluster.exchanges.forEach(CountExchange::exchange);
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).remaining()).isEqualTo(4);
  }

  /** A node that meets a user in a new slot asks what the others counted in the one before. */
  @Example
  void theSlotBeforeIsSharedToo() {
    Cluster cluster = new Cluster(2, 100, Cluster.policy(LimitClass.CHAT, "10/1m"));
    cluster.time.millis = 60_000L * 1_000_000 + 59_000;
    for (int i = 0; i < 10; i++) {
      take(cluster.nodes.getFirst(), LimitClass.CHAT, USER);
    }
    cluster.exchanges.getFirst().exchange();
    cluster.time.millis += 2_000; // A second of the next slot.
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).remaining()).isEqualTo(9);
    cluster.exchanges.getLast().exchange();
    Verdict next = take(cluster.nodes.getLast(), LimitClass.CHAT, USER);
    assertThat(next.allowed()).as("9.8 of the last minute and 1").isFalse();
  }

  /** Also when it knows the user: the others may have counted on after it heard last. */
  @Example
  void theSlotBeforeIsAskedForAgain() {
    Cluster cluster = new Cluster(2, 100, Cluster.policy(LimitClass.CHAT, "10/1m"));
    cluster.time.millis = 60_000L * 1_000_000 + 59_000;
    take(cluster.nodes.getLast(), LimitClass.CHAT, USER);
    cluster.exchanges.getLast().exchange();
    for (int i = 0; i < 9; i++) {
      take(cluster.nodes.getFirst(), LimitClass.CHAT, USER);
    }
    cluster.exchanges.getFirst().exchange();
    cluster.time.millis += 2_000;
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).remaining()).isEqualTo(8);
    cluster.exchanges.getLast().exchange();
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).allowed()).isFalse();
  }

  @Example
  void callsAtTheSameTimeShareTheLimitExactly() throws Exception {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "50000/1h"));
    Counters node = cluster.nodes.getFirst();
    AtomicInteger allowed = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        var _ =
            threads.submit(
                () -> {
                  for (int call = 0; call < 50_000; call++) {
                    if (take(node, LimitClass.CHAT, USER).allowed()) {
                      allowed.incrementAndGet();
                    }
                  }
                });
      }
    }
    assertThat(allowed).hasValue(50_000);
    cluster.exchanges.getFirst().exchange();
    assertThat(cluster.table.counts.values()).containsExactly(50_000L);
  }

  @Example
  void decisionsGoOnWithoutTheTableAndAreToldLater() {
    Cluster cluster = new Cluster(2, 100, Cluster.policy(LimitClass.CHAT, "3/1m"));
    cluster.table.away = true;
    for (int i = 0; i < 3; i++) {
      assertThat(take(cluster.nodes.getFirst(), LimitClass.CHAT, USER).allowed()).isTrue();
      assertThat(cluster.exchanges.getFirst().exchange()).isFalse();
    }
    assertThat(take(cluster.nodes.getFirst(), LimitClass.CHAT, USER).allowed()).isFalse();
    cluster.table.away = false;
    assertThat(cluster.exchanges.getFirst().exchange()).isTrue();
    assertThat(cluster.table.counts.values()).containsExactly(3L);
    take(cluster.nodes.getLast(), LimitClass.CHAT, USER);
    cluster.exchanges.getLast().exchange();
    assertThat(take(cluster.nodes.getLast(), LimitClass.CHAT, USER).allowed()).isFalse();
    assertThat(cluster.meters.counter("turnpike.limits.exchange.failures").count()).isEqualTo(3);
  }

  @Example
  void nothingIsLostByWhatNobodyExpected() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "3/1m"));
    cluster.table.broken = true;
    take(cluster.nodes.getFirst(), LimitClass.CHAT, USER);
    assertThat(cluster.exchanges.getFirst().exchange()).isFalse();
    cluster.table.broken = false;
    assertThat(cluster.exchanges.getFirst().exchange()).isTrue();
    assertThat(cluster.table.counts.values()).containsExactly(1L);
  }

  @Example
  void aTableThatWasLostGivesNothingBack() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "3/1m"));
    for (int i = 0; i < 3; i++) {
      take(cluster.nodes.getFirst(), LimitClass.CHAT, USER);
      cluster.exchanges.getFirst().exchange();
      cluster.table.counts.clear();
    }
    assertThat(take(cluster.nodes.getFirst(), LimitClass.CHAT, USER).allowed()).isFalse();
  }

  @Example
  void refusedCallsCountInNoWindow() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.OTHERS, "2/1m", "3/1h"));
    Counters node = cluster.nodes.getFirst();
    cluster.time.millis = 3_600_000L * 100_000;
    take(node, LimitClass.OTHERS, USER);
    take(node, LimitClass.OTHERS, USER);
    for (int i = 0; i < 50; i++) {
      Verdict refused = take(node, LimitClass.OTHERS, USER);
      assertThat(refused.allowed()).isFalse();
      assertThat(refused.window()).isEqualTo(Window.of("2/1m"));
    }
    cluster.time.millis += take(node, LimitClass.OTHERS, USER).resetSeconds() * 1000;
    assertThat(take(node, LimitClass.OTHERS, USER).allowed()).isTrue();
    Verdict last = take(node, LimitClass.OTHERS, USER);
    assertThat(last.allowed()).isFalse();
    assertThat(last.window()).as("the longer wait").isEqualTo(Window.of("3/1h"));
    cluster.time.millis += last.resetSeconds() * 1000;
    assertThat(take(node, LimitClass.OTHERS, USER).allowed()).isTrue();
  }

  @Example
  void tellsHowItStands() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "2/1m", "50/1h"));
    Counters node = cluster.nodes.getFirst();
    cluster.time.millis = 60_000L * 1_000_000 + 20_500;
    Verdict first = take(node, LimitClass.CHAT, USER);
    assertThat(first.remaining()).isEqualTo(1);
    assertThat(first.resetSeconds()).as("the slot ends").isEqualTo(40);
    Verdict second = take(node, LimitClass.CHAT, USER);
    assertThat(second.remaining()).isZero();
    assertThat(second.resetSeconds()).as("half of the next slot").isEqualTo(70);
    assertThat(take(node, LimitClass.CHAT, ADDRESS).remaining()).isEqualTo(1);
  }

  @Example
  void looksWithoutCounting() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.FAILURES, "1/1m"));
    Counters node = cluster.nodes.getFirst();
    assertThat(node.look(LimitClass.FAILURES, ADDRESS)).isNull();
    take(node, LimitClass.FAILURES, ADDRESS);
    for (int i = 0; i < 3; i++) {
      assertThat(Objects.requireNonNull(node.look(LimitClass.FAILURES, ADDRESS)).allowed())
          .isFalse();
    }
    assertThat(node.take(LimitClass.CHAT, USER)).as("without a policy").isNull();
  }

  @Example
  void manyCountersGoInOneStatement() {
    Cluster cluster = new Cluster(1, 10_000, Cluster.policy(LimitClass.CHAT, "5/1m"));
    for (int i = 0; i < 2_500; i++) {
      take(cluster.nodes.getFirst(), LimitClass.CHAT, user(i));
      take(cluster.nodes.getFirst(), LimitClass.CHAT, user(i));
    }
    cluster.exchanges.getFirst().exchange();
    assertThat(cluster.table.statements).isEqualTo(3);
    assertThat(cluster.table.counts).hasSize(2_500).containsValue(2L);
    cluster.exchanges.getFirst().exchange();
    assertThat(cluster.table.statements).as("nothing new").isEqualTo(3);
  }

  @Example
  void isBounded() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "5/1m"));
    Counters node = cluster.nodes.getFirst();
    cluster.table.away = true; // So none of them can be forgotten.
    take(node, LimitClass.CHAT, USER);
    for (int i = 0; i < 1_000; i++) {
      node.take(LimitClass.CHAT, new Subject("a:" + i, false, ""));
      cluster.exchanges.getFirst().exchange();
      node.tidy();
    }
    assertThat(node.size()).isEqualTo(100);
    Verdict stranger = take(node, LimitClass.CHAT, ADDRESS);
    assertThat(stranger.allowed()).isFalse();
    assertThat(stranger.resetSeconds()).isEqualTo(1);
    assertThat(node.take(LimitClass.CHAT, user(7))).as("a user goes uncounted").isNull();
    assertThat(take(node, LimitClass.CHAT, USER).remaining()).isEqualTo(3);
  }

  @Example
  void makesRoomByForgettingWhatTheTableKnows() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "2/1m"));
    Counters node = cluster.nodes.getFirst();
    for (int i = 0; i < 100; i++) {
      take(node, LimitClass.CHAT, user(i));
      cluster.time.millis++;
    }
    cluster.exchanges.getFirst().exchange();
    node.tidy();
    assertThat(node.size()).isEqualTo(75);
    assertThat(take(node, LimitClass.CHAT, user(99)).remaining()).as("still known").isZero();
    take(node, LimitClass.CHAT, user(0));
    cluster.exchanges.getFirst().exchange();
    assertThat(take(node, LimitClass.CHAT, user(0)).allowed()).as("comes back").isFalse();
  }

  @Example
  void forgetsWhatHasRunOut() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.CHAT, "2/1m"));
    Counters node = cluster.nodes.getFirst();
    take(node, LimitClass.CHAT, USER);
    cluster.exchanges.getFirst().exchange();
    node.tidy();
    assertThat(node.size()).isEqualTo(1);
    cluster.time.millis += 120_000;
    node.tidy();
    assertThat(node.size()).isZero();
  }

  /** Who had it in hand when it was forgotten takes another, so that there are never two. */
  @Example
  void aForgottenCounterCountsNothingMore() {
    Policy policy = Cluster.policy(LimitClass.CHAT, "2/1m");
    Counter empty = new Counter(policy, "u:1", 0);
    assertThat(empty.retireIfEmpty(0)).isTrue();
    assertThat(empty.take(0)).isNull();

    Counter used = new Counter(policy, "u:1", 0);
    assertThat(used.take(0)).isNotNull();
    assertThat(used.retireIfEmpty(0)).isFalse();
    assertThat(used.retireIfSettled()).as("nobody was told").isFalse();
    used.shares(0).forEach(share -> used.heard(share.slot(), share.added()));
    assertThat(used.retireIfSettled()).isTrue();
    assertThat(used.take(0)).isNull();
  }

  @Example
  void whatIsGivenBackIsFreeAgainOnAllNodes() {
    Cluster cluster = new Cluster(2, 100, Cluster.policy(LimitClass.REGISTER, "2/1h"));
    Counters one = cluster.nodes.getFirst();
    Counters other = cluster.nodes.getLast();
    take(one, LimitClass.REGISTER, ADDRESS);
    take(one, LimitClass.REGISTER, ADDRESS);
    cluster.exchanges.forEach(CountExchange::exchange);
    take(other, LimitClass.REGISTER, ADDRESS);
    cluster.exchanges.getLast().exchange();
    assertThat(take(other, LimitClass.REGISTER, ADDRESS).allowed()).isFalse();

    one.giveBack(LimitClass.REGISTER, ADDRESS);
    one.giveBack(LimitClass.REGISTER, ADDRESS);
    assertThat(cluster.exchanges.getFirst().exchange()).isTrue();
    assertThat(cluster.table.counts.values()).containsOnly(1L);
    assertThat(take(one, LimitClass.REGISTER, ADDRESS).remaining()).isZero();
    assertThat(take(one, LimitClass.REGISTER, ADDRESS).allowed()).isFalse();
  }

  @Example
  void moreThanWasTakenIsNotGivenBack() {
    Cluster cluster = new Cluster(1, 100, Cluster.policy(LimitClass.REGISTER, "2/1h"));
    Counters node = cluster.nodes.getFirst();
    node.giveBack(LimitClass.REGISTER, ADDRESS);
    take(node, LimitClass.REGISTER, ADDRESS);
    node.giveBack(LimitClass.REGISTER, ADDRESS);
    node.giveBack(LimitClass.REGISTER, ADDRESS);
    assertThat(take(node, LimitClass.REGISTER, ADDRESS).remaining()).isEqualTo(1);
  }

  private static Subject user(int number) {
    return new Subject("u:" + number, true, "for one user");
  }

  private static Verdict take(Counters node, LimitClass limited, Subject subject) {
    return Objects.requireNonNull(node.take(limited, subject));
  }
}
