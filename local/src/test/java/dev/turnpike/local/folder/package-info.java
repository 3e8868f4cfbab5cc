@NullMarked
package dev.turnpike.local.folder;

import org.jspecify.annotations.NullMarked;
