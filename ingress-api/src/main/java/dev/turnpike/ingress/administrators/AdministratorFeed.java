package dev.turnpike.ingress.administrators;

import dev.turnpike.platform.Repeating;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks up whose the administrators' addresses are: before the server starts, then every second, so
 * that who deletes the account is none any more. While the database is away what is known stays in
 * force.
 */
final class AdministratorFeed implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AdministratorFeed.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Where accounts are. */
  interface Source {
    /** By address; those without an account are absent. */
    Map<String, String> idsOf(Set<String> addresses);
  }

  private final Named named;
  private final Source source;
  private final KnownAdministrators known;
  private final Repeating looking =
      Repeating.after(() -> tellOf(look()), "administrators", INTERVAL, this::look);

  AdministratorFeed(Named named, Source source, KnownAdministrators known) {
    this.named = named;
    this.source = source;
    this.known = known;
  }

  @Override
  public void start() {
    if (!named.addresses().isEmpty()) {
      looking.start();
    }
  }

  @Override
  public void stop() {
    looking.stop();
  }

  @Override
  public boolean isRunning() {
    return looking.isRunning();
  }

  /** Started before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }

  Map<String, String> look() {
    Map<String, String> found = source.idsOf(named.addresses());
    known.accounts(found.values());
    return found;
  }

  /** Their ids, so that an operator can tell a stranger's account; addresses stay out of logs. */
  private void tellOf(Map<String, String> found) {
    found.values().forEach(id -> log.atInfo().addKeyValue("user", id).log("Is an administrator"));
    int absent = named.addresses().size() - found.size();
    if (absent > 0) {
      log.atWarn()
          .addKeyValue("named", named.addresses().size())
          .addKeyValue("without_account", absent)
          .log(
              "Addresses in TURNPIKE_ADMINISTRATORS have no account, and none can be registered"
                  + " while they stand there");
    }
  }
}
