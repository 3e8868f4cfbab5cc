package dev.turnpike.ingress.apikeys;

import com.fasterxml.uuid.NoArgGenerator;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.turnpike.ingress.gate.Gate;
import dev.turnpike.ingress.tokens.Revocations;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class ApiKeyConfiguration {
  @Bean
  KeyUses keyUses(ApiKeyTable table, Clock clock) {
    return new KeyUses(table, clock);
  }

  @Bean
  ApiKeys apiKeys(
      ApiKeyTable table,
      TransactionOperations transactions,
      Gate gate,
      KeyUses uses,
      Revocations revocations,
      NoArgGenerator ids,
      Clock clock) {
    KnownKeys known = new KnownKeys(table, gate::requireDatabase, Ticker.systemTicker());
    return new ApiKeys(
        table, transactions, known, uses, revocations, ids, new SecureRandom(), clock);
  }
}
