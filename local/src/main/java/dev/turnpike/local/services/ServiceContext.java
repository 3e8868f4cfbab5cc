package dev.turnpike.local.services;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;

/** A service as a Spring context in this JVM; it says nothing on the terminal. */
public final class ServiceContext implements ServiceHandle {

  /** A local run stops within seconds: streams that are still open then end, and can be resumed. */
  private static final String SHUTDOWN_PHASE = "1500ms";

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
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .run(arguments(plan)));
  }

  /**
   * Settings as command-line properties: they win over the environment of this process, which is
   * the same for all services.
   */
  static String[] arguments(ServicePlan plan) {
    Map<String, String> properties = new TreeMap<>(plan.settings());
    properties.put("SERVER_PORT", Integer.toString(plan.port()));
    properties.put("server.port", Integer.toString(plan.port()));
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", SHUTDOWN_PHASE);
    properties.put("spring.jmx.enabled", "false");
    return properties.entrySet().stream()
        .map(each -> "--" + each.getKey() + "=" + each.getValue())
        .toArray(String[]::new);
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
