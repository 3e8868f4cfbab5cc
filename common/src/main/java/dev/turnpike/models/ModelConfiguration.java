package dev.turnpike.models;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue of models; a service that calls models imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
public class ModelConfiguration {

  @Bean
  Models models(ModelProperties properties, MeterRegistry meters) {
    return new Models(properties, meters);
  }
}
