package dev.turnpike.ingress.tokens;

import java.time.Instant;

/**
 * The login that a token was issued under. A user token stands for one, and the session tokens made
 * with it carry it, so that logging out ends them all. A controller's method gets it as a parameter
 * of this type.
 *
 * @param startedAt when somebody logged in, however often tokens were renewed since; for a login at
 *     an external issuer, when that issued the token that was sent
 * @param expiresAt no token made under it may be good for longer; far off for a login at an
 *     external issuer, which says only how long its own token is good
 */
public record Login(String id, String userId, Instant startedAt, Instant expiresAt) {}
