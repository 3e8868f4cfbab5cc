package dev.turnpike.memory.embedding;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedder of a service that has to do with memories; the service imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingProperties.class)
public class EmbeddingConfiguration {

  @Bean
  Embedder embedder(EmbeddingProperties properties) {
    return properties.embedder();
  }

  /** Refuses the start when what is stored could not be compared with what would be made. */
  @Bean
  StoredSpace storedSpace(JdbcClient jdbc, Embedder embedder) {
    var stored = new StoredSpace(jdbc);
    stored.require(embedder.space());
    return stored;
  }
}
