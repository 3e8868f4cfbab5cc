package dev.turnpike.embedded.registry;

/** A request that the registry refuses, with the error code that Confluent's registry gives. */
final class RegistryProblem extends RuntimeException {

  private final int code;

  private RegistryProblem(int code, String message) {
    super(message);
    this.code = code;
  }

  static RegistryProblem noSubject(String subject) {
    return new RegistryProblem(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryProblem noVersion(int version) {
    return new RegistryProblem(40402, "Version " + version + " not found.");
  }

  static RegistryProblem noSchema() {
    return new RegistryProblem(40403, "Schema not found");
  }

  static RegistryProblem noCompatibility(String subject) {
    return new RegistryProblem(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryProblem unauthorized() {
    return new RegistryProblem(401, "Unauthorized");
  }

  static RegistryProblem noResource() {
    return new RegistryProblem(404, "HTTP 404 Not Found");
  }

  static RegistryProblem incompatible(String subject, String reason) {
    return new RegistryProblem(
        409,
        "Schema being registered is incompatible with an earlier schema for subject \""
            + subject
            + "\": "
            + reason);
  }

  static RegistryProblem invalidSchema(String reason) {
    return new RegistryProblem(42201, "Invalid schema: " + reason);
  }

  static RegistryProblem invalidVersion(String version) {
    return new RegistryProblem(
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
            + " \"latest\"");
  }

  static RegistryProblem invalidCompatibility(String level) {
    return new RegistryProblem(42203, "Invalid compatibility level: " + level);
  }

  int code() {
    return code;
  }

  int status() {
    return code < 1000 ? code : code / 100;
  }
}
