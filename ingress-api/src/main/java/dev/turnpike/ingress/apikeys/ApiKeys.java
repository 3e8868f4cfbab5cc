package dev.turnpike.ingress.apikeys;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.tokens.KnownKey;
import dev.turnpike.ingress.tokens.Revocations;
import dev.turnpike.ingress.usage.Budget;
import dev.turnpike.ingress.usage.KeyBudgets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;

/** The keys of all users. What is not the user's is not found. */
public final class ApiKeys implements KnownKey.Directory, KeyBudgets {
  static final int MOST_PER_USER = 50;
  private static final Duration LONGEST = Duration.ofDays(36_524);

  private final ApiKeyTable table;
  private final TransactionOperations transactions;
  private final KnownKeys known;
  private final KeyUses uses;
  private final Revocations revocations;
  private final NoArgGenerator ids;
  private final RandomGenerator random;
  private final Clock clock;

  ApiKeys(
      ApiKeyTable table,
      TransactionOperations transactions,
      KnownKeys known,
      KeyUses uses,
      Revocations revocations,
      NoArgGenerator ids,
      RandomGenerator random,
      Clock clock) {
    this.table = table;
    this.transactions = transactions;
    this.known = known;
    this.uses = uses;
    this.revocations = revocations;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** A new key, and the only time that its text is known. */
  record NewKey(ApiKey key, KeyText text) {}

  /** Blocks. */
  NewKey create(String userId, String name, @Nullable Instant expiresAt, Budget budget) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // As the table has it.
    if (expiresAt != null && !(expiresAt.isAfter(now) && expiresAt.isBefore(now.plus(LONGEST)))) {
      throw Problem.invalid("expires_at", "must be in the future, and in less than 100 years");
    }
    KeyText text = KeyText.random(random);
    String id = ids.generate().toString();
    ApiKey key = new ApiKey(id, userId, name, text.shown(), now, expiresAt, null, budget);
    return switch (table.add(key, text.digest(), MOST_PER_USER)) {
      case YES -> new NewKey(key, text);
      case TOO_MANY -> throw tooMany();
      case NO_SUCH_USER -> throw noSuchUser();
    };
  }

  /** Newest first. Blocks. */
  List<ApiKey> ofUser(String userId) {
    return table.ofUser(userId);
  }

  /** Here at once, on other nodes within a second. Blocks. */
  void revoke(String userId, String id) {
    transactions.executeWithoutResult(
        _ -> {
          if (id.indexOf('\0') >= 0 || !table.remove(userId, id)) {
            throw Problem.notFound("api_key_id", "There is no such API key.");
          }
          revocations.endApiKey(userId, id);
        });
    known.forget(id);
  }

  @Override
  public Optional<KnownKey> find(String key) {
    KeyText text = new KeyText(key);
    Optional<ApiKey> found = text.isWellFormed() ? known.find(text.digest()) : Optional.empty();
    found.ifPresent(each -> uses.mark(each.id()));
    return found.map(ApiKey::known);
  }

  /** From memory when the key was used lately, as it is when a call comes with it. */
  @Override
  public Budget budgetOf(String apiKeyId) {
    return known.find(apiKeyId).map(ApiKey::budget).orElse(Budget.NONE);
  }

  @Override
  public List<NamedKey> keysOf(String userId) {
    return ofUser(userId).stream()
        .map(each -> new NamedKey(each.id(), each.name(), each.budget()))
        .toList();
  }

  private static Problem tooMany() {
    return Problem.of(
        HttpStatus.CONFLICT,
        "too_many_api_keys",
        "There are %d API keys already: delete one that is not needed.".formatted(MOST_PER_USER));
  }

  private static Problem noSuchUser() {
    String detail = "The account does not exist any more.";
    return Problem.of(HttpStatus.UNAUTHORIZED, "token_revoked", detail)
        .withErrors(List.of(new FieldError("Authorization", detail)));
  }
}
