package dev.turnpike.ingress.administrators;

import dev.turnpike.ingress.accounts.KeptAddresses;
import dev.turnpike.ingress.tokens.ForeignTokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdministratorProperties.class)
class AdministratorConfiguration {
  @Bean
  Named namedAdministrators(AdministratorProperties properties, ForeignTokens foreign) {
    return Named.of(properties.named(), foreign);
  }

  @Bean
  KnownAdministrators knownAdministrators(Named named) {
    return new KnownAdministrators(named);
  }

  @Bean
  AdministratorFeed administratorFeed(
      Named named, AdministratorFeed.Source accounts, KnownAdministrators known) {
    return new AdministratorFeed(named, accounts, known);
  }

  /** Nobody confirms an address: who registered it could call themselves an administrator. */
  @Bean
  KeptAddresses keptAddresses(AdministratorProperties properties, Named named) {
    return address -> !properties.mayRegister() && named.addresses().contains(address);
  }
}
