package dev.turnpike.ingress.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Runs controllers' callables on the blocking executor; their own deadlines apply, not MVC's. */
@Configuration(proxyBeanMethods = false)
class AsyncRequests implements WebMvcConfigurer {
  private final AsyncTaskExecutor blockingExecutor;

  AsyncRequests(AsyncTaskExecutor blockingExecutor) {
    this.blockingExecutor = blockingExecutor;
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new TurnContext()).addPathPatterns(TurnContext.PATHS);
  }

  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer support) {
    support.setTaskExecutor(blockingExecutor);
    support.setDefaultTimeout(-1);
  }
}
