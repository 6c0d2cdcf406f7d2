package dev.seedbank.model.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.regex.Pattern;

/** Addresses by their form alone (RFC 5321, section 4.1.2): the library's own format knows a list of top-level domains. */
public final class EmailFormat implements Format {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:%1$s(?:\\.%1$s)*|\"(?:[^\"\\\\]|\\\\.)*\")@(?:%2$s(?:\\.%2$s)*|\\[[0-9A-Za-z.:]+])"
                    .formatted(ATOM, LABEL));

    @Override
    public String getName() {
        return "email";
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return isAddress(text);
    }

    /** Whether a text is one. */
    public static boolean isAddress(String text) {
        return text.length() <= LONGEST
                && text.lastIndexOf('@') <= LONGEST_LOCAL
                && ADDRESS.matcher(text).matches();
    }
}
