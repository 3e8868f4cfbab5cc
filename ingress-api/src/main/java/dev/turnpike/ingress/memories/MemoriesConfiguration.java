package dev.turnpike.ingress.memories;

import dev.turnpike.memory.book.MemoryBook;
import dev.turnpike.memory.book.MemorySwitches;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemoriesConfiguration {
  @Bean
  MemoryBook memoryBook(DataSource database) {
    return new MemoryBook(database);
  }

  @Bean
  Switches memorySwitches(DataSource database) {
    return new Switches(new MemorySwitches(database));
  }
}
