package dev.turnpike.ingress.follow;

import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.ingress.stream.EventStreams;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class FollowConfiguration {
  @Bean
  StoredTurns storedTurns(JdbcClient database, SchemaRegistry registry) {
    return new StoredTurns(database, EventSerde.of(Topics.TURNS_COMPLETED, registry));
  }

  @Bean
  TurnStreams turnStreams(
      EventStreams streams,
      Mailboxes mailboxes,
      StoredTurns stored,
      AsyncTaskExecutor blockingExecutor) {
    return new TurnStreams(streams, new LogAndStore(mailboxes, stored, blockingExecutor));
  }
}
