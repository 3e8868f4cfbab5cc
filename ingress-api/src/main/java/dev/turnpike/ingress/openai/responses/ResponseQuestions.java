package dev.turnpike.ingress.openai.responses;

import dev.turnpike.ingress.openai.Asked;
import dev.turnpike.ingress.openai.CallHeaders;
import dev.turnpike.ingress.openai.Models;
import dev.turnpike.ingress.openai.SessionNames;
import dev.turnpike.ingress.tokens.Caller;
import java.util.Optional;
import java.util.UUID;

/** Makes turns out of requests: which session they belong to, and what of them is new to it. */
final class ResponseQuestions {
  private static final String SESSION = "resp-";

  private final Models models;
  private final ResponseTurns turns;

  ResponseQuestions(Models models, ResponseTurns turns) {
    this.models = models;
    this.turns = turns;
  }

  /** What names a session or begins one; needs no look-up. */
  Asked begin(UUID id, Caller caller, ResponseRequest request, CallHeaders headers) {
    Asked.Draft draft = draft(id, caller, request, headers);
    Optional<String> name = headers.chat().or(request.labels()::session);
    if (!request.store() || headers.isTask()) {
      return draft.asSent(request.conversation().messages());
    }
    return name.isPresent()
        ? draft.inSession(
            SessionNames.of(caller.userId(), name.get()), request.conversation().news())
        : draft.inSession(SESSION + id, request.conversation().messages());
  }

  /** What goes on with the session of another response. Blocks. */
  Asked goOn(UUID id, Caller caller, ResponseRequest request, String previous, CallHeaders headers)
      throws InterruptedException {
    String session = turns.requireSession(caller, previous);
    return draft(id, caller, request, headers)
        .inSession(session, request.conversation().messages());
  }

  private Asked.Draft draft(UUID id, Caller caller, ResponseRequest request, CallHeaders headers) {
    return new Asked.Draft(
        id, caller, models.choose(request.model()), request.sampling(), request.labels(), headers);
  }
}
