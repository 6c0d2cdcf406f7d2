package dev.seedbank.backend;

/**
 * Which database a store is, whatever name it is reached by.
 *
 * @param id what the server itself knows it by; empty where it does not tell
 * @param address host and port as the URL has them, without user and password; several with commas
 * @param database its name; for a family its pattern
 */
public record DatabaseIdentity(String id, String address, String database) {
    /** Whether both are one database. The servers' own word counts; where one of the two has none, address and name do. */
    public boolean matches(DatabaseIdentity other) {
        boolean told = !id.isEmpty() && !other.id.isEmpty();
        return told ? id.equals(other.id) : address.equals(other.address) && database.equals(other.database);
    }

    /** {@code shop on localhost:5432}; without the address where an earlier version did not record it. */
    @Override
    public String toString() {
        return address.isEmpty() ? database : database + " on " + address;
    }
}
