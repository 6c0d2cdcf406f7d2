package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Item;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens stores for tests, and moves their data as backup and restore do, but through memory. */
public final class PostgresStores {
    private PostgresStores() {}

    public static Store open(String url, String... schemas) {
        return new PostgresBackend().open(settings(url, schemas));
    }

    public static StoreSettings settings(String url, String... schemas) {
        return new StoreSettings(
                "main",
                ConnectionUrl.of(url, "test"),
                Optional.empty(),
                Optional.empty(),
                List.of(schemas),
                List.of(),
                List.of(),
                Map.of());
    }

    /** What a backup holds. */
    public record Dump(
            Map<Collection, String> rows,
            Map<Collection, List<Column>> columns,
            Structure structure,
            List<SequenceValue> sequences) {
        public LoadRequest request() {
            var items = new ArrayList<Item>();
            rows.keySet().forEach(name -> items.add(new Item(name, name, columns.getOrDefault(name, List.of()))));
            return new LoadRequest(items, structure, sequences, List.of(), LoadRequest.Options.PLAIN);
        }

        public Dump with(String table, String json) {
            var changed = new LinkedHashMap<>(rows);
            changed.replaceAll((name, text) -> name.name().equals(table) ? json : text);
            return new Dump(changed, columns, structure, sequences);
        }

        public String of(String table) {
            return rows.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(table))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }
    }

    public static Dump dump(Store store) {
        try (var snapshot = store.snapshot();
                var reader = snapshot.reader()) {
            var rows = new LinkedHashMap<Collection, String>();
            var columns = new LinkedHashMap<Collection, List<Column>>();
            for (var collection : snapshot.collections()) {
                if (collection.kind() == Collection.Kind.DATA) {
                    var out = new ByteArrayOutputStream();
                    reader.read(collection, out, read -> {});
                    rows.put(collection, "[" + out.toString(StandardCharsets.UTF_8) + "]");
                    columns.put(collection, snapshot.columns(collection));
                }
            }
            return new Dump(rows, columns, snapshot.structure(snapshot.collections()), snapshot.sequences());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void load(Store store, Dump dump) {
        load(store, dump, dump.request(), null);
    }

    /** @param meanwhile runs before the commit */
    public static void load(Store store, Dump dump, @Nullable Runnable meanwhile) {
        load(store, dump, dump.request(), meanwhile);
    }

    public static void load(Store store, Dump dump, LoadRequest request) {
        load(store, dump, request, null);
    }

    private static void load(Store store, Dump dump, LoadRequest request, @Nullable Runnable meanwhile) {
        try (var loader = store.loader(request)) {
            loader.begin();
            for (var item : request.items()) {
                var bytes = dump.rows().getOrDefault(item.source(), "").getBytes(StandardCharsets.UTF_8);
                loader.load(item, new ByteArrayInputStream(bytes));
            }
            if (meanwhile != null) {
                meanwhile.run();
            }
            loader.commit(PointOfNoReturn.UNRECORDED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
