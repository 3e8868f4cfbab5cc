@NullMarked
package dev.turnpike.local.script;

import org.jspecify.annotations.NullMarked;
