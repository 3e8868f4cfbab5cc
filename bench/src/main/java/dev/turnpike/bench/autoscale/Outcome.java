package dev.turnpike.bench.autoscale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.turnpike.bench.autoscale.Simulation.Sample;
import dev.turnpike.bench.stats.Rounded;
import java.util.List;

/**
 * What came of it.
 *
 * @param first workers at the beginning, when the load had long been steady
 * @param mostWaiting turns in the log that nobody had taken in
 * @param workerHours of pods that consumed
 * @param moves partitions that changed hands
 * @param brokenOff turns that a leaving worker could not end
 */
record Outcome(
    String load,
    String signal,
    Waits waits,
    int first,
    int most,
    int last,
    int mostWaiting,
    double workerHours,
    long moves,
    long brokenOff,
    @JsonIgnore List<Sample> samples) {

  static Outcome of(Simulation simulation) {
    List<Sample> samples = List.copyOf(simulation.samples());
    double hours = samples.stream().mapToInt(Sample::workers).average().orElse(0);
    double length = samples.getLast().seconds() - samples.getFirst().seconds();
    return new Outcome(
        simulation.load().name(),
        simulation.signal().inWords(),
        simulation.tally().waits(),
        samples.getFirst().workers(),
        samples.stream().mapToInt(Sample::workers).max().orElse(0),
        samples.getLast().workers(),
        samples.stream().mapToInt(Sample::waiting).max().orElse(0),
        Rounded.to(2, hours * length / 3600),
        simulation.tally().moves(),
        simulation.tally().brokenOffs(),
        samples);
  }
}
