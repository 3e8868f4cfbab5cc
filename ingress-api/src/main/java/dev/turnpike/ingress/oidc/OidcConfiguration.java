package dev.turnpike.ingress.oidc;

import dev.turnpike.ingress.tokens.ForeignTokens;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcProperties.class)
class OidcConfiguration {
  @Bean
  ForeignTokens foreignTokens(
      OidcProperties properties, ObjectProvider<IssuerKeys> keys, Clock clock) {
    return properties.isOn()
        ? new IssuerTokens(properties, keys.getObject(), clock)
        : ForeignTokens.NONE;
  }

  /** Whether there is an external issuer. */
  static class IsExternal implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("turnpike.ingress.oidc.issuer", "").isEmpty();
    }
  }

  /** What there is only with one. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(IsExternal.class)
  static class External implements WebMvcConfigurer {
    private final OidcProperties properties;

    External(OidcProperties properties) {
      this.properties = properties;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
      interceptors
          .addInterceptor(new AccountsElsewhere(properties.issuer()))
          .addPathPatterns(AccountsElsewhere.PATHS);
    }

    @Bean
    static IssuerDocuments issuerDocuments(OidcProperties properties) {
      return new IssuerDocuments(properties.issuer());
    }

    @Bean
    static IssuerKeys issuerKeys(IssuerDocuments documents, Clock clock) {
      return new IssuerKeys(documents, clock);
    }

    @Bean
    static KeyRefresh issuerKeyRefresh(IssuerKeys keys) {
      return new KeyRefresh(keys);
    }
  }
}
