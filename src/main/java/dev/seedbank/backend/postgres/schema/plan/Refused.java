package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.schema.SchemaPlan;

/** Something that no plan can do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient SchemaPlan.Refusal refusal;

    public Refused(StructureId id, String reason, String advice) {
        super(id.words() + ": " + reason);
        this.refusal = new SchemaPlan.Refusal(id.words(), reason, advice);
    }

    public SchemaPlan.Refusal refusal() {
        return refusal;
    }
}
