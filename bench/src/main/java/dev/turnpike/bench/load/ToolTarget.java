package dev.turnpike.bench.load;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The model itself, asked by clients that run its tool calls themselves. */
public final class ToolTarget implements Target {
  private final ModelTarget model;
  private final URI completions;
  private final Prompt question;

  /**
   * @param base what OpenAI clients take for their base URL
   * @param question that needs the time
   */
  public ToolTarget(URI base, Prompt question) {
    this.model = new ModelTarget(base);
    this.completions = ModelTarget.completions(base);
    this.question = question;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<Lane> lanes(int users) {
    return Stream.<Lane>generate(
            () -> new ToolLane(model, completions, question, Clock.systemUTC()))
        .limit(users)
        .toList();
  }
}
