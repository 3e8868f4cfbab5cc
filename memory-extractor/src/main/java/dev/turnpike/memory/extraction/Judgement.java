package dev.turnpike.memory.extraction;

import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.ledger.Teaching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what findings teach; asks a model only where something known may be concerned. */
final class Judgement {

  private final FactDecider decider;
  private final PatientEmbedder embedder;
  private final LearningMeters meters;

  Judgement(FactDecider decider, PatientEmbedder embedder, LearningMeters meters) {
    this.decider = decider;
    this.embedder = embedder;
    this.meters = meters;
  }

  /** In the order of the findings. */
  List<Teaching> of(List<Finding> findings) throws InterruptedException {
    var decisions = new ArrayList<Decision>();
    findings.stream()
        .filter(f -> f.near().isEmpty())
        .map(Decision.Add::new)
        .forEach(decisions::add);
    var open = findings.stream().filter(f -> !f.near().isEmpty()).toList();
    if (!open.isEmpty()) {
      var decided = decider.decide(open);
      decisions.addAll(decided);
      meters.ignored("undecided", (int) open.stream().filter(f -> isMissing(decided, f)).count());
    }
    var teachings = new ArrayList<Teaching>();
    for (Decision decision : decisions) {
      teaching(decision).ifPresent(teachings::add);
    }
    teachings.sort(Comparator.comparingInt(Teaching::index));
    return teachings;
  }

  private static boolean isMissing(List<Decision> decided, Finding finding) {
    return decided.stream().noneMatch(decision -> decision.finding().equals(finding));
  }

  private Optional<Teaching> teaching(Decision decision) throws InterruptedException {
    var candidate = decision.finding().candidate();
    return switch (decision) {
      case Decision.Add add ->
          Optional.of(
              new Teaching.Add(
                  candidate.index(),
                  candidate.text(),
                  add.finding().embedding(),
                  candidate.quote()));
      case Decision.Update update ->
          Optional.of(
              new Teaching.Update(
                  candidate.index(),
                  update.known().memoryId(),
                  update.text(),
                  embedding(update),
                  candidate.quote()));
      case Decision.Remove remove ->
          Optional.of(
              new Teaching.Remove(candidate.index(), remove.known().memoryId(), candidate.quote()));
      case Decision.Nothing _ -> {
        meters.ignored("nothing_new", 1);
        yield Optional.empty();
      }
    };
  }

  private Embedding embedding(Decision.Update update) throws InterruptedException {
    return update.text().equals(update.finding().candidate().text())
        ? update.finding().embedding()
        : embedder.embed(update.text());
  }
}
