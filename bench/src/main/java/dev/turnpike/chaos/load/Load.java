package dev.turnpike.chaos.load;

import dev.turnpike.chaos.cluster.ClusterFailure;
import dev.turnpike.chaos.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** Conversations side by side, over several ingress nodes. */
public final class Load implements AutoCloseable {
  private static final int MOST_USERS = 50;

  private final ChatClient client = new ChatClient();
  private final Ledger ledger = new Ledger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> conversations = new ArrayList<>();
  private final List<Entrance> entrances;
  private final Loiterers loiterers;

  private Load(List<Entrance> entrances) {
    this.entrances = entrances;
    this.loiterers = new Loiterers(client, entrances, open(Loiterers.MOST), ledger);
  }

  /**
   * Opens the sessions, then starts all conversations and returns.
   *
   * @param nodes the ingress nodes, all of them up
   * @param inFlight how many turns are to be under way at once
   */
  public static Load start(List<Node> nodes, int inFlight, Talk talk, long seed) {
    Load load =
        new Load(nodes.stream().map(node -> new Entrance(node.name(), node.url())).toList());
    SplittableRandom random = new SplittableRandom(seed);
    for (ChatClient.Session session : load.open(talk.sessionsFor(inFlight))) {
      Conversation conversation =
          new Conversation(
              load.client, load.entrances, session, talk, load.ledger, random.split(), load.over);
      load.conversations.add(
          Thread.ofVirtual().name("conversation-" + session.id()).unstarted(conversation));
    }
    load.conversations.forEach(Thread::start);
    return load;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Loiterers loiterers() {
    return loiterers;
  }

  /** Nothing more is asked from now on; what is open goes on. */
  public void stop() {
    over.countDown();
  }

  /** Waits until every listener was told how its turn ended, or has given up. */
  public void awaitStreams(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread conversation : conversations) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || !conversation.join(left)) {
        return;
      }
    }
  }

  private List<ChatClient.Session> open(int count) {
    List<ChatClient.Session> sessions = new ArrayList<>();
    try {
      String user = "";
      for (int i = 0; i < count; i++) {
        Entrance entrance = entrances.get(i % entrances.size());
        if (i % Math.max(4, count / MOST_USERS) == 0) {
          user = client.register(entrance.url());
        }
        sessions.add(client.session(entrance.url(), user));
      }
      return sessions;
    } catch (IOException e) {
      throw new ClusterFailure("The sessions of the load can't be opened: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure("Interrupted.", e);
    }
  }

  @Override
  public void close() {
    stop();
    client.close();
    conversations.forEach(Thread::interrupt);
  }
}
