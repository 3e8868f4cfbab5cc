package dev.turnpike.bench.shapes;

import dev.turnpike.bench.compare.Texts;
import dev.turnpike.bench.load.ModelTarget;
import dev.turnpike.bench.load.Prompt;
import dev.turnpike.bench.load.Prompt.Message;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.load.ToolTarget;
import dev.turnpike.bench.load.TurnpikeTarget;
import dev.turnpike.bench.system.OwnSystem;
import dev.turnpike.bench.system.Subject;
import dev.turnpike.embedded.model.SimulatedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The two sides of a comparison, asked for the same: Turnpike, and the model directly. */
record Sides(Target turnpike, Target direct) {

  /** A model that takes no time, to have the turns before. */
  private static final String QUICK = "sim:ttft=0,gap=0,tokens=50,text=lorem,seed=1";

  private static final String WITHOUT_FACTS = "Please go on. ";

  /** Four bytes in UTF-8, and one character: a message may have 3,000 of them. */
  private static final String LETTER = "\uD83D\uDE80";

  static Sides of(
      Shape.Asked asked, OwnSystem system, TurnpikeTarget turnpike, Duration silence, int users)
      throws IOException, InterruptedException {
    Subject subject = system.subject();
    return switch (asked) {
      case Shape.Asked.Messages(int count, int bytes) -> {
        Prompt prompt = prompt(count, bytes);
        yield new Sides(new Asking(turnpike, prompt), new ModelTarget(subject.model(), prompt));
      }
      case Shape.Asked.After(int turns) ->
          new Sides(
              new OldSessions(
                  turnpike,
                  turns,
                  Texts.read(QUICK, 1, silence, new ModelTarget(subject.model())),
                  silence),
              new ModelTarget(subject.model(), history(turns)));
      case Shape.Asked.ForTool(String question) -> {
        Prompt prompt = Prompt.of(question);
        yield new Sides(new Asking(turnpike, prompt), new ToolTarget(subject.model(), prompt));
      }
      case Shape.Asked.ByKnownUsers(int facts) -> {
        new Teaching(system, turnpike, silence).teach(users, facts);
        Prompt prompt = Prompt.of("What should I cook tonight?");
        yield new Sides(new Asking(turnpike, prompt), new ModelTarget(subject.model(), prompt));
      }
    };
  }

  /** So many messages, each of so many bytes in UTF-8. */
  static Prompt prompt(int messages, int bytesEach) {
    int letters = Math.max(0, bytesEach - WITHOUT_FACTS.length()) / bytes(LETTER);
    String text = WITHOUT_FACTS + LETTER.repeat(letters);
    String exact = letters == 0 ? text.strip() : text + ".".repeat(bytesEach - bytes(text));
    return new Prompt(Collections.nCopies(messages, new Message("user", exact)));
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Prompt history(int turns) {
    List<Message> messages = new ArrayList<>();
    Message question = Prompt.USUAL.messages().getLast();
    Message answer = new Message("assistant", SimulatedModel.loremText(QUICK));
    for (int turn = 0; turn < turns; turn++) {
      messages.add(question);
      messages.add(answer);
    }
    messages.add(question);
    return new Prompt(messages);
  }
}
