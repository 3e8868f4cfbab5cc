@NullMarked
package dev.turnpike.bench.logins;

import org.jspecify.annotations.NullMarked;
