package dev.turnpike.embedded.model;

import java.util.concurrent.CountDownLatch;

/** Runs the simulated model alone: {@code --port N} (0: any), {@code --knobs ttft=200,gap=20}. */
public final class SimulatedModelApplication {
  private static final int DEFAULT_PORT = 8090;

  private SimulatedModelApplication() {}

  public static void main(String... arguments) throws InterruptedException {
    SimulatedModelSettings settings = null;
    try {
      settings = settings(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try (SimulatedModel model = SimulatedModel.start(settings)) {
      System.out.println("The simulated model is ready at " + model.baseUrl());
      new CountDownLatch(1).await();
    }
  }

  static SimulatedModelSettings settings(String... arguments) {
    SimulatedModelSettings settings = SimulatedModelSettings.demo(DEFAULT_PORT);
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      settings =
          switch (arguments[i]) {
            case "--port" -> settings.withPort(port(value));
            case "--knobs" -> settings.withKnobs(value);
            default ->
                throw new IllegalArgumentException(
                    "Unknown option '%s': write --port N or --knobs ttft=200,gap=20."
                        .formatted(arguments[i]));
          };
    }
    return settings;
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--port %s: write a number from 0 to 65535.".formatted(value), e);
    }
  }
}
