package dev.turnpike.bench.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service is laid out on the disk. */
enum Form {
  JAR("one executable jar"),
  EXTRACTED("jars side by side"),
  CACHED("jars side by side, AOT cache");

  private static final String COLLECTOR = "-XX:+UseParallelGC";

  /** As in the images, but for the memory that they take from the container's limit. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=128m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String words;

  Form(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  List<String> command(Layout layout) {
    return switch (this) {
      case JAR -> command(List.of(COLLECTOR), layout.jar());
      case EXTRACTED -> command(List.of(COLLECTOR), layout.extracted());
      case CACHED ->
          command(List.of(COLLECTOR, "-XX:AOTCache=" + layout.cache()), layout.extracted());
    };
  }

  /** Like {@link #EXTRACTED}, with the collector that writes objects too, and leaves the cache. */
  static List<String> training(Layout layout) {
    return command(
        List.of("-XX:+UseG1GC", "-XX:AOTCacheOutput=" + layout.cache()), layout.extracted());
  }

  private static List<String> command(List<String> more, Path jar) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }
}
