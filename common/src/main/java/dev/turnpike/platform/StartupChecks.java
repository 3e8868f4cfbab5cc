package dev.turnpike.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the settings and asks Kafka, the registry and, if the service has one, the database before
 * any bean is made, so that what is wrong shows as one sentence and not as the failure of whatever
 * bean came first.
 */
record StartupChecks(Environment environment) implements BeanFactoryPostProcessor {
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
    ConfigurationReview.run(environment, beanFactory);
    KafkaProperties kafka = bind("turnpike.kafka", KafkaProperties.class);
    RegistryProperties registry = bind("turnpike.registry", RegistryProperties.class);
    Patience patience = Patience.of(bind("turnpike.startup", StartupProperties.class).patience());
    String service = environment.getProperty("spring.application.name", "turnpike");
    KafkaClients clients = new KafkaClients(kafka);
    List<StartupCheck> checks = new ArrayList<>();
    checks.add(new KafkaCheck(kafka, clients, service));
    checks.add(new RegistryCheck(registry));
    if (beanFactory.getBeanNamesForType(DatabaseProperties.class, false, false).length > 0) {
      checks.add(new DatabaseCheck(bind("turnpike.database", DatabaseProperties.class)));
    }
    runAll(patience, checks);
    runAll(patience, List.of(new ProvisioningCheck(kafka, clients, service, registry)));
  }

  private <T> T bind(String prefix, Class<T> type) {
    try {
      return Binder.get(environment).bindOrCreate(prefix, type);
    } catch (BindException e) {
      throw causeOf(e);
    }
  }

  /** Side by side; all failures are told. */
  private static void runAll(Patience patience, List<StartupCheck> checks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (StartupCheck check : checks) {
        running.add(
            threads.submit(
                () -> {
                  check.run(patience);
                  return null;
                }));
      }
      List<StartRefused> refusals = new ArrayList<>();
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          refusals.add(causeOf(e));
        }
      }
      if (refusals.size() == 1) {
        throw refusals.getFirst();
      } else if (!refusals.isEmpty()) {
        throw StartRefused.of(refusals.stream().map(StartRefused::sentence).toList());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("The start was interrupted.", e);
    }
  }

  private static StartRefused causeOf(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof StartRefused refused) {
        return refused;
      }
    }
    return new StartRefused("The start failed: " + Reasons.of(failure) + ".", failure);
  }
}
