package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.Optional;

/** Knows how to answer one kind of request; empty where the request is of another kind. */
interface Responder {
  Optional<Reply> reply(ChatRequest request);
}
