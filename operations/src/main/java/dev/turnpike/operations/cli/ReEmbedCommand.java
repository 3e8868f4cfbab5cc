package dev.turnpike.operations.cli;

import dev.turnpike.memory.VectorRenewal;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.console.Console;
import dev.turnpike.operations.console.Steps;
import dev.turnpike.operations.running.Endpoints;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the vectors of all memories anew. */
@Command(
    name = "re-embed",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the vectors of all memories anew, with the model that EMBEDDINGS_URL,"
          + " EMBEDDINGS_MODEL and EMBEDDINGS_DIMENSIONS name, or the built-in one.",
      "",
      "Services go on meanwhile with the old vectors; start them again afterwards with the same"
          + " settings. When it is stopped in between, nothing has changed, and the next run goes on"
          + " from there."
    },
    footer = {
      "",
      "With DATABASE_URL set (DATABASE_USER, DATABASE_PASSWORD; and no --data) it works there."
    })
final class ReEmbedCommand implements Callable<Integer> {

  private static final String STEP = "re-embedding";

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws Exception {
    VectorRenewal renewal = renewal(Surroundings.ofThisProcess());
    try (Steps steps = new Steps(Console.standard())) {
      Tenths told = new Tenths(steps);
      steps.say(steps.run(STEP, () -> renewal.run(told::at), _ -> ""));
    }
    return 0;
  }

  private VectorRenewal renewal(Surroundings surroundings) {
    if (!data.given() && surroundings.get("DATABASE_URL").isPresent()) {
      return new VectorRenewal(
          surroundings.get("DATABASE_URL").get(),
          surroundings.get("DATABASE_USER").orElse(null),
          surroundings.get("DATABASE_PASSWORD").orElse(null));
    }
    Endpoints.Database database = data.endpoints().database();
    return new VectorRenewal(database.url(), database.user(), database.password());
  }

  /** Tells each tenth once. */
  private static final class Tenths {
    private final Steps steps;
    private long last = -1;

    Tenths(Steps steps) {
      this.steps = steps;
    }

    void at(long done, long facts) {
      long tenth = facts == 0 ? 10 : 10 * done / facts;
      if (tenth != last) {
        last = tenth;
        steps.detail(STEP, "%,d of %,d memories".formatted(done, facts));
      }
    }
  }
}
