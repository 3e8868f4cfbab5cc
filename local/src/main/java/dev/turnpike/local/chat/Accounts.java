package dev.turnpike.local.chat;

import dev.turnpike.operations.running.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The throw-away users of this client, one for each server, in a file that only its owner may read;
 * with the last session of each terminal, so that a conversation can be continued.
 */
public final class Accounts {

  /**
   * @param sessions the last session of each terminal, the latest at the end
   */
  record Account(String email, String password, Map<String, String> sessions) {

    private static final int REMEMBERED = 20;

    Account {
      sessions = new LinkedHashMap<>(sessions);
    }

    /** The terminal's own last session, else the last of all. */
    Optional<String> lastSession(String terminal) {
      String own = sessions.get(terminal);
      return own != null
          ? Optional.of(own)
          : sessions.values().stream().reduce((first, second) -> second);
    }

    Account withSession(String terminal, String session) {
      Map<String, String> changed = new LinkedHashMap<>(sessions);
      changed.remove(terminal);
      changed.put(terminal, session);
      while (changed.size() > REMEMBERED) {
        changed.remove(changed.keySet().iterator().next());
      }
      return new Account(email, password, changed);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Account[" + email + "]";
    }
  }

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  public Accounts(Path file) {
    this.file = file;
  }

  /** The user's configuration folder: for servers that have no data folder here. */
  public static Path folderOfThisUser(Map<String, String> environment) {
    String configured = environment.get("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(configured);
    return folder.resolve("turnpike");
  }

  Optional<Account> of(String server) {
    return Optional.ofNullable(read().get(server));
  }

  void remember(String server, Account account) {
    Map<String, Account> all = read();
    all.put(server, account);
    try {
      WholeFile.write(file, JSON.writeValueAsString(all) + "\n", WholeFile.Readers.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Account> read() {
    try {
      return new LinkedHashMap<>(
          JSON.readValue(
              Files.readString(file), new TypeReference<LinkedHashMap<String, Account>>() {}));
    } catch (NoSuchFileException | JacksonException e) {
      return new LinkedHashMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
