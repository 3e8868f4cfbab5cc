package dev.turnpike.ingress.openai;

import dev.turnpike.ingress.chat.ChatProperties;
import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.StoredTurns;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.stream.OpenReplies;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAiProperties.class)
class OpenAiConfiguration {
  @Bean
  Models models(JdbcClient database, ChatProperties properties, Clock clock) {
    return new Models(
        new AgentNames(
            () -> database.sql("select name from agent.agents").query(String.class).list(), clock),
        properties);
  }

  @Bean
  Cancelling cancelling(TurnCancellation cancellation, OpenAiProperties properties) {
    return new Cancelling(cancellation, properties.cancelOnDisconnect());
  }

  @Bean
  StreamedReplies streamedReplies(
      TurnIntake intake,
      TurnStreams streams,
      Cancelling cancelling,
      ProblemWriter problems,
      AsyncTaskExecutor blockingExecutor) {
    return new StreamedReplies(intake, streams, cancelling, problems, blockingExecutor);
  }

  @Bean
  AwaitedReplies awaitedReplies(
      TurnIntake intake,
      StoredTurns stored,
      OpenReplies replies,
      Cancelling cancelling,
      AsyncTaskExecutor blockingExecutor,
      ChatProperties properties) {
    return new AwaitedReplies(
        intake, stored, replies, cancelling, blockingExecutor, properties.answerDeadline());
  }
}
