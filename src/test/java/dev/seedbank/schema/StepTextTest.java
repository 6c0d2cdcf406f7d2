package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTextTest {
    @Test
    void a_backfill_is_the_update_that_it_repeats() {
        var block = """
                DO $backfill$
                #variable_conflict use_column
                BEGIN
                  LOOP
                    PERFORM set_config('row_security', 'off', true);
                    WITH seedbank_batch AS (UPDATE public.t SET c = 'DE' WHERE c IS NULL AND ('DE') IS NOT NULL AND ctid = ANY (ARRAY(
                        SELECT ctid FROM public.t WHERE c IS NULL LIMIT 10000)) RETURNING c)
                      SELECT count(*) INTO n FROM seedbank_batch;
                  END LOOP;
                END
                $backfill$""";
        assertThat(StepText.shortened(block))
                .isEqualTo("UPDATE public.t SET c = 'DE' WHERE c IS NULL AND ('DE') IS NOT NULL, in batches");
    }

    @Test
    void what_is_long_is_cut() {
        assertThat(StepText.shortened("CREATE FUNCTION f()\n" + "x".repeat(200)))
                .startsWith("CREATE FUNCTION f() xxx")
                .endsWith("x …")
                .hasSizeLessThan(170);
    }
}
