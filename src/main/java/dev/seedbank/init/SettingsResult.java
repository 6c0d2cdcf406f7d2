package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files were written, would be, or could not be. */
record SettingsResult(List<String> lines, Map<String, Object> facts) implements Report {
    private static final String FILES = "settingsFiles";

    static Report planned(List<NewFile> files) {
        var lines = new ArrayList<String>();
        for (var file : files) {
            lines.add("Would write %s:".formatted(Text.printable(file.path())));
            file.text().lines().forEach(line -> lines.add("  " + Text.printable(line)));
        }
        return new SettingsResult(lines, facts(files, false));
    }

    static Report written(List<NewFile> files) {
        var lines = files.stream()
                .map(file -> "Wrote %s: %s".formatted(Text.printable(file.path()), Text.printable(file.what())))
                .toList();
        return new SettingsResult(lines, facts(files, true));
    }

    static Report notWritten(String path, String why) {
        return Lines.of("Not written: %s (%s)".formatted(path, why), Map.of(FILES, List.of()));
    }

    private static Map<String, Object> facts(List<NewFile> files, boolean written) {
        return Map.of(FILES, files.stream().map(file -> facts(file, written)).toList());
    }

    private static Map<String, Object> facts(NewFile file, boolean written) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("path", file.path());
        facts.put("written", written);
        facts.put("text", file.text());
        return facts;
    }
}
