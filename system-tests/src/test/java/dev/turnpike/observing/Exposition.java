package dev.turnpike.observing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What services expose, in Prometheus' text format: all of it, in one. */
final class Exposition {

  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /** One family of series. */
  static final class Family {
    final String name;
    final String type;
    String help = "";
    final Set<String> labels = new TreeSet<>();
    final Set<String> services = new TreeSet<>();

    Family(String name, String type) {
      this.name = name;
      this.type = type;
    }
  }

  private final Map<String, Family> families = new TreeMap<>();
  private final Map<String, Integer> series = new TreeMap<>();

  /** Reads what a service exposes. */
  void read(String service, String text) {
    Map<String, String> help = new TreeMap<>();
    Map<String, Family> here = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP")) {
        help.put(words[2], words.length > 3 ? words[3] : "");
      } else if (line.startsWith("# TYPE")) {
        Family family = families.computeIfAbsent(words[2], name -> new Family(name, words[3]));
        family.help = help.getOrDefault(words[2], "").strip();
        family.services.add(service);
        here.put(words[2], family);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        sample(service, line, here);
      }
    }
  }

  private void sample(String service, String line, Map<String, Family> here) {
    var sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("No sample: " + line);
    }
    series.merge(service, 1, Integer::sum);
    Family family = here.get(sample.group(1).replaceFirst("_(bucket|sum|count)$", ""));
    if (family == null) {
      family = here.get(sample.group(1));
    }
    if (family == null) {
      throw new IllegalArgumentException("A sample without a type: " + line);
    }
    if (sample.group(2) != null) {
      var labels = LABEL.matcher(sample.group(2));
      while (labels.find()) {
        if (!labels.group(1).equals("application") && !labels.group(1).equals("le")) {
          family.labels.add(labels.group(1));
        }
      }
    }
  }

  Map<String, Family> families() {
    return families;
  }

  /** How many each service has. */
  Map<String, Integer> series() {
    return series;
  }
}
