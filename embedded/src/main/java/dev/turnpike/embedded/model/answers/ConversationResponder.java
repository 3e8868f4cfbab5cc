package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.Optional;

/** Answers in words. */
final class ConversationResponder implements Responder {
  @Override
  public Optional<Reply> reply(ChatRequest request) {
    return Optional.of(
        new Reply.Text(
            "(Simulated model) Hello! I am a stand-in for a language model: I need no key and no"
                + " network, and every word of mine came to you the way a real model's would."));
  }
}
