@NullMarked
package dev.turnpike.local.services;

import org.jspecify.annotations.NullMarked;
