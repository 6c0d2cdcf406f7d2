CREATE TABLE public.usage_metrics (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid NOT NULL,
    metric character varying(100) NOT NULL,
    day date NOT NULL,
    value numeric(20,4) NOT NULL,
    CONSTRAINT usage_metrics_day_unique UNIQUE (organization_id, metric, day),
    CONSTRAINT usage_metrics_pkey PRIMARY KEY (id)
);

ALTER TABLE ONLY public.usage_metrics ADD CONSTRAINT usage_metrics_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;
