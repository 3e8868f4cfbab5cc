package dev.turnpike.memory;

import dev.turnpike.platform.Platform;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The memory extractor as a process. */
@SpringBootApplication
public class MemoryExtractorApplication {

  /** For the launcher. */
  public static SpringApplicationBuilder application() {
    return Platform.application(MemoryExtractorApplication.class, "memory-extractor");
  }

  public static void main(String[] args) {
    application().run(args);
  }
}
