package dev.turnpike.ingress.forget;

import dev.turnpike.ingress.audit.AuditLog;
import dev.turnpike.ingress.tokens.Revocations;
import dev.turnpike.ingress.usage.Ledger;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForgetConfiguration {
  @Bean
  Forgetting forgetting(
      ForgottenTable table, Revocations revocations, Ledger ledger, AuditLog audit, Clock clock) {
    return new Forgetting(table, revocations::revokeUser, ledger::forget, audit, clock);
  }
}
