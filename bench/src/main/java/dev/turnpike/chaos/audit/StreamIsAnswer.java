package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Asked;
import dev.turnpike.chaos.load.Heard;
import dev.turnpike.events.TurnStatus;
import java.util.Optional;

/**
 * G3. Whoever follows a turn, over however many connections and nodes, is told its end and has the
 * stored answer; and that is what the model says.
 */
final class StreamIsAnswer implements Guarantee {

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
    Finding finding = new Finding("listeners");
    for (StartedTurn turn : evidence.started()) {
      Optional<Asked> asked = evidence.asked(turn);
      Optional<EndedTurn> end = evidence.end(turn.turn());
      if (asked.isPresent() && end.isPresent()) {
        finding.about(turn.turn());
        answer(asked.get(), end.get(), finding);
        asked.get().heard().forEach(heard -> stream(asked.get(), heard, end.get(), finding));
      }
    }
    return finding;
  }

  private static void answer(Asked asked, EndedTurn end, Finding finding) {
    if (end.status() == TurnStatus.COMPLETED) {
      finding.require(
          asked.question().expected().filter(text -> !text.equals(end.answer())).isEmpty(),
          () ->
              "The stored answer of %s is not what %s says: %s"
                  .formatted(end, asked.question().model(), end.answer()));
    }
  }

  private static void stream(Asked asked, Heard heard, EndedTurn end, Finding finding) {
    finding.require(
        heard.oddities().isEmpty(),
        () -> "%s of %s met what must not be: %s".formatted(heard, end, heard.oddities()));
    if (heard.turn().isEmpty()) {
      return; // Cut off before it was told what to come back for: it never was a follower.
    }
    finding.looked();
    finding.require(
        heard.turn().equals(Optional.of(end.turn()))
            && heard.end().filter(end.status().name()::equalsIgnoreCase).isPresent(),
        () ->
            "%s of %s, asked at %s, should have been told that it is %s"
                .formatted(heard, end, asked.node(), end.status()));
    finding.require(
        heard.end().isEmpty() || heard.text().equals(end.answer()),
        () ->
            "%s of %s, asked at %s, has another text than is stored:%n%s%nnot:%n%s"
                .formatted(heard, end, asked.node(), heard.text(), end.answer()));
  }
}
