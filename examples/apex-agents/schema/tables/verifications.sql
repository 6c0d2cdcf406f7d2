CREATE TABLE public.verifications (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    execution_id uuid,
    claim text NOT NULL,
    status character varying(20) NOT NULL,
    confidence numeric(3,2),
    evidence jsonb,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT verifications_pkey PRIMARY KEY (id)
);

ALTER TABLE ONLY public.verifications ADD CONSTRAINT verifications_execution_id_executions_id_fk FOREIGN KEY (execution_id) REFERENCES public.executions(id) ON DELETE CASCADE;
