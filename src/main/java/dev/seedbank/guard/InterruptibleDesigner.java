package dev.seedbank.guard;

import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.cli.Interrupts;
import java.util.List;

/** A designer whose connections an interruption cuts until it is closed. */
final class InterruptibleDesigner implements SchemaDesigner {
    private final SchemaDesigner designer;
    private final Interrupts.Hook hook;

    InterruptibleDesigner(SchemaDesigner designer, Interrupts interrupts) {
        this.designer = designer;
        this.hook = interrupts.onInterrupt(designer::abort);
    }

    @Override
    public SchemaPlan plan(SchemaState from, SchemaState to, SchemaPlan.Answers answers) {
        return designer.plan(from, to, answers);
    }

    @Override
    public void remember(SchemaState as, SchemaPlan plan) {
        designer.remember(as, plan);
    }

    @Override
    public String fingerprint() {
        return designer.fingerprint();
    }

    @Override
    public List<SchemaFile> pull(List<SchemaFile> declared) {
        return designer.pull(declared);
    }

    @Override
    public void abort() {
        designer.abort();
    }

    @Override
    public void close() {
        try {
            designer.close();
        } finally {
            hook.close();
        }
    }
}
