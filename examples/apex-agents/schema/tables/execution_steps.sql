CREATE TABLE public.execution_steps (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    execution_id uuid NOT NULL,
    agent_id uuid,
    "position" integer NOT NULL,
    status character varying(20) NOT NULL,
    output jsonb,
    duration_ms integer,
    CONSTRAINT execution_steps_pkey PRIMARY KEY (id),
    CONSTRAINT execution_steps_position_unique UNIQUE (execution_id, "position")
);

ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_agent_id_agents_id_fk FOREIGN KEY (agent_id) REFERENCES public.agents(id);

ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_execution_id_executions_id_fk FOREIGN KEY (execution_id) REFERENCES public.executions(id) ON DELETE CASCADE;
