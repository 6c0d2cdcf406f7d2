package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.ServerErrorMessage;

/**
 * Statements that are sent together, each of them enclosed; after each the session notes how far it got.
 *
 * @param beginnings of the statements' own text, in characters of the whole
 */
record StatementMessage(List<DeclaredStatement> statements, List<Integer> beginnings, String text) {
    StatementMessage {
        statements = List.copyOf(statements);
        beginnings = List.copyOf(beginnings);
    }

    /** @param done how many were sent before */
    static StatementMessage of(List<DeclaredStatement> statements, int done) {
        var text = new StringBuilder();
        var beginnings = new ArrayList<Integer>();
        int characters = 0;
        int number = done;
        for (var one : statements) {
            var enclosed = Enclosed.of(one.sql());
            var sent = enclosed.statement() + after(++number);
            beginnings.add(characters + enclosed.beginning());
            characters += length(sent);
            text.append(sent);
        }
        return new StatementMessage(statements, beginnings, text.toString());
    }

    private static String after(int number) {
        return ";set local seedbank.loaded = '%d';set local standard_conforming_strings = on;release savepoint loaded;savepoint loaded;"
                .formatted(number);
    }

    /** Where in the text of one of the statements the server found something, from 0; negative if it does not say. */
    int position(int index, SQLException error) {
        return PostgresErrors.server(error)
                .map(server -> position(index, server))
                .orElse(-1);
    }

    private int position(int index, ServerErrorMessage server) {
        var sql = statements.get(index).sql();
        var query = server.getInternalQuery();
        int inMessage = server.getPosition() - 1 - beginnings.get(index);
        if (query == null) {
            return isIn(sql, inMessage) ? inMessage : -1;
        }
        int inQuery = server.getInternalPosition() - 1;
        int inBody = inQuery - beginnings.get(index);
        if (query.equals(sql) && isIn(sql, inBody) && isOfBody(server)) {
            return inBody;
        }
        int at = sql.indexOf(query);
        return at < 0 || inQuery < 0 ? -1 : length(sql.substring(0, at)) + inQuery;
    }

    /**
     * Whether a function's body is what was wrong: the server finds that in the whole message, and then takes the place for one in the
     * statement. The statement itself is run at one place only, without another around it.
     */
    private static boolean isOfBody(ServerErrorMessage server) {
        var where = server.getWhere();
        return where != null && where.lines().count() > 1;
    }

    private static boolean isIn(String sql, int position) {
        return position >= 0 && position < length(sql);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
