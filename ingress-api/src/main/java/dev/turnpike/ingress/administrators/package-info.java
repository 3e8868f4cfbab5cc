/** Who may see and do what concerns everybody: users that the operator names in the settings. */
@NullMarked
package dev.turnpike.ingress.administrators;

import org.jspecify.annotations.NullMarked;
