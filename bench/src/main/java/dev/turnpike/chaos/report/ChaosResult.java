package dev.turnpike.chaos.report;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.chaos.audit.Figures;
import dev.turnpike.chaos.audit.Resumptions.Resumption;
import dev.turnpike.chaos.audit.Takeovers.Takeover;
import dev.turnpike.chaos.audit.Trouble;
import dev.turnpike.chaos.audit.TurnHistory;
import dev.turnpike.chaos.audit.Verdict;
import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.disturb.Planned;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.List;

/**
 * One run: all that its file holds.
 *
 * @param format of this record; it changes when a figure changes its meaning
 * @param command that makes the same run again, as far as it is decided by anything but time
 */
public record ChaosResult(
    int format,
    String command,
    long seed,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    boolean passed,
    boolean settled,
    List<Verdict> verdicts,
    Figures figures,
    List<Takeover> takeovers,
    List<Resumption> resumptions,
    List<TurnHistory> histories,
    Course course,
    Peaks peaks,
    List<Planned> planned,
    List<Trouble> troubles,
    List<Chronicle.Entry> happened) {

  private static final int FORMAT = 3;

  public ChaosResult {
    verdicts = List.copyOf(verdicts);
    takeovers = List.copyOf(takeovers);
    resumptions = List.copyOf(resumptions);
    histories = List.copyOf(histories);
    planned = List.copyOf(planned);
    troubles = List.copyOf(troubles);
    happened = List.copyOf(happened);
  }

  public static ChaosResult of(
      Outcome outcome, String command, Checkout checkout, Machine machine) {
    return new ChaosResult(
        FORMAT,
        command,
        outcome.seed(),
        outcome.startedAt(),
        outcome.endedAt(),
        checkout,
        machine,
        outcome.passed(),
        outcome.settled(),
        outcome.audit().verdicts(),
        outcome.audit().figures(),
        outcome.audit().takeovers(),
        outcome.audit().resumptions(),
        outcome.audit().histories(),
        Course.of(outcome.audit().lives()),
        outcome.peaks(),
        outcome.schedule().planned(),
        outcome.troubles(),
        outcome.entries());
  }
}
