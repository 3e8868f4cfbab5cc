package dev.turnpike.ingress.memories;

import dev.turnpike.memory.book.MemoryBook;
import dev.turnpike.memory.book.MemorySwitches;
import dev.turnpike.memory.embedding.EmbeddingProperties;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** No embedder is made before it is needed: one in process takes well over 100 MB. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingProperties.class)
class MemoriesConfiguration {
  @Bean
  MemoryBook memoryBook(DataSource database, EmbeddingProperties embeddings) {
    return new MemoryBook(database, SingletonSupplier.of(embeddings::embedder));
  }

  @Bean
  Switches memorySwitches(DataSource database) {
    return new Switches(new MemorySwitches(database));
  }
}
