/** What happened to accounts, as a log line and as a row that operators can query. */
@NullMarked
package dev.turnpike.ingress.audit;

import org.jspecify.annotations.NullMarked;
