package dev.turnpike.operations.doctor;

import dev.turnpike.operations.doctor.Finding.Level;
import java.util.List;

/** What was found, by part. */
public record Report(List<Part> parts) {

  /** What was found about one of them. */
  public record Part(String name, List<Finding> findings) {
    public Part {
      findings = List.copyOf(findings);
    }
  }

  public Report {
    parts = List.copyOf(parts);
  }

  /** Whether nothing keeps it from working. */
  public boolean healthy() {
    return count(Level.PROBLEM) == 0;
  }

  /** The whole in one sentence. */
  public String summary() {
    long problems = count(Level.PROBLEM);
    long warnings = count(Level.WARNING);
    if (problems == 0 && warnings == 0) {
      return "Everything is as it should be.";
    }
    if (problems == 0) {
      return "It works; %s."
          .formatted(counted(warnings, "thing is", "things are") + " worth a look");
    }
    return warnings == 0
        ? "%s.".formatted(counted(problems, "problem", "problems"))
        : "%s, and %s worth a look."
            .formatted(
                counted(problems, "problem", "problems"), counted(warnings, "thing", "things"));
  }

  private long count(Level level) {
    return parts.stream()
        .flatMap(part -> part.findings().stream())
        .filter(finding -> finding.level() == level)
        .count();
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
