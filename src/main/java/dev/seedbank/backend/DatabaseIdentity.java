package dev.seedbank.backend;

/**
 * Which database a store is, whatever name it is reached by.
 *
 * @param id what the server itself knows it by, {@code SERVER/DATABASE}; empty where it does not tell
 * @param address host and port as the URL has them, without user and password; several with commas
 * @param database its name; for a family its pattern
 */
public record DatabaseIdentity(String id, String address, String database) {
    /** Whether both are one database. The servers' own word counts; where one of the two has none, address and name do. */
    public boolean matches(DatabaseIdentity other) {
        boolean told = !id.isEmpty() && !other.id.isEmpty();
        return told ? id.equals(other.id) : address.equals(other.address) && database.equals(other.database);
    }

    /** Whether both are on one server, or set of servers, known in the same way. */
    public boolean isOnServerOf(DatabaseIdentity other) {
        boolean told = !id.isEmpty() && !other.id.isEmpty();
        return told ? server(id).equals(server(other.id)) : address.equals(other.address);
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
