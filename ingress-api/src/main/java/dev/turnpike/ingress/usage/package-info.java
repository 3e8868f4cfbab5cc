/** What turns have cost whom, and the budgets that new turns are held against. */
@NullMarked
package dev.turnpike.ingress.usage;

import org.jspecify.annotations.NullMarked;
