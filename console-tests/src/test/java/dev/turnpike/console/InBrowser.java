package dev.turnpike.console;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running system and as many visitors as they name. The system and the browser are
 * started once for all tests, the visitors for each.
 */
final class InBrowser implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

  /** Closed by JUnit after the last test. */
  private record Stage(Chromium chromium, RunningSystem system) implements AutoCloseable {
    static Stage set() {
      Chromium chromium = Chromium.launch();
      try {
        return new Stage(chromium, RunningSystem.start());
      } catch (Exception e) {
        chromium.close();
        throw new IllegalStateException("The system does not start.", e);
      }
    }

    @Override
    public void close() {
      chromium.close();
      system.close();
    }
  }

  private static final class Visitors {
    private final List<Visitor> all = new ArrayList<>();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Visitor.class || type == RunningSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Stage stage = stage(context);
    if (parameter.getParameter().getType() == RunningSystem.class) {
      return stage.system;
    }
    Visitor visitor = new Visitor(stage.chromium.browser(), stage.system.url());
    visitors(context).add(visitor);
    return visitor;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<Visitor> all = visitors(context);
    try {
      if (context.getExecutionException().isEmpty()) {
        all.forEach(Visitor::assertNoProblems);
      } else {
        all.forEach(visitor -> visitor.keepFailure(context.getRequiredTestMethod().getName()));
      }
    } finally {
      all.forEach(Visitor::close);
    }
  }

  private static Stage stage(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Stage.class, _ -> Stage.set(), Stage.class);
  }

  private static List<Visitor> visitors(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Visitors.class, _ -> new Visitors(), Visitors.class)
        .all;
  }
}
