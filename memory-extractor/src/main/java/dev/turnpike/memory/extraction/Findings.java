package dev.turnpike.memory.extraction;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.ledger.MemoryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes of a turn's candidates what may be kept and is not known, with what is near to it. */
final class Findings {

  private final PatientEmbedder embedder;
  private final MemoryLedger ledger;
  private final LearningMeters meters;

  Findings(PatientEmbedder embedder, MemoryLedger ledger, LearningMeters meters) {
    this.embedder = embedder;
    this.ledger = ledger;
    this.meters = meters;
  }

  List<Finding> of(CompletedTurn turn, UserWords words, List<Candidate> candidates)
      throws InterruptedException {
    var admitted = admitted(words, candidates);
    if (admitted.isEmpty()) {
      return List.of();
    }
    var embeddings = new ArrayList<Embedding>();
    for (Candidate candidate : admitted) {
      embeddings.add(embedder.embed(candidate.text()));
    }
    var recalled = recalled(turn);
    var near = ledger.near(turn.getUserId(), embedder.space(), embeddings);
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < admitted.size(); i++) {
      var finding = new Finding(admitted.get(i), embeddings.get(i), near.get(i));
      var known = finding.known();
      if (known.isPresent()) {
        meters.ignored(recalled.contains(known.get().memoryId()) ? "echo" : "known", 1);
      } else {
        findings.add(finding);
      }
    }
    return findings;
  }

  /** What the model had been told from memory, and so may only have come back from there. */
  private static Set<UUID> recalled(CompletedTurn turn) {
    return turn.getRecalled().stream()
        .map(RecalledMemory::getMemoryId)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Candidate> admitted(UserWords words, List<Candidate> candidates) {
    var admitted = new ArrayList<Candidate>();
    for (Candidate candidate : candidates) {
      var admission = Admission.of(candidate, words);
      if (admission == Admission.KEPT) {
        admitted.add(candidate);
      } else {
        meters.ignored(admission.reason(), 1);
      }
    }
    return admitted;
  }
}
