package dev.turnpike.bench.machine;

/** Where something was measured. */
public record Machine(
    String processor, int processors, long memoryMegabytes, String kernel, String jdk) {

  public static Machine read(ProcFiles files) {
    return new Machine(
        files.processorModel().orElse(System.getProperty("os.arch", "unknown")),
        Runtime.getRuntime().availableProcessors(),
        files.totalKilobytes() / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.vendor") + " " + Runtime.version());
  }

  public String inWords() {
    return "%s × %d, %d MB, %s, %s".formatted(processor, processors, memoryMegabytes, kernel, jdk);
  }
}
