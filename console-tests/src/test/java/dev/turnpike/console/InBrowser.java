package dev.turnpike.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  private record Stage(Chromium chromium, RunningSystem system) {}

  /**
   * The stage, closed by JUnit after the last test; or why there is none, so that a start that has
   * failed is not tried for each test.
   */
  private record Setting(@Nullable Stage stage, @Nullable Throwable failure)
      implements AutoCloseable {
    static Setting set() {
      Chromium chromium = Chromium.launch();
      try {
        return new Setting(new Stage(chromium, RunningSystem.start()), null);
      } catch (IOException | RuntimeException | AssertionError e) {
        chromium.close();
        return new Setting(null, e);
      }
    }

    @Override
    public void close() {
      if (stage != null) {
        stage.chromium.close();
        stage.system.close();
      }
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
    Setting setting =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Setting.class, _ -> Setting.set(), Setting.class);
    if (setting.stage == null) {
      throw new IllegalStateException("The system did not start.", setting.failure);
    }
    return setting.stage;
  }

  private static List<Visitor> visitors(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Visitors.class, _ -> new Visitors(), Visitors.class)
        .all;
  }
}
