package dev.turnpike.ingress.openai;

import dev.turnpike.events.Failed;
import dev.turnpike.ingress.FakeWorker;

/** What the workers of these tests do: as the user says. */
public final class OpenAiPlay {
  public static final String ANSWER = "Hello, \uD83D\uDE80 data: [DONE]\r\n\u2028 end";

  private OpenAiPlay() {}

  public static void play(FakeWorker.Stage stage) {
    switch (stage.text()) {
      case "answer" -> stage.answer("Hello, ", "\uD83D\uDE80", " data: [DONE]\r\n", "\u2028 end");
      case "fail" -> {
        stage.started();
        stage.delta(1, 0, "Hel");
        stage.store("failed", "Hel");
        stage.send(1, new Failed("model_unavailable", "The model is away.", 3));
      }
      case "never" -> {
        stage.storeWhenCancelled();
        stage.started();
        stage.delta(1, 0, "Hel");
      }
      default -> stage.answer("You said ", stage.text());
    }
  }
}
