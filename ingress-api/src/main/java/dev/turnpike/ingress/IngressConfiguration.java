package dev.turnpike.ingress;

import dev.turnpike.platform.PlatformConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this service takes from the platform; its own packages bring the rest. */
@Configuration(proxyBeanMethods = false)
@Import(PlatformConfiguration.class)
class IngressConfiguration {}
