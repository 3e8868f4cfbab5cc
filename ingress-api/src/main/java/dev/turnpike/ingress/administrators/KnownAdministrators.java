package dev.turnpike.ingress.administrators;

import dev.turnpike.ingress.tokens.Administrators;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The administrators' ids, in memory, so that no request waits for the database to be let in. */
final class KnownAdministrators implements Administrators {
  private final Set<String> fixed;
  private volatile Set<String> ids;

  KnownAdministrators(Named named) {
    this.fixed = named.userIds();
    this.ids = fixed;
  }

  @Override
  public boolean include(String userId) {
    return ids.contains(userId);
  }

  /** Of the accounts that have the addresses now. */
  void accounts(Collection<String> found) {
    Set<String> all = new HashSet<>(fixed);
    all.addAll(found);
    ids = Set.copyOf(all);
  }
}
