package dev.turnpike.local.services;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A service as a Spring context in this JVM; it says nothing on the terminal. */
public final class ServiceContext implements ServiceHandle {

  private final ServicePlan plan;
  private final ConfigurableApplicationContext context;

  private ServiceContext(ServicePlan plan, ConfigurableApplicationContext context) {
    this.plan = plan;
    this.context = context;
  }

  /** Returns when the service takes requests. */
  public static ServiceContext start(ServicePlan plan) {
    return new ServiceContext(
        plan,
        plan.kind()
            .application()
            .properties(early(plan))
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .initializers(context -> configure(context.getEnvironment(), plan))
            .run());
  }

  /** What is read before the plan's variables are there: it chooses the files to read. */
  private static Map<String, Object> early(ServicePlan plan) {
    String environment = plan.settings().get("TURNPIKE_ENVIRONMENT");
    return environment == null ? Map.of() : Map.of("turnpike.environment", environment);
  }

  /**
   * As if this were a process of its own with the plan's environment variables; they win over those
   * of the real process, which are the same for all services.
   */
  static void configure(ConfigurableEnvironment environment, ServicePlan plan) {
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "plan-systemEnvironment", new HashMap<>(plan.environment())));
  }

  @Override
  public ServicePlan plan() {
    return plan;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public void close() {
    context.close();
  }
}
