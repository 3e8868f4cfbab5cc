package dev.turnpike.ingress.openai;

import dev.turnpike.events.Failed;
import dev.turnpike.events.Restarted;
import dev.turnpike.events.Started;
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
      case "again" -> restarted(stage, "Hello, ", "wor", "ld");
      case "otherwise" -> restarted(stage, "Hey, ", "you");
      case "never" -> {
        stage.storeWhenCancelled();
        stage.started();
        stage.delta(1, 0, "Hel");
      }
      default -> stage.answer("You said ", stage.text());
    }
  }

  /** A worker dies in mid-answer, its last words come late, and another one begins anew. */
  private static void restarted(FakeWorker.Stage stage, String... pieces) {
    stage.started();
    stage.delta(1, 0, "Hello");
    stage.send(2, new Started("sim", true));
    stage.send(2, new Restarted(0, "attempt 2"));
    stage.delta(1, 1, " zombie");
    for (int i = 0; i < pieces.length; i++) {
      stage.delta(2, i, pieces[i]);
    }
    stage.store("completed", String.join("", pieces));
    stage.completed(2);
  }
}
