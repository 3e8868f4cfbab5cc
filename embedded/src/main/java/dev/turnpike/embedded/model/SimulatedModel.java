package dev.turnpike.embedded.model;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.embedded.model.answers.Scriptwriter;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.io.IOException;
import java.time.Clock;

/**
 * A running simulated model: an OpenAI-compatible server on loopback that answers by rules, at a
 * pace and with the faults that the requested model's name asks for. It exists so that the demo,
 * the tests and the bench need no key and no network, and always get the same.
 */
public final class SimulatedModel implements AutoCloseable {
  private final String host;
  private final ModelServer server;
  private final Pacer pacer;
  private final Traffic traffic;

  private SimulatedModel(String host, ModelServer server, Pacer pacer, Traffic traffic) {
    this.host = host;
    this.server = server;
    this.pacer = pacer;
    this.traffic = traffic;
  }

  /**
   * Returns once requests are accepted; a port that is taken is an {@link EmbeddedStartException}.
   */
  public static SimulatedModel start(SimulatedModelSettings settings) {
    return start(settings, ModelCalls.UNWATCHED);
  }

  /** As {@link #start(SimulatedModelSettings)}, with somebody who watches the calls. */
  public static SimulatedModel start(SimulatedModelSettings settings, ModelCalls calls) {
    return start(settings, calls, new Weather());
  }

  /** With a weather that somebody makes. */
  public static SimulatedModel start(
      SimulatedModelSettings settings, ModelCalls calls, Weather weather) {
    Traffic traffic = new Traffic();
    Pacer pacer = Pacer.start();
    try {
      ChatEndpoint chat =
          new ChatEndpoint(settings, pacer, traffic, calls, weather, Clock.systemUTC());
      ModelServer server =
          ModelServer.start(settings.host(), settings.port(), new ModelHandler(chat));
      return new SimulatedModel(settings.host(), server, pacer, traffic);
    } catch (IOException e) {
      pacer.close();
      throw new EmbeddedStartException(
          "The simulated model can't listen on port %d: is something else using it? Choose another."
              .formatted(settings.port()),
          e);
    }
  }

  /** The text that a {@code text=lorem} model of this name always answers. */
  public static String loremText(String modelName) {
    return String.join("", Scriptwriter.lorem(Knobs.DEMO.of(modelName)));
  }

  /** What OpenAI clients take for their base URL. */
  public String baseUrl() {
    return "http://" + host + ":" + port() + "/v1";
  }

  public int port() {
    return server.port();
  }

  /** How many completions were asked for since the start, refused ones included. */
  public long requests() {
    return traffic.requests();
  }

  /** How many answers are being given now; an answer whose client left stops counting. */
  public int openAnswers() {
    return traffic.open();
  }

  @Override
  public void close() {
    pacer.close();
    server.close();
  }
}
