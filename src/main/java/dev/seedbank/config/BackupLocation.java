package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where backups are kept: a folder, or a URL whose scheme says what kind of storage it is. It knows where it was set, for
 * messages.
 */
public final class BackupLocation {
    static final String USUAL = "backups";

    /** What a plain path stands for. */
    public static final String FILE_SCHEME = "file";

    /** Two letters at least: {@code C:\backups} is a path. One slash is enough for {@code file:/var/backups}. */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

    private final String value;
    private final Optional<Setting> setting;

    private BackupLocation(String value, Optional<Setting> setting) {
        this.value = value;
        this.setting = setting;
    }

    /**
     * @param text as set
     * @param folder that a relative path starts from
     * @param setting where it was set; empty for the default
     */
    static BackupLocation of(String text, Path folder, Optional<Setting> setting) {
        return new BackupLocation(
                URL.matcher(text).matches() ? text : folder.resolve(text).toString(), setting);
    }

    /** Of a URL its scheme in lower case, else {@link #FILE_SCHEME}. */
    public String scheme() {
        var url = URL.matcher(value);
        return url.matches() ? url.group(1).toLowerCase(Locale.ROOT) : FILE_SCHEME;
    }

    /** Whether it was set as a URL. */
    public boolean isUrl() {
        return URL.matcher(value).matches();
    }

    /** The URL as set, or the folder's full path. A URL may hold a password. */
    public String value() {
        return value;
    }

    /** A failure of the setting, which says where it stands, and its key. */
    public UsageFailure failure(String what, String advice) {
        return setting.map(it -> it.failure("'%s': %s".formatted(it.key(), what), advice))
                .orElseGet(() -> new UsageFailure(ErrorCode.SETTINGS, "%s: %s".formatted(this, what), advice, null));
    }

    /** For people: without a password. */
    @Override
    public String toString() {
        return ConnectionUrl.masked(value);
    }
}
