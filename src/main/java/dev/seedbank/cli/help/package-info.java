/** What the program says about itself: help, completion scripts, manual pages, all made from the commands' own descriptions. */
@NullMarked
package dev.seedbank.cli.help;

import org.jspecify.annotations.NullMarked;
