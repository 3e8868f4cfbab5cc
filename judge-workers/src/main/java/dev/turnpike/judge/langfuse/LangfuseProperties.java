package dev.turnpike.judge.langfuse;

import dev.turnpike.platform.StartRefused;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where turns and scores are passed on to; off unless address and both keys are set.
 *
 * @param host address of Langfuse, such as {@code https://cloud.langfuse.com}
 * @param publicKey of the project
 * @param secretKey of the project
 * @param content whether questions, answers and the judges' reasoning are passed on too; else only
 *     ids, names, numbers and times
 * @param otlp whether Langfuse also gets the services' traces, by its OTLP endpoint: then turns
 *     whose trace is recorded are not told to it again, and their scores go to that trace
 * @param group prefix of the consumer groups that read the log for it
 */
@ConfigurationProperties("turnpike.langfuse")
public record LangfuseProperties(
    @DefaultValue("") String host,
    @DefaultValue("") String publicKey,
    @DefaultValue("") String secretKey,
    @DefaultValue("false") boolean content,
    @DefaultValue("false") boolean otlp,
    @DefaultValue("judge-langfuse") String group) {

  public LangfuseProperties {
    boolean any = Stream.of(host, publicKey, secretKey).anyMatch(text -> !text.isBlank());
    boolean all = Stream.of(host, publicKey, secretKey).noneMatch(String::isBlank);
    if (any && !all) {
      throw new StartRefused(
          "Only some of LANGFUSE_HOST, LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY are set: set all three, or none.");
    }
    if (all && !host.matches("https?://[^\\s/]+.*")) {
      throw new StartRefused(
          "LANGFUSE_HOST is \"%s\": write an address such as https://cloud.langfuse.com."
              .formatted(host));
    }
  }

  boolean isOn() {
    return !host.isBlank();
  }

  URI ingestion() {
    return URI.create(host.replaceAll("/+$", "") + "/api/public/ingestion");
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "LangfuseProperties[host=%s, content=%s]".formatted(host, content);
  }
}
