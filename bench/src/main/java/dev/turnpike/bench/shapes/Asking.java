package dev.turnpike.bench.shapes;

import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Prompt;
import dev.turnpike.bench.load.Target;
import dev.turnpike.bench.load.TurnpikeTarget;
import java.io.IOException;
import java.util.List;

/** Turnpike, asked the same by everybody, in new sessions each time. */
record Asking(TurnpikeTarget turnpike, Prompt prompt) implements Target {

  @Override
  public String name() {
    return turnpike.name();
  }

  @Override
  public List<Lane> lanes(int users) throws IOException, InterruptedException {
    return turnpike.lanes(users, prompt);
  }
}
