package dev.seedbank.backend;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which database a store is, whatever name it is reached by.
 *
 * @param id what the server itself knows it by, {@code SERVER/DATABASE}; empty where it does not tell
 * @param address host and port as the URL has them, without user and password; several with commas
 * @param database its name; for a family its pattern
 */
public record DatabaseIdentity(String id, String address, String database) {
    private static final Pattern LOOPBACK = Pattern.compile("^(?:localhost|\\[::1\\])(:.*)?$");

    /** Whether both are one database. The servers' own word counts; where one of the two has none, address and name do. */
    public boolean matches(DatabaseIdentity other) {
        boolean told = !id.isEmpty() && !other.id.isEmpty();
        return told ? id.equals(other.id) : address.equals(other.address) && database.equals(other.database);
    }

    /** Whether both are on one server, or set of servers. Where the servers do not tell, one host and port in common are enough. */
    public boolean isOnServerOf(DatabaseIdentity other) {
        boolean told = !id.isEmpty() && !other.id.isEmpty();
        return told ? server(id).equals(server(other.id)) : !Collections.disjoint(hosts(), other.hosts());
    }

    private List<String> hosts() {
        return Stream.of(address.toLowerCase(Locale.ROOT).split(",", -1))
                .map(it -> LOOPBACK.matcher(it).replaceFirst("127.0.0.1$1"))
                .toList();
    }

    private static String server(String id) {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }

    /** {@code shop on localhost:5432}; without the address where an earlier version did not record it. */
    @Override
    public String toString() {
        return address.isEmpty() ? database : database + " on " + address;
    }
}
