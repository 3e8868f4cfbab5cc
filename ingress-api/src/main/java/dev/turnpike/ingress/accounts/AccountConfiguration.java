package dev.turnpike.ingress.accounts;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordProperties.class)
class AccountConfiguration {
  @Bean
  Passwords passwords(PasswordProperties properties) {
    return new Passwords(properties);
  }
}
