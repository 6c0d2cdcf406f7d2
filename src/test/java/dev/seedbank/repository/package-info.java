@NullMarked
package dev.seedbank.repository;

import org.jspecify.annotations.NullMarked;
