package dev.turnpike.judge.trial;

import dev.turnpike.events.Usage;
import dev.turnpike.models.Usages;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a trial took.
 *
 * @param asked how many verdicts were asked for
 * @param failed how many of them were not given, however often the judge was asked again
 * @param costUsd null when a model has no price
 * @param failure why one of them was not given; null when all were
 */
record Consumption(
    long asked, long failed, long tokens, @Nullable Double costUsd, @Nullable String failure) {

  static Consumption of(List<? extends Given<?>> given) {
    var usage = Usages.sum(given.stream().map(Given::usage).toList());
    return new Consumption(
        given.size(),
        given.stream().filter(each -> each.what() == null).count(),
        usage.getInputTokens() + usage.getOutputTokens(),
        usd(usage),
        first(given.stream().map(Given::missing)));
  }

  static Consumption sum(Collection<Consumption> parts) {
    boolean priced = parts.stream().allMatch(part -> part.costUsd != null);
    return new Consumption(
        parts.stream().mapToLong(Consumption::asked).sum(),
        parts.stream().mapToLong(Consumption::failed).sum(),
        parts.stream().mapToLong(Consumption::tokens).sum(),
        priced ? parts.stream().mapToDouble(Consumption::costOrNothing).sum() : null,
        first(parts.stream().map(Consumption::failure)));
  }

  private static @Nullable String first(Stream<@Nullable String> reasons) {
    return reasons.filter(Objects::nonNull).findFirst().orElse(null);
  }

  private double costOrNothing() {
    return costUsd == null ? 0 : costUsd;
  }

  private static @Nullable Double usd(Usage usage) {
    var nano = usage.getCostNanoUsd();
    return nano == null ? null : nano / 1e9;
  }
}
