@NullMarked
package dev.turnpike.operations.doctor;

import org.jspecify.annotations.NullMarked;
