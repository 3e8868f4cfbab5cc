package dev.turnpike.ingress.console;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/**
 * Where the files are. Browsers ask each time whether they still have the right one, so that nobody
 * runs half of an old console after an upgrade; mostly the answer is that they do.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {
  private static final String FILES = "classpath:/static/console/";
  private static final String LIBRARIES = "classpath:/META-INF/resources/webjars/";

  /** Named one by one: other libraries on the class path are nobody's business. */
  private static final String SERVED =
      "/webjars/{library:lit-html|marked|dompurify|highlightjs|uplot}/**";

  private final ContentTags tags = new ContentTags();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    checked(registry.addResourceHandler("/console", "/console/"))
        .addResourceLocations(FILES)
        .resourceChain(false)
        .addResolver(new FrontPage());
    checked(registry.addResourceHandler("/console/**")).addResourceLocations(FILES);
    checked(registry.addResourceHandler(SERVED))
        .addResourceLocations(LIBRARIES)
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver());
  }

  private ResourceHandlerRegistration checked(ResourceHandlerRegistration files) {
    return files
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(tags::of);
  }
}
