package dev.seedbank.backend;

import java.util.List;

/** The indexes that a store has. Only reads. */
public interface IndexCatalog {
    /**
     * By structure: names do not matter. Of collections without a declaration nothing is said.
     *
     * @return declaration by declaration: its indexes in their order, then those that are not declared
     * @throws dev.seedbank.failure.UsageFailure naming file and line, if a declaration cannot be meant
     */
    List<IndexFinding> compare(List<IndexDeclaration> declarations);

    /**
     * Those that a declaration would have to name, as files have them.
     *
     * @return sorted; none for a collection without such indexes
     */
    List<Written> written();

    /**
     * A collection's indexes as the text of a file.
     *
     * @param label the collection's name as people write it
     * @param yaml without the collection's name
     * @param count of indexes in it
     */
    record Written(Collection collection, String label, String yaml, int count) {}
}
