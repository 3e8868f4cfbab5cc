package dev.turnpike.models;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The provider's client; a service that calls models imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
public class ModelConfiguration {

  @Bean
  ModelClient modelClient(ModelProperties properties) {
    return new ModelClient(properties);
  }
}
