package dev.turnpike.models;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of models: the door to all of them.
 *
 * <p>Which models answer a turn is decided turn by turn, by {@link #ring}. What is shared between
 * turns is what is the model's and not the turn's: connections, circuit breaker, concurrency limit.
 */
public final class Models implements AutoCloseable {

  private final HttpClient http;
  private final StreamWatchdog watchdog;
  private final Backoff backoff;
  private final Catalogue catalogue;
  private final Map<String, RingMember> members = new LinkedHashMap<>();
  private final PassedOnModels passedOn;

  public Models(ModelProperties properties, MeterRegistry meters) {
    this(properties, meters, Clock.systemUTC(), Thread::sleep);
  }

  Models(ModelProperties properties, MeterRegistry meters, Clock clock, Backoff.Sleep sleep) {
    this.catalogue = Catalogue.of(properties);
    this.watchdog = new StreamWatchdog();
    this.backoff = Backoff.of(properties.retry(), sleep);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    catalogue
        .entries()
        .forEach(
            (name, settings) -> {
              var gate = new ModelGate(settings, properties.breaker(), clock);
              var caller = new ModelCaller(settings, ProviderClients.of(settings, http), watchdog);
              var measured = new ModelMeters(meters, settings).watch(gate);
              members.put(name, new RingMember(settings.model(), caller, gate, measured));
            });
    this.passedOn =
        new PassedOnModels(
            ModelMeters.ofOthers(meters),
            (base, name) -> base.gate().forModel(name, properties.breaker(), clock));
  }

  /**
   * The models for one turn: the asked one first, then the others of {@code preferred}, then of the
   * configured ring, each once. Where nothing is asked for or preferred, the default model is
   * first.
   *
   * @param asked null or blank: none
   * @throws UnknownModelException when the catalogue does not have one of them
   */
  public ModelRing ring(@Nullable String asked, List<String> preferred) {
    SequencedSet<String> names = new LinkedHashSet<>();
    if (asked != null && !asked.isBlank()) {
      names.add(asked);
    }
    names.addAll(preferred);
    if (names.isEmpty()) {
      names.add(catalogue.defaultModel());
    }
    names.addAll(catalogue.ring());
    return new ModelRing(names.stream().map(this::member).toList(), backoff);
  }

  /**
   * One model and none besides, for work whose result is bound to the model that did it.
   *
   * @param asked null or blank: the default model
   * @throws UnknownModelException when the catalogue does not have it
   */
  public ModelRing only(@Nullable String asked) {
    return new ModelRing(List.of(orDefault(asked)), backoff);
  }

  /** All models of the catalogue, in its order. */
  public Collection<Model> all() {
    return members.values().stream().map(RingMember::model).toList();
  }

  /** What became of the calls of each, those that are passed on to a provider together. */
  public List<ModelStatus> status() {
    var all = new ArrayList<>(members.values().stream().map(RingMember::status).toList());
    var others = passedOn.status();
    if (others.calls() + others.refused() > 0) {
      all.add(others);
    }
    return all;
  }

  /**
   * @throws UnknownModelException when the catalogue does not have it
   */
  public Model model(String name) {
    return member(name).model();
  }

  /**
   * Whether two names are of one model: the same name, or two entries of the catalogue that lead to
   * the same model of the same provider.
   */
  public boolean areSame(String one, String other) {
    var first = members.get(one);
    var second = members.get(other);
    return one.equals(other)
        || (first != null && second != null && first.caller().reachesSameAs(second.caller()));
  }

  /**
   * What a call of a model costs, in billionths of a US dollar; empty when its price is not known.
   *
   * @throws UnknownModelException when the catalogue does not have it
   */
  public OptionalLong nanoUsd(String name, long inputTokens, long outputTokens) {
    return member(name).caller().nanoUsd(inputTokens, outputTokens);
  }

  public Model defaultModel() {
    return model(catalogue.defaultModel());
  }

  @Override
  public void close() {
    members.values().forEach(member -> member.meters().close());
    watchdog.close();
    http.shutdownNow();
  }

  private RingMember member(String name) {
    var member = members.get(name);
    if (member != null) {
      return member;
    }
    var other = catalogue.passOn(name);
    if (other == null) {
      throw new UnknownModelException(name, members.keySet());
    }
    return passedOn.member(known(other.entry()), other.settings());
  }

  private RingMember orDefault(@Nullable String asked) {
    return member(asked == null || asked.isBlank() ? catalogue.defaultModel() : asked);
  }

  private RingMember known(ModelSettings entry) {
    return Objects.requireNonNull(members.get(entry.name()));
  }
}
