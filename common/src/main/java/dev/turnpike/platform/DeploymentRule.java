package dev.turnpike.platform;

import java.util.List;
import org.springframework.core.env.Environment;

/**
 * What is fine on somebody's own machine and not where other people rely on the service. Modules
 * name theirs in {@code META-INF/spring.factories}.
 */
public interface DeploymentRule {
  /**
   * The sentences for whoever starts the service: which variable, why not, and what to do.
   *
   * @param deployment staging or production
   */
  List<String> broken(Environment environment, Deployment deployment);
}
