package dev.turnpike.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turnpike, over its native chat API. Every call for lanes opens a new session for each user, so
 * that no conversation grows long and all blocks see the same; registering happens once, as hashing
 * passwords is no part of a chat. Several threads may ask for lanes at once after the first call.
 */
public final class TurnpikeTarget implements Target {
  private final URI base;
  private final AccountApi api;
  private final int accounts;
  private final List<String> userTokens = new CopyOnWriteArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();

  /**
   * @param accounts how many users there are at most; more streams than that share them
   */
  public TurnpikeTarget(URI base, int accounts) {
    this.base = base;
    this.api = new AccountApi(base);
    this.accounts = accounts;
    Requests.address(base);
  }

  /** Registers somebody and forgets their token. */
  public LoginStorm.Credentials register() throws IOException, InterruptedException {
    LoginStorm.Credentials user = AccountApi.someone();
    String _ = api.register(user);
    return user;
  }

  @Override
  public String name() {
    return "turnpike";
  }

  @Override
  public List<Lane> lanes(int users) throws IOException, InterruptedException {
    return lanes(users, Prompt.USUAL);
  }

  /** Makes everything ready for so many users who all ask this. */
  public List<Lane> lanes(int users, Prompt prompt) throws IOException, InterruptedException {
    while (userTokens.size() < Math.min(users, accounts)) {
      userTokens.add(api.register());
    }
    List<Lane> lanes = new ArrayList<>(users);
    for (int user = 0; user < users; user++) {
      int owner = Math.floorMod(sessions.getAndIncrement(), userTokens.size());
      lanes.add(new SessionLane(base, api.session(userTokens.get(owner)), prompt));
    }
    return lanes;
  }
}
