package dev.turnpike.ingress.openai.responses;

import dev.turnpike.ingress.commands.TurnCancellation;
import dev.turnpike.ingress.commands.TurnIntake;
import dev.turnpike.ingress.follow.StoredTurns;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.openai.AwaitedReplies;
import dev.turnpike.ingress.openai.Models;
import dev.turnpike.ingress.openai.StreamedReplies;
import dev.turnpike.ingress.turns.TurnDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {
  @Bean
  ResponseTurns responseTurns(TurnDirectory directory, StoredTurns stored) {
    return new ResponseTurns(directory, stored);
  }

  @Bean
  NewResponses newResponses(
      TurnIntake intake,
      Models models,
      ResponseTurns turns,
      StreamedReplies streamed,
      AwaitedReplies awaited,
      AsyncTaskExecutor blockingExecutor,
      JsonMapper json,
      Clock clock) {
    return new NewResponses(
        intake,
        new ResponseQuestions(models, turns),
        streamed,
        awaited,
        blockingExecutor,
        json,
        clock);
  }

  @Bean
  KnownResponses knownResponses(
      ResponseTurns turns,
      StreamedReplies streamed,
      TurnCancellation cancellation,
      Gate gate,
      JsonMapper json) {
    return new KnownResponses(turns, streamed, cancellation, gate, json);
  }
}
