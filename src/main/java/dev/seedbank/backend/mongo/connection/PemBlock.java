package dev.seedbank.backend.mongo.connection;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of a PEM file (RFC 7468); whatever stands between the pieces is left aside.
 *
 * @param label such as {@code CERTIFICATE}
 */
record PemBlock(String label, String base64) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    static List<PemBlock> in(String text) {
        var blocks = new ArrayList<PemBlock>();
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** @throws IllegalArgumentException if it is not Base64 */
    byte[] der() {
        return Base64.getMimeDecoder().decode(base64.strip());
    }

    ByteArrayInputStream stream() {
        return new ByteArrayInputStream(der());
    }
}
