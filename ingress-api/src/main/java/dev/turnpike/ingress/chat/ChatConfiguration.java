package dev.turnpike.ingress.chat;

import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.TurnStreams;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.stream.OpenReplies;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChatProperties.class, EvaluationProperties.class})
class ChatConfiguration {
  @Bean
  ChatMetrics chatMetrics(MeterRegistry meters) {
    return new ChatMetrics(meters);
  }

  @Bean
  Answers answers(
      TurnIntake intake,
      Conversations conversations,
      OpenReplies replies,
      AsyncTaskExecutor blockingExecutor,
      ChatProperties properties) {
    return new Answers(
        intake, conversations, replies, blockingExecutor, properties.answerDeadline());
  }

  @Bean
  StreamedAnswers streamedAnswers(
      TurnIntake intake,
      TurnStreams streams,
      ChatMetrics metrics,
      ProblemWriter problems,
      JsonMapper json,
      ChatProperties properties) {
    return new StreamedAnswers(intake, streams, metrics, problems, json, properties.busyPatience());
  }
}
