package dev.seedbank.backup;

import dev.seedbank.backend.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A collection as every JSON document names it, for further facts to be added: docs/json-output.md. */
public final class CollectionFacts {
    private CollectionFacts() {}

    /** Store, namespace and name. */
    public static Map<String, Object> of(String store, Collection collection) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", store);
        facts.put("namespace", collection.namespace());
        facts.put("name", collection.name());
        return facts;
    }

    /** The same with a number of rows; null where it is not known (negative). */
    public static Map<String, Object> of(String store, Collection collection, long rows) {
        var facts = of(store, collection);
        facts.put("rows", rows < 0 ? null : rows);
        return facts;
    }
}
