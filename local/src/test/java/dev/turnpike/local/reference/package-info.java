/** Makes the pages about configuration from the code, and holds them against it. */
@NullMarked
package dev.turnpike.local.reference;

import org.jspecify.annotations.NullMarked;
