package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads COPY's text the slow and plain way, as the server does: what a field means, however it is spelled. */
final class CopyFields {
    private final String text;
    private int at;

    private CopyFields(String text) {
        this.text = text;
    }

    /** Rows of fields; SQL NULL is {@code null}, arrays are lists, all else is text. */
    static List<List<@Nullable Object>> read(List<TableColumn> columns, String copy) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var line : List.of(copy.split("\n", -1))
                .subList(0, (int) copy.chars().filter(c -> c == '\n').count())) {
            var fields = line.split("\t", -1);
            var row = new ArrayList<@Nullable Object>();
            for (int i = 0; i < columns.size(); i++) {
                row.add(i < fields.length ? value(columns.get(i).format(), fields[i]) : "no field");
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object value(ValueFormat format, String field) {
        if (field.equals("\\N")) {
            return null;
        }
        var text = unescape(field);
        if (format.isArray() && text.startsWith("{")) {
            return new CopyFields(text).array(format);
        }
        return format == ValueFormat.BOOL ? text.substring(0, 1) : text;
    }

    private static String unescape(String field) {
        var text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            text.append(c == '\\' ? (char) CopyToJson.unescaped((byte) field.charAt(++i)) : c);
        }
        return text.toString();
    }

    private List<@Nullable Object> array(ValueFormat format) {
        var elements = new ArrayList<@Nullable Object>();
        at++;
        while (text.charAt(at) != '}') {
            switch (text.charAt(at)) {
                case ',' -> at++;
                case '{' -> elements.add(array(format));
                case '"' -> elements.add(quoted());
                default -> elements.add(bare(format));
            }
        }
        at++;
        return elements;
    }

    private String quoted() {
        var element = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            at += text.charAt(at) == '\\' ? 1 : 0;
            element.append(text.charAt(at));
        }
        at++;
        return element.toString();
    }

    private @Nullable Object bare(ValueFormat format) {
        int from = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        var element = text.substring(from, at);
        if (element.equalsIgnoreCase("null")) {
            return null;
        }
        return format == ValueFormat.BOOL_ARRAY ? element.substring(0, 1) : element;
    }
}
