package dev.turnpike.judge;

import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.rubric.Rubrics;
import dev.turnpike.judge.scoring.ScoreEraser;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.judge.scoring.TurnScorer;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.models.ModelConfiguration;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.PlatformConfiguration;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.platform.forget.ForgottenUsers;
import dev.turnpike.platform.turns.CompletedTurns;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({PlatformConfiguration.class, ModelConfiguration.class})
@EnableConfigurationProperties({JudgeWorkersProperties.class, CompletedTurnsProperties.class})
class JudgeWorkersConfiguration {

  @Bean
  Judge judge(Models models, JudgeWorkersProperties properties) {
    var model = models.only(properties.model()).first();
    return new Judge(
        new StructuredModel(models, properties.concurrentCalls()), model.name(), model.simulated());
  }

  @Bean
  TurnScorer turnScorer(
      JudgeWorkersProperties properties,
      Judge judge,
      JdbcClient jdbc,
      SchemaRegistry registry,
      MeterRegistry meters) {
    return new TurnScorer(
        rubrics(properties),
        judge,
        new ScoreStore(jdbc),
        EventRecords.of(Topics.TURNS_SCORED, registry),
        meters,
        Clock.systemUTC());
  }

  /** Turns are judged each by itself, so their order does not matter. */
  @Bean
  CompletedTurns completedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      TurnScorer scorer) {
    return new CompletedTurns(
        properties, kafka, registry, meters, CompletedTurns.Order.NONE, scorer);
  }

  @Bean
  ForgottenUsers forgottenUsers(JdbcClient jdbc, TransactionOperations transactions) {
    return new ForgottenUsers(jdbc, "judge", new ScoreEraser(jdbc, transactions));
  }

  private static List<Rubric> rubrics(JudgeWorkersProperties properties) {
    try {
      return Rubrics.load(properties.rubrics());
    } catch (IllegalArgumentException e) {
      throw new StartRefused(String.valueOf(e.getMessage()), e);
    }
  }
}
