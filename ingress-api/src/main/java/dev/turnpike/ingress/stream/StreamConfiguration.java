package dev.turnpike.ingress.stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {
  @Bean
  OpenReplies openReplies(StreamProperties properties, MeterRegistry meters) {
    return new OpenReplies(
        properties.heartbeat(), properties.grace(), properties.maxOpen(), meters);
  }

  @Bean
  EventStreams eventStreams(StreamProperties properties, OpenReplies replies) {
    return new EventStreams(
        replies, properties.heartbeat(), Math.toIntExact(properties.buffer().toBytes()));
  }
}
