package dev.turnpike.memory.extraction;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.RecalledMemory;
import dev.turnpike.memory.embedding.Embedding;
import dev.turnpike.memory.ledger.KnownFact;
import dev.turnpike.memory.ledger.MemoryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the model had been told from memory in a turn, and so may only have come back from there.
 *
 * <p>A user who deletes a fact may have a turn under way that still knew it. That turn must not
 * teach it anew, however truly the user says it there: the deletion is what they wanted last.
 *
 * @param recalled all that was
 * @param deleted what of it the user has deleted since
 */
record Echo(Set<UUID> recalled, List<Deleted> deleted) {

  /** A fact that is not there any more. */
  record Deleted(UUID memoryId, String text, Embedding embedding) {}

  static Echo of(CompletedTurn turn, MemoryLedger ledger, PatientEmbedder embedder)
      throws InterruptedException {
    var recalled =
        turn.getRecalled().stream()
            .map(RecalledMemory::getMemoryId)
            .collect(Collectors.toUnmodifiableSet());
    var gone = recalled.isEmpty() ? Set.<UUID>of() : ledger.deleted(recalled);
    var deleted = new ArrayList<Deleted>();
    for (RecalledMemory memory : turn.getRecalled()) {
      if (gone.contains(memory.getMemoryId())) {
        var text = memory.getText();
        deleted.add(new Deleted(memory.getMemoryId(), text, embedder.embed(text)));
      }
    }
    return new Echo(recalled, List.copyOf(deleted));
  }

  boolean isOf(KnownFact known) {
    return recalled.contains(known.memoryId());
  }

  boolean isOfDeleted(Finding finding) {
    return deleted.stream()
        .map(
            d ->
                new KnownFact(
                    d.memoryId(), d.text(), d.embedding().similarity(finding.embedding())))
        .anyMatch(known -> known.says(finding.candidate().text()));
  }
}
