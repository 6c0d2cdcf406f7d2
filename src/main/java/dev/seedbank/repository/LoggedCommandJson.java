package dev.seedbank.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.seedbank.archive.JsonFields;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.repository.LoggedCommand.Change;
import dev.seedbank.repository.LoggedCommand.Ending;
import dev.seedbank.repository.LoggedCommand.Invocation;
import dev.seedbank.repository.LoggedCommand.LoggedStore;
import dev.seedbank.repository.LoggedCommand.Protection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An entry of the command log as JSON and back: docs/backup-format.md. */
public final class LoggedCommandJson {
    private static final int FORMAT = 1;

    private LoggedCommandJson() {}

    public static byte[] write(LoggedCommand command) {
        var invocation = command.invocation();
        var document = new LinkedHashMap<String, Object>();
        document.put("seedbankCommand", FORMAT);
        document.put("command", invocation.command());
        document.put("startedAt", invocation.startedAt().toString());
        document.put("profile", invocation.profile());
        document.put("environment", invocation.environment());
        invocation.restores().ifPresent(backup -> document.put("restores", backup));
        invocation.reverts().ifPresent(id -> document.put("reverts", id));
        command.protection().ifPresent(protection -> {
            switch (protection) {
                case Protection.SafetyBackup backup -> document.put("safetyBackup", backup.name());
                case Protection.None none -> document.put("noSafetyBackup", word(none.reason()));
            }
        });
        document.put("ending", word(command.ending()));
        document.put(
                "stores",
                command.stores().stream().map(LoggedCommandJson::store).toList());
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(document)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException if it is damaged, or of a later version */
    public static LoggedCommand read(String id, byte[] json) throws IOException {
        try {
            var fields = new JsonFields(new ObjectMapper().readValue(json, Map.class));
            if (fields.number("seedbankCommand") > FORMAT) {
                throw new IOException("of a later version of Seedbank");
            }
            var invocation = new Invocation(
                    fields.text("command"),
                    Instant.parse(fields.text("startedAt")),
                    fields.text("profile"),
                    fields.text("environment"),
                    fields.optionalText("restores"),
                    fields.optionalText("reverts"));
            return new LoggedCommand(
                    id,
                    invocation,
                    protection(fields),
                    Ending.valueOf(constant(fields.text("ending"))),
                    fields.list("stores").stream().map(LoggedCommandJson::store).toList());
        } catch (RuntimeException e) {
            throw new IOException("damaged", e);
        }
    }

    private static Optional<Protection> protection(JsonFields fields) {
        Optional<Protection> backup = fields.optionalText("safetyBackup").map(Protection.SafetyBackup::new);
        return backup.or(() -> fields.optionalText("noSafetyBackup")
                .map(reason -> new Protection.None(Protection.Reason.valueOf(constant(reason)))));
    }

    private static Map<String, Object> store(LoggedStore store) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", store.name());
        map.put("serverId", store.database().id());
        map.put("address", store.database().address());
        map.put("database", store.database().database());
        map.put("change", word(store.change()));
        map.put("token", store.token());
        return map;
    }

    private static LoggedStore store(JsonFields fields) {
        return new LoggedStore(
                fields.text("name"),
                new DatabaseIdentity(fields.text("serverId"), fields.text("address"), fields.text("database")),
                Change.valueOf(constant(fields.text("change"))),
                fields.text("token"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
