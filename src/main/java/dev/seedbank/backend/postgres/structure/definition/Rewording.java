package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts other words for some in all that a definition is made of, such as another name of a schema. */
public record Rewording(UnaryOperator<String> words) {
    public Definition of(Definition definition) {
        return switch (definition) {
            case Statements it -> new Statements(all(it.statements()));
            case TableDefinition it -> table(it);
            case ConstraintDefinition it ->
                new ConstraintDefinition(
                        text(it.table()), it.name(), it.withPartitions(), text(it.text()), settings(it.options()));
            case IndexDefinition it -> new IndexDefinition(text(it.name()), text(it.text()), it.statistics());
            case SequenceDefinition it ->
                new SequenceDefinition(text(it.name()), it.unlogged(), text(it.type()), it.options());
            case EnumDefinition it -> new EnumDefinition(text(it.name()), it.labels());
            case CompositeDefinition it ->
                new CompositeDefinition(
                        text(it.name()),
                        it.attributes().stream().map(this::attribute).toList());
            case DomainDefinition it ->
                new DomainDefinition(
                        text(it.name()),
                        text(it.type()),
                        textOrNull(it.collation()),
                        textOrNull(it.defaultValue()),
                        it.notNull(),
                        checks(it.checks()));
            case ViewDefinition it ->
                new ViewDefinition(
                        text(it.name()),
                        it.materialized(),
                        it.accessMethod(),
                        it.options(),
                        text(it.query()),
                        settings(it.defaults()),
                        settings(it.columns()));
            case PolicyDefinition it ->
                new PolicyDefinition(
                        text(it.table()),
                        it.name(),
                        it.restrictive(),
                        it.command(),
                        it.roles(),
                        textOrNull(it.using()),
                        textOrNull(it.withCheck()));
            case RowSecurityDefinition it -> new RowSecurityDefinition(text(it.table()), it.enabled(), it.forced());
            case OwnerDefinition it -> new OwnerDefinition(text(it.target()), it.role());
            case GrantsDefinition it -> new GrantsDefinition(it.start(), text(it.target()), it.grants());
        };
    }

    private TableDefinition table(TableDefinition table) {
        return new TableDefinition(
                text(table.name()),
                table.unlogged(),
                table.columns().stream().map(this::column).toList(),
                checks(table.checks()),
                descent(table.descent()),
                textOrNull(table.partitionKey()),
                table.accessMethod(),
                table.options(),
                textOrNull(table.ofType()),
                table.server());
    }

    private Column column(Column column) {
        return new Column(
                column.name(),
                text(column.type()),
                textOrNull(column.collation()),
                column.compression(),
                value(column.value()),
                column.notNull(),
                column.origin(),
                column.declared(),
                column.storage(),
                column.statistics(),
                column.options(),
                column.foreignOptions());
    }

    private @Nullable ColumnValue value(@Nullable ColumnValue value) {
        return switch (value) {
            case null -> null;
            case ColumnValue.Default it -> new ColumnValue.Default(text(it.expression()), it.apart());
            case ColumnValue.Generated it -> new ColumnValue.Generated(text(it.expression()), it.how());
            case ColumnValue.Identity it -> new ColumnValue.Identity(it.how(), text(it.sequence()), it.options());
        };
    }

    private Descent descent(Descent descent) {
        return switch (descent) {
            case Descent.Root it -> it;
            case Descent.Child it -> new Descent.Child(all(it.parents()));
            case Descent.Joined it -> new Descent.Joined(all(it.parents()));
            case Descent.Partition it -> new Descent.Partition(text(it.parent()), text(it.bound()));
        };
    }

    private CompositeDefinition.Attribute attribute(CompositeDefinition.Attribute attribute) {
        return new CompositeDefinition.Attribute(attribute.name(), text(attribute.type()), text(attribute.collation()));
    }

    private List<Check> checks(List<Check> checks) {
        return checks.stream()
                .map(check ->
                        new Check(check.name(), text(check.text()), check.declared(), check.inherited(), check.apart()))
                .toList();
    }

    private List<Setting> settings(List<Setting> settings) {
        return settings.stream()
                .map(setting -> new Setting(setting.name(), text(setting.value())))
                .toList();
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(words).toList();
    }

    private String text(String text) {
        return words.apply(text);
    }

    private @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : words.apply(text);
    }
}
