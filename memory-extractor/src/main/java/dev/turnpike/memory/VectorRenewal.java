package dev.turnpike.memory;

import dev.turnpike.memory.embedding.EmbeddingProperties;
import dev.turnpike.memory.embedding.ReEmbedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Re-embedding as a command: with the settings that the services would read from the environment,
 * in the database that they use.
 *
 * @param url JDBC address of the database
 */
public record VectorRenewal(String url, @Nullable String user, @Nullable String password) {

  /** Hears how many vectors of how many there are. */
  public interface Progress {
    void at(long done, long facts);
  }

  /** Returns a sentence that says how it ended. */
  public String run(Progress progress) throws InterruptedException {
    var embedder = settings().embedder();
    var database = new SingleConnectionDataSource();
    database.setUrl(url);
    database.setUsername(user);
    database.setPassword(password);
    try (database) {
      var work =
          new ReEmbedding(
              JdbcClient.create(database),
              new TransactionTemplate(new JdbcTransactionManager(database)),
              embedder);
      return told(work.run(progress::at));
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "VectorRenewal[user=%s]".formatted(user);
  }

  private static EmbeddingProperties settings() {
    var environment = new StandardEnvironment();
    try {
      environment
          .getPropertySources()
          .addLast(new ResourcePropertySource("dev/turnpike/platform/defaults.properties"));
      return Binder.get(environment).bindOrCreate("turnpike.embeddings", EmbeddingProperties.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String told(ReEmbedding.Outcome outcome) {
    if (outcome.from().isEmpty()) {
      return "There are no memories yet: nothing to do.";
    }
    return outcome.nothingToDo()
        ? "All vectors are of %s already: nothing to do.".formatted(outcome.to())
        : "%,d vectors of %s are now of %s. Restart what runs with other settings."
            .formatted(outcome.facts(), outcome.from().get(), outcome.to());
  }
}
