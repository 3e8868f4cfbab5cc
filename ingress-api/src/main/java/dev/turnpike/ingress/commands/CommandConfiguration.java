package dev.turnpike.ingress.commands;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.backlog.Backlog;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.mailbox.Mailboxes;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
  private static final Duration CLEARING = Duration.ofSeconds(10);

  /** A client waits for the acknowledgement: better a quick no than a late yes. */
  private static final Map<String, Object> SENDING =
      Map.of(
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000,
          ProducerConfig.METADATA_MAX_IDLE_CONFIG, (int) Duration.ofDays(1).toMillis());

  @Bean
  CommandLog commandLog(KafkaClients clients, SchemaRegistry registry) {
    CommandLog commands =
        new CommandLog(
            clients.producer("ingress-commands", SENDING),
            EventSerde.of(Topics.CHAT_REQUESTS, registry));
    commands.warmUp();
    return commands;
  }

  @Bean
  Withdrawals withdrawals(CommandLog commands, Gate gate, Clock clock) {
    return new Withdrawals(commands, gate::isKafkaUp, clock);
  }

  @Bean
  IntakeMetrics intakeMetrics(MeterRegistry meters, Withdrawals withdrawals) {
    return new IntakeMetrics(meters, withdrawals);
  }

  @Bean
  TurnIntake turnIntake(
      Gate gate,
      Mailboxes mailboxes,
      CommandLog commands,
      Withdrawals withdrawals,
      NoArgGenerator ids,
      Clock clock,
      IntakeMetrics metrics,
      TurnIntake.Register register,
      Backlog backlog,
      List<TurnCondition> conditions) {
    return new TurnIntake(
        gate, mailboxes, commands, withdrawals, ids, clock, metrics, register, backlog, conditions);
  }

  @Bean
  TurnCancellation turnCancellation(CommandLog commands, Clock clock) {
    return new TurnCancellation(commands, clock);
  }

  @Bean
  HistoryClearing historyClearing(
      Mailboxes mailboxes, CommandLog commands, NoArgGenerator ids, Clock clock) {
    return new HistoryClearing(mailboxes, commands, ids, clock, CLEARING);
  }
}
