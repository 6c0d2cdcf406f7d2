package dev.seedbank.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows a coding agent by the variables that it sets for the commands it starts; docs/safety.md lists them for people. What
 * editors set in the terminals of people, and what people set to configure an agent, is left out, with one exception: the
 * prefix {@code CLAUDE_CODE_}.
 */
final class CodingAgents {
    /** The first two are what agents without a name of their own have agreed on. */
    static final List<String> VARIABLES = List.of(
            "AI_AGENT",
            "AGENT",
            "CLAUDECODE",
            "CLAUDE_CODE",
            "CODEX_CI",
            "CODEX_THREAD_ID",
            "CODEX_INTERNAL_ORIGINATOR_OVERRIDE",
            "CURSOR_AGENT",
            "CURSOR_SANDBOX",
            "COPILOT_CLI",
            "VSCODE_COPILOT_TERMINAL",
            "VSCODE_AGENT",
            "GEMINI_CLI",
            "QWEN_CODE",
            "ANTIGRAVITY_AGENT",
            "ANTIGRAVITY_CLI_ALIAS",
            "OPENCODE",
            "OPENCODE_CLIENT",
            "KILO_PID",
            "KILOCODE_FEATURE",
            "AUGMENT_AGENT",
            "CLINE_ACTIVE",
            "CLINE_TASK_ID",
            "ROO_ACTIVE",
            "ROO_CODE_TASK_ID",
            "AMP_CURRENT_THREAD_ID",
            "AMP_THREAD_ID",
            "GOOSE_TERMINAL",
            "CRUSH",
            "GROK_AGENT",
            "PI_CODING_AGENT",
            "OPENCLAW_SHELL",
            "HERMES_SESSION_ID",
            "TRAE_AI_SHELL_ID",
            "KIRO_AGENT_PATH",
            "JUNIE_DATA",
            "JUNIE_SHIM_PATH",
            "VTCODE",
            "DEVIN",
            "JULES_SESSION");

    /** Any variable that begins so. */
    static final List<String> PREFIXES = List.of("CLAUDE_CODE_", "CODEX_SANDBOX", "COPILOT_AGENT");

    /** A variable that people have, too, and the part of its value that only an agent sets. */
    static final Map<String, String> VALUES =
            Map.of("CURSOR_EXTENSION_HOST_ROLE", "agent-exec", "AWS_EXECUTION_ENV", "AmazonQ");

    private CodingAgents() {}

    /** The variable that gives it away. */
    static Optional<String> variable(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(it -> !it.getValue().isEmpty() && isOfAgent(it.getKey(), it.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private static boolean isOfAgent(String name, String value) {
        var part = VALUES.get(name);
        return VARIABLES.contains(name)
                || PREFIXES.stream().anyMatch(name::startsWith)
                || (part != null && value.contains(part));
    }
}
