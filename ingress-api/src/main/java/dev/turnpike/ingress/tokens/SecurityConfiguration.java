package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How callers are told apart. Which of them may call what is in {@link CallRules}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(TokenProperties.class)
class SecurityConfiguration implements WebMvcConfigurer {
  SecurityConfiguration() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Login.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new LoginResolver());
  }

  @Bean
  static TokenIssuer tokenIssuer(TokenProperties properties, Clock clock) {
    return new TokenIssuer(properties, clock);
  }

  @Bean
  static KnownRevocations knownRevocations() {
    return new KnownRevocations();
  }

  @Bean
  static RevocationFeed revocationFeed(
      RevocationTable table, KnownRevocations known, Clock clock, MeterRegistry meters) {
    RevocationFeed feed = new RevocationFeed(table, known, clock);
    RevocationMetrics.register(meters, known, feed);
    return feed;
  }

  @Bean
  static Revocations revocations(
      RevocationTable table,
      KnownRevocations known,
      ForeignTokens foreign,
      TokenProperties properties,
      Clock clock) {
    return new Revocations(table, known, foreign, properties, clock);
  }

  @Bean
  static AuthenticationManager tokenCheck(
      TokenProperties properties,
      ForeignTokens foreign,
      KnownKey.Directory keys,
      KnownRevocations revocations,
      Clock clock) {
    return new TokenCheck(
        new TokenDecoder(properties, clock),
        foreign,
        keys,
        revocations,
        properties.lifetime(),
        clock);
  }

  /** Spans and timers around each of its filters cost more than the filters. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      AuthenticationManager tokenCheck,
      ProblemWriter writer,
      Administrators administrators,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> endpoints) {
    AccessRefusals refusals = new AccessRefusals(writer);
    UnnamedCalls unnamed = new UnnamedCalls(endpoints::getObject);
    AdministratorRule rule = new AdministratorRule(administrators);
    return http.authorizeHttpRequests(calls -> CallRules.apply(calls, rule, unnamed))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(_ -> tokenCheck)
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable) // The http package's filter sets them on all.
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }
}
