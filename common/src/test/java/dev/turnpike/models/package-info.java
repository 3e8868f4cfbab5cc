@NullMarked
package dev.turnpike.models;

import org.jspecify.annotations.NullMarked;
