package dev.turnpike.judge;

import dev.turnpike.judge.budget.DailyBudget;
import dev.turnpike.judge.langfuse.LangfuseProperties;
import dev.turnpike.judge.langfuse.LangfusePush;
import dev.turnpike.judge.scoring.Grader;
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
import dev.turnpike.platform.forget.ForgottenUsers;
import dev.turnpike.platform.turns.CompletedTurns;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({PlatformConfiguration.class, ModelConfiguration.class})
@EnableConfigurationProperties({
  JudgeWorkersProperties.class,
  CompletedTurnsProperties.class,
  LangfuseProperties.class
})
class JudgeWorkersConfiguration {

  @Bean
  Assignments assignments(Models models, JudgeWorkersProperties properties) {
    return Assignments.of(properties, models).warnOfOwnModel(models.defaultModel());
  }

  @Bean
  ScoreStore scoreStore(JdbcClient jdbc) {
    return new ScoreStore(jdbc);
  }

  @Bean
  Grader grader(
      JudgeWorkersProperties properties,
      Assignments assignments,
      Models models,
      ScoreStore store,
      JdbcClient jdbc,
      MeterRegistry meters) {
    var clock = Clock.systemUTC();
    return new Grader(
        new Judge(new StructuredModel(models, properties.concurrentCalls()), properties.tries()),
        assignments::isOwnModel,
        new DailyBudget(jdbc, properties.budget(), meters, clock),
        store,
        meters,
        clock,
        new Grader.Conduct(properties.concurrentCalls(), false));
  }

  @Bean
  TurnScorer turnScorer(Assignments assignments, Grader grader, SchemaRegistry registry) {
    return new TurnScorer(
        assignments.all(), grader, EventRecords.of(Topics.TURNS_SCORED, registry));
  }

  /** Turns are judged each by itself, so their order does not matter. */
  @Bean
  CompletedTurns completedTurns(
      CompletedTurnsProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      Tracing tracing,
      TurnScorer scorer) {
    return new CompletedTurns(
        properties, kafka, registry, meters, tracing, CompletedTurns.Order.NONE, scorer);
  }

  @Bean
  LangfusePush langfusePush(
      LangfuseProperties properties,
      KafkaProperties kafka,
      SchemaRegistry registry,
      MeterRegistry meters,
      ScoreStore store) {
    return new LangfusePush(properties, kafka, registry, meters, store::isForgotten);
  }

  @Bean
  ForgottenUsers forgottenUsers(JdbcClient jdbc, TransactionOperations transactions) {
    return new ForgottenUsers(jdbc, "judge", new ScoreEraser(jdbc, transactions));
  }
}
