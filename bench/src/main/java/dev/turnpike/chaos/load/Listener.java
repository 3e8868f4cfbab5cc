package dev.turnpike.chaos.load;

import dev.turnpike.chaos.load.Heard.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Follows one turn to its end, as a frontend would: over any number of connections, each to another
 * node than the one before where there is one. Used by one thread.
 */
final class Listener {
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(8);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final int MOST_FRAMES = 15;
  private static final int MOST_LEAVES = 4;
  private static final int LONGEST_PROBLEM = 300;

  private final ChatClient client;
  private final List<Entrance> entrances;
  private final String token;
  private final Heard heard;
  private final RandomGenerator random;
  private int leaves;
  private boolean refused;

  Listener(
      ChatClient client,
      List<Entrance> entrances,
      String token,
      Heard heard,
      RandomGenerator random) {
    this.client = client;
    this.entrances = List.copyOf(entrances);
    this.token = token;
    this.heard = heard;
    this.random = random;
    this.leaves = heard.habit().leaves() ? random.nextInt(1, MOST_LEAVES + 1) : 0;
  }

  /**
   * Returns when the turn has ended, or can't be followed any further.
   *
   * @param first the stream that the question opened; null to follow from the turn's beginning
   * @param asked the node that was asked
   */
  void listen(@Nullable InputStream first, Entrance asked) throws InterruptedException {
    InputStream body = first;
    Entrance entrance = asked;
    if (first != null) {
      heard.connected(asked.name());
    }
    while (body != null ? !readToTheEnd(body) : heard.end().isEmpty()) {
      Optional<UUID> turn = heard.turn();
      if (turn.isEmpty()) {
        return; // It was cut off before it learnt what to come back for.
      }
      if (heard.habit() == Habit.FORGETFUL || heard.cursor().isEmpty()) {
        heard.forget();
      }
      do {
        entrance = other(entrance);
        body = come(entrance, turn.get());
        if (refused) {
          return;
        }
        if (body == null) {
          Thread.sleep(BETWEEN_TRIES);
        }
      } while (body == null);
    }
  }

  private Entrance other(Entrance last) {
    List<Entrance> others = entrances.stream().filter(each -> !each.equals(last)).toList();
    return others.isEmpty() ? last : others.get(random.nextInt(others.size()));
  }

  /** Null if the node is away or can't do it now; what it must not say is noted. */
  private @Nullable InputStream come(Entrance entrance, UUID turn) throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.follow(entrance.url(), token, turn, heard.cursor(), random.nextBoolean());
      int status = response.statusCode();
      if (status == 200) {
        heard.connected(entrance.name());
        return response.body();
      }
      try (InputStream problem = response.body()) {
        if (status < 500 && status != 429) {
          refused = true;
          heard.odd(
              "%s refused the cursor '%s': %d %s"
                  .formatted(
                      entrance.name(),
                      heard.cursor(),
                      status,
                      new String(problem.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException away) {
      // Another node may be there.
    }
    return null;
  }

  private boolean readToTheEnd(InputStream body) throws InterruptedException {
    Optional<Cut> cut = read(body);
    cut.ifPresent(heard::cut);
    return cut.isEmpty();
  }

  /** Why it stopped; empty at the turn's end. */
  private Optional<Cut> read(InputStream body) throws InterruptedException {
    int left = leaves > 0 ? random.nextInt(1, MOST_FRAMES + 1) : Integer.MAX_VALUE;
    WatchedBody watched = new WatchedBody(body, SILENCE_LIMIT);
    try (FrameReader reader = new FrameReader(watched)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        heard.take(frame);
        if (frame.done()) {
          return Optional.empty();
        }
        if (frame.detached()) {
          return Optional.of(Cut.DETACHED);
        }
        left--;
        if (left == 0) {
          leaves--;
          return Optional.of(Cut.LEFT);
        }
        linger();
      }
    } catch (JacksonException garbage) {
      heard.odd("a frame that is not JSON");
    } catch (IOException broken) {
      // As good as an early end.
    }
    return Optional.of(watched.isGivenUp() ? Cut.SILENT : Cut.BROKEN);
  }

  private void linger() throws InterruptedException {
    if (heard.habit() == Habit.SLOW) {
      Thread.sleep(random.nextInt(200));
    }
  }
}
