package dev.turnpike.stress;

import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.LoginStorm.Credentials;
import dev.turnpike.bench.load.NativeApi;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * All users at once: each registers, logs in, opens a session and chats, one after the other, as
 * fast as it is let. Used once.
 */
final class Storm {
  private final NativeApi api;
  private final Insistence insistence;
  private final Duration silence;
  private final int perAddress;
  private final Map<Step, Tally> tallies = new EnumMap<>(Step.class);

  /**
   * @param silence a stream that says nothing for so long has failed
   * @param perAddress how many users share an address, as a proxy would tell it; 0: no proxy
   */
  Storm(NativeApi api, Insistence insistence, Duration silence, int perAddress) {
    this.api = api;
    this.insistence = insistence;
    this.silence = silence;
    this.perAddress = perAddress;
    for (Step step : Step.values()) {
      tallies.put(step, new Tally());
    }
  }

  /** Of this step, also while it goes on. */
  Tally tally(Step step) {
    return Objects.requireNonNull(tallies.get(step));
  }

  /**
   * Returns when everybody is through or has failed.
   *
   * @return the sessions of those who are through
   */
  List<Lane> run(int users, List<Reference> references) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Lane>>> visits = new ArrayList<>();
      for (int user = 0; user < users; user++) {
        int number = user;
        Reference reference = references.get(user % references.size());
        visits.add(threads.submit(() -> visit(number, reference)));
      }
      List<Lane> sessions = new ArrayList<>();
      for (Future<Optional<Lane>> visit : visits) {
        visit.get().ifPresent(sessions::add);
      }
      return sessions;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A user broke down", e.getCause());
    }
  }

  private Optional<Lane> visit(int number, Reference reference) {
    Credentials who = NativeApi.someone();
    Map<String, String> from = address(number);
    return step(Step.REGISTER, () -> api.register(who, from))
        .flatMap(_ -> step(Step.LOGIN, () -> api.login(who, from)))
        .flatMap(user -> step(Step.SESSION, () -> api.session(user, from)))
        .map(api::lane)
        .filter(lane -> chatted(lane, reference));
  }

  private boolean chatted(Lane lane, Reference reference) {
    return step(Step.CHAT, () -> NativeApi.ask(lane, reference, silence)).isPresent();
  }

  private <T> Optional<T> step(Step step, Supplier<Reply<T>> request) {
    return insistence.ask(tally(step), System.nanoTime(), request);
  }

  private Map<String, String> address(int number) {
    if (perAddress == 0) {
      return Map.of();
    }
    int address = number / perAddress;
    return Map.of(
        "X-Forwarded-For",
        "10.%d.%d.%d".formatted(address >> 16 & 255, address >> 8 & 255, address & 255));
  }
}
