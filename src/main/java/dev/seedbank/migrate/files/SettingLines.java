package dev.seedbank.migrate.files;

import dev.seedbank.config.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The settings in a small file, one in a line: {@code key = value}. Empty lines, comments ({@code #}) and {@code [tables]} say nothing. */
final class SettingLines {
    private final String shown;
    private final List<Setting> settings = new ArrayList<>();

    /** @param value without quotes */
    record Setting(String key, String value, int line) {}

    private SettingLines(String shown) {
        this.shown = shown;
    }

    /** Those of a file in the folder; none if there is no such file. */
    static SettingLines read(Folder folder, String name) {
        var lines = new SettingLines(folder.shown(name));
        if (folder.has(name)) {
            try {
                lines.add(TextFile.read(folder.path(name), lines.shown));
            } catch (IOException e) {
                throw Fault.unreadable(lines.shown, e);
            }
        }
        return lines;
    }

    private void add(String text) {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var content = line.replaceFirst("(?:^|\\s)#.*", "").strip();
            int equals = content.indexOf('=');
            if (equals > 0) {
                var value = content.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", "");
                settings.add(new Setting(content.substring(0, equals).strip(), value, number));
            } else if (!content.isEmpty() && !content.startsWith("[")) {
                throw Fault.at(shown, number, "'%s' is no setting".formatted(content), "Write it as key = value.");
            }
        }
    }

    void forEach(Consumer<Setting> taker) {
        settings.forEach(taker);
    }

    RuntimeException fault(Setting setting, String what, String advice) {
        return Fault.at(shown, setting.line(), what, advice);
    }
}
