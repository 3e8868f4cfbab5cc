package dev.turnpike.analytics.query;

import dev.turnpike.analytics.flow.AnalyticsStreams;
import dev.turnpike.analytics.flow.FlowProperties;
import dev.turnpike.schemas.SchemaRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryProperties.class)
class QueryConfiguration {

  @Bean
  Instances instances(AnalyticsStreams streams, FlowProperties flow) {
    return new Instances(streams, flow.application(), flow.partitions());
  }

  @Bean
  Peers peers(QueryProperties properties) {
    return new Peers(properties.peerTimeout());
  }

  @Bean
  Answers answers(
      AnalyticsStreams streams,
      Instances instances,
      Peers peers,
      SchemaRegistry registry,
      QueryProperties properties) {
    return new Answers(
        new LocalStores(streams, properties.mostRows()),
        instances,
        peers,
        registry,
        properties.mostRows());
  }

  @Bean
  Question.Limits limits(QueryProperties properties, FlowProperties flow) {
    return new Question.Limits(properties.mostRows(), flow.minuteRetention(), flow.hourRetention());
  }

  @Bean
  InstantSource queryClock() {
    return InstantSource.system();
  }
}
