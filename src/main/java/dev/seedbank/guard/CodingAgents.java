package dev.seedbank.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows a coding agent by the variables that it sets for the commands it starts. */
final class CodingAgents {
    /** The first is what agents without a name of their own have agreed on; docs/safety.md lists them. */
    static final List<String> VARIABLES = List.of(
            "AI_AGENT",
            "AGENT",
            "CLAUDECODE",
            "CLAUDE_CODE",
            "CODEX_SANDBOX",
            "CODEX_CI",
            "CODEX_THREAD_ID",
            "CURSOR_AGENT",
            "CURSOR_TRACE_ID",
            "GEMINI_CLI",
            "COPILOT_AGENT",
            "COPILOT_CLI",
            "OPENCODE",
            "OPENCODE_CLIENT",
            "AUGMENT_AGENT",
            "ANTIGRAVITY_AGENT",
            "CLINE_ACTIVE",
            "ROO_ACTIVE",
            "AMP_CURRENT_THREAD_ID",
            "GOOSE_TERMINAL",
            "DEVIN",
            "JULES_SESSION");

    private CodingAgents() {}

    /** The variable that gives it away. */
    static Optional<String> variable(Map<String, String> environment) {
        return VARIABLES.stream()
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .findFirst();
    }
}
