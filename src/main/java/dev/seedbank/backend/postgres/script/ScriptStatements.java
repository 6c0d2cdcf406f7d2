package dev.seedbank.backend.postgres.script;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A script's statements one after another, each read when it is asked for. */
public final class ScriptStatements implements AutoCloseable {
    private final Script script;
    private final boolean standardStrings;
    private final Iterator<Piece> pieces;
    private @Nullable Reader text;
    private @Nullable SqlSplitter splitter;

    /** @param standardStrings whether a backslash in a plain string is itself, until a statement of the script changes that */
    public ScriptStatements(Script script, boolean standardStrings) {
        this.script = script;
        this.standardStrings = standardStrings;
        this.pieces = script.pieces().iterator();
    }

    /** All of them, also those that are sent to the server together. */
    public static ScriptStatements oneByOne(Script script, boolean standardStrings) {
        var pieces = script.pieces().stream()
                .map(it -> new Piece(it.line(), false, it.text()))
                .toList();
        return new ScriptStatements(
                new Script(
                        script.file(),
                        script.direction(),
                        pieces,
                        script.transactions(),
                        script.lockTimeout(),
                        script.allowed(),
                        script.files()),
                standardStrings);
    }

    /**
     * All statements of a text at once; what follows a {@code COPY … FROM stdin} is skipped.
     *
     * @param file for messages
     * @param comments hears the comments that end with their line
     */
    public static List<Statement> all(String file, String text, Consumer<Comment> comments) {
        var splitter = new SqlSplitter(new StringReader(text), file, 1, true, comments);
        var all = new ArrayList<Statement>();
        try {
            for (var next = splitter.next(); next.isPresent(); next = splitter.next()) {
                all.add(next.get());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory gives none
        }
    }

    /** @throws OperationFailed if the file cannot be read */
    public Optional<Statement> next() {
        try {
            while (true) {
                var statement = splitter == null ? Optional.<Statement>empty() : splitter.next();
                if (statement.isPresent() || !pieces.hasNext()) {
                    return statement;
                }
                var one = open(pieces.next());
                if (one.isPresent()) {
                    return one;
                }
            }
        } catch (IOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE, "%s cannot be read: %s".formatted(script.file(), e.getMessage()), "", e);
        }
    }

    /** The statement that the piece is; empty if it is to be split, or has none. */
    private Optional<Statement> open(Piece piece) throws IOException {
        closeText();
        var opened = piece.text().open();
        if (!piece.single()) {
            text = opened;
            splitter = new SqlSplitter(opened, script.file(), piece.line(), standardStrings);
            return Optional.empty();
        }
        splitter = null;
        try (opened) {
            var all = new StringWriter();
            opened.transferTo(all);
            var sql = all.toString();
            return decisive(new SqlSplitter(new StringReader(sql), script.file(), piece.line(), standardStrings))
                    .map(one -> new Statement(one.line(), sql.strip(), one.words(), one.tokens(), Optional.empty()));
        }
    }

    /** Of several in a piece, the one that says how it can run: one that ends a transaction, or begins one, or else the first. */
    private Optional<Statement> decisive(SqlSplitter all) throws IOException {
        var first = all.next();
        var decisive = first;
        int count = 0;
        for (var one = first; one.isPresent(); one = all.next()) {
            count++;
            var words = one.get().words();
            if (words.endsTransaction()
                    || (words.controlsTransaction()
                            && !decisive.orElseThrow().words().controlsTransaction())) {
                decisive = one;
            }
        }
        if (count > 1 && decisive.orElseThrow().words().beginsTransaction()) {
            throw new UsageFailure(
                    "%s:%d: the transaction that begins here does not end in the same block"
                            .formatted(script.file(), decisive.orElseThrow().line()),
                    "Make BEGIN and COMMIT statements of their own.");
        }
        return decisive;
    }

    private void closeText() throws IOException {
        if (text != null) {
            text.close();
        }
    }

    @Override
    public void close() {
        try {
            closeText();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
