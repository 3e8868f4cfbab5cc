package dev.turnpike.ingress.document;

import dev.turnpike.ingress.audit.Origin;
import dev.turnpike.ingress.tokens.Login;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
  /** Relative: a document that repeats the Host header would say whatever its reader sent. */
  @Bean
  OpenAPI openApi() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Login.class, Origin.class);
    return new OpenAPI().addServersItem(new Server().url("/").description("This service"));
  }

  @Bean
  ModelResolver modelResolver() {
    return new RecordModels(Json31.converterMapper(), new SchemaNames());
  }

  @Bean
  PropertyCustomizer textLengths() {
    return new TextLengths();
  }

  @Bean
  OperationCustomizer tokenRules() {
    return new TokenRules();
  }

  @Bean
  OpenApiCustomizer completedDocument() {
    return new CompletedDocument(Overlays.read());
  }
}
