package dev.turnpike.ingress.administrators;

import dev.turnpike.ingress.accounts.EmailAddress;
import dev.turnpike.ingress.tokens.ForeignTokens;
import dev.turnpike.platform.StartRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whom the settings name.
 *
 * @param userIds ids of users; they stay theirs whatever happens
 * @param addresses of accounts, normalised; whoever has such an account is meant
 */
record Named(Set<String> userIds, Set<String> addresses) {
  Named {
    userIds = Set.copyOf(userIds);
    addresses = Set.copyOf(addresses);
  }

  /**
   * @throws StartRefused for what can be neither
   */
  static Named of(List<String> entries, ForeignTokens foreign) {
    Set<String> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (String entry : entries) {
      if (foreign.isOn()) {
        ids.add(foreign.userId(entry));
      } else if (entry.contains("@")) {
        addresses.add(address(entry));
      } else {
        ids.add(id(entry));
      }
    }
    return new Named(ids, addresses);
  }

  private static String address(String entry) {
    String address = EmailAddress.normalized(entry);
    if (!EmailAddress.isValid(address)) {
      throw refused(entry);
    }
    return address;
  }

  private static String id(String entry) {
    try {
      return UUID.fromString(entry).toString();
    } catch (IllegalArgumentException e) {
      throw refused(entry);
    }
  }

  private static StartRefused refused(String entry) {
    return new StartRefused(
        "TURNPIKE_ADMINISTRATORS names \"%s\", which is neither an e-mail address nor the id of an account: write those that accounts have, separated by commas."
            .formatted(entry));
  }
}
