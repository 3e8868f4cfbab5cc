package dev.turnpike.ingress.tokens;

import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Which call takes which token. Below {@code /api} and {@code /v1} everything needs one unless
 * named here.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(TokenProperties.class)
class SecurityConfiguration {
  private static final String USER = TokenKind.Authority.USER;
  private static final String SESSION = TokenKind.Authority.SESSION;

  @Bean
  TokenIssuer tokenIssuer(TokenProperties properties, Clock clock) {
    return new TokenIssuer(properties, clock);
  }

  @Bean
  JwtDecoder jwtDecoder(TokenProperties properties, Clock clock) {
    return TokenDecoder.of(properties, clock);
  }

  /** Spans and timers around each of its filters cost more than the filters. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain securityFilterChain(HttpSecurity http, ProblemWriter writer) {
    AccessRefusals refusals = new AccessRefusals(writer);
    return http.authorizeHttpRequests(SecurityConfiguration::rules)
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(CallerToken::of))
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

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
        .permitAll()
        .requestMatchers(
            "/api/v1/auth/register",
            "/api/v1/auth/login",
            "/api/v1/health",
            "/api/v1/openapi.json",
            "/api/v1/openapi.json/**")
        .permitAll()
        .requestMatchers(HttpMethod.POST, "/api/v1/auth/session")
        .hasAuthority(USER)
        .requestMatchers(HttpMethod.GET, "/api/v1/auth/sessions")
        .hasAuthority(USER)
        .requestMatchers("/api/v1/auth/session/**", "/api/v1/turns/**")
        .hasAnyAuthority(USER, SESSION)
        .requestMatchers("/api/v1/chatbot/**")
        .hasAuthority(SESSION)
        .requestMatchers("/v1/**")
        .hasAuthority(USER)
        .requestMatchers("/api/**")
        .authenticated()
        .anyRequest()
        .permitAll();
  }
}
