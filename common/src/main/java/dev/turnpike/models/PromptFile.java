package dev.turnpike.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A prompt kept as a Markdown file, with an optional YAML header between two lines of {@code ---}.
 *
 * <p>Its version is a hash of its whole content, so that a record can say exactly which words made
 * it. Line ends don't count: a file checked out on Windows has the same version.
 *
 * @param header in the file's order; values as text
 * @param text what follows the header, without white space around it
 * @param version the first 12 hexadecimal digits of the content's SHA-256
 */
public record PromptFile(Map<String, String> header, String text, String version) {

  private static final String FENCE = "---\n";
  private static final int VERSION_DIGITS = 12;

  public PromptFile {
    header = new LinkedHashMap<>(header);
  }

  /** From the class path. */
  public static PromptFile load(String resource) {
    try (InputStream in = PromptFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no " + resource + " on the class path.");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PromptFile parse(String content) {
    String unix = content.replace("\r\n", "\n");
    int end = unix.startsWith(FENCE) ? unix.indexOf("\n" + FENCE, FENCE.length() - 1) : -1;
    if (end < 0) {
      return new PromptFile(Map.of(), unix.strip(), hash(unix));
    }
    return new PromptFile(
        header(unix.substring(FENCE.length(), end + 1)),
        unix.substring(end + 1 + FENCE.length()).strip(),
        hash(unix));
  }

  private static Map<String, String> header(String yaml) {
    Map<String, String> header = new LinkedHashMap<>();
    Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    if (loaded instanceof Map<?, ?> map) {
      map.forEach((key, value) -> header.put(String.valueOf(key), String.valueOf(value)));
    } else if (loaded != null) {
      throw new IllegalArgumentException("A prompt's header is lines of the form name: value.");
    }
    return header;
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
