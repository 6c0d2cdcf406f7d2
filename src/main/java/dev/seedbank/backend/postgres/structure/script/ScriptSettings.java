package dev.seedbank.backend.postgres.structure.script;

import java.util.List;

/**
 * The settings that a script makes at its start and resets at its end, because they decide how the statements in between are
 * read.
 */
public final class ScriptSettings {
    /** In the order in which a script sets them. Bodies of functions are not checked: they may use what comes later. */
    public static final List<String> SETTINGS = List.of(
            "SET search_path = ''",
            "SET check_function_bodies = off",
            "SET standard_conforming_strings = on",
            "SET xmloption = content",
            "SET lc_monetary = 'C'",
            "SET client_min_messages = warning");

    public static final List<String> RESETS = SETTINGS.reversed().stream()
            .map(setting -> "RE" + setting.substring(0, setting.indexOf(" =")))
            .toList();

    private ScriptSettings() {}

    /** Whether a script's statement is one of those that decide how the others are read. */
    static boolean isSetting(String statement) {
        return SETTINGS.contains(statement) || RESETS.contains(statement);
    }
}
