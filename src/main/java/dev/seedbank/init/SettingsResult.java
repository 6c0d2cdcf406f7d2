package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files were written, would be, or could not be. */
record SettingsResult(List<String> lines, Map<String, Object> facts, List<Failure> errors) implements Report {
    private static final String FILES = "settingsFiles";

    static Report planned(List<NewFile> files) {
        var lines = new ArrayList<String>();
        for (var file : files) {
            lines.add("Would write %s:".formatted(Text.printable(file.path())));
            file.text().lines().forEach(line -> lines.add("  " + Text.printable(line)));
        }
        return new SettingsResult(lines, facts(files, false), List.of());
    }

    static Report written(List<NewFile> files) {
        var lines = files.stream()
                .map(file -> "Wrote %s: %s".formatted(Text.printable(file.path()), Text.printable(file.what())))
                .toList();
        return new SettingsResult(lines, facts(files, true), List.of());
    }

    /** @param done what was written before */
    static Report failed(List<NewFile> done, String path, IOException e) {
        var reason =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        var failure = Where.at(Where.Key.FILE, path)
                .of(new OperationFailed(
                        ErrorCode.FILE,
                        "Cannot write %s: %s".formatted(path, reason),
                        "Check the space on the disk, then run seedbank init again.",
                        e));
        var written = written(done);
        return new SettingsResult(written.lines(), written.facts(), List.of(failure));
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
