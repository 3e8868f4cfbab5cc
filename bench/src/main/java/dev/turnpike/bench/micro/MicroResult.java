package dev.turnpike.bench.micro;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;

/**
 * One run of the micro-benchmarks: all that its file holds.
 *
 * @param format of this record; it changes when a figure changes its meaning
 * @param name as in the file's name
 * @param loadAverageBefore what else the machine did when the run began
 */
record MicroResult(
    int format,
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    double loadAverageBefore,
    MicroSettings settings,
    List<Figure> figures) {

  static final int FORMAT = 2;

  MicroResult {
    figures = List.copyOf(figures);
  }
}
