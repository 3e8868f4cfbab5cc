package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.events.TurnStatus;
import java.util.Optional;
import java.util.Set;

/**
 * G3, for clients whose connection held: what they have is the stored answer, and that is what the
 * model says.
 */
final class StreamIsAnswer implements Guarantee {
  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  @Override
  public String name() {
    return "G3";
  }

  @Override
  public String promise() {
    return "the stream is the answer";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("streams");
    for (StartedTurn turn : evidence.started()) {
      Optional<Asked> asked = evidence.asked(turn);
      Optional<EndedTurn> end = evidence.end(turn.turn());
      if (asked.isPresent() && end.isPresent()) {
        check(asked.get(), end.get(), finding);
      }
    }
    return finding;
  }

  private static void check(Asked asked, EndedTurn end, Finding finding) {
    if (end.status() == TurnStatus.COMPLETED) {
      finding.require(
          asked.question().expected().filter(text -> !text.equals(end.answer())).isEmpty(),
          () ->
              "The stored answer of %s is not what %s says: %s"
                  .formatted(end, asked.question().model(), end.answer()));
    }
    asked
        .end()
        .filter(ENDS::contains)
        .ifPresent(
            told -> {
              finding.looked();
              finding.require(
                  told.equalsIgnoreCase(end.status().name()),
                  () ->
                      "The client of %s was told that it is %s; it is %s"
                          .formatted(end, told, end.status()));
              finding.require(
                  asked.text().equals(end.answer()),
                  () ->
                      "The client of %s at %s, which restarted %d times, has another text than is stored:%n%s%nnot:%n%s"
                          .formatted(
                              end, asked.node(), asked.restarts(), asked.text(), end.answer()));
            });
  }
}
