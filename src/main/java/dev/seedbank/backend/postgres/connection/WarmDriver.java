package dev.seedbank.backend.postgres.connection;

import java.sql.SQLException;
import java.text.NumberFormat;
import java.util.Calendar;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The driver, and what it asks the JDK for at each connection and what takes long the first time. Made with the class, which in
 * the native binary is when that is built: it takes a third off a short command (docs/performance.md).
 */
final class WarmDriver {
    static final Driver DRIVER = new Driver();

    static {
        lookForDefaults();
        // The first day of the week, in the locale that Main sets.
        Calendar.getInstance(Locale.ROOT).getFirstDayOfWeek();
        // By which it reads the server's version.
        NumberFormat.getIntegerInstance(Locale.ROOT);
    }

    /** In files on the class path, before it looks at the URL. It also notes the user of this moment, but each of our URLs names its own. */
    private static void lookForDefaults() {
        try {
            DRIVER.connect("jdbc:postgresql://host:no-port/", new Properties());
        } catch (SQLException e) {
            // Which is no URL, so that nothing is connected to.
        }
    }

    private WarmDriver() {}
}
