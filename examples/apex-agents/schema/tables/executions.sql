CREATE TABLE public.executions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    workflow_id uuid,
    agent_id uuid,
    user_id uuid NOT NULL,
    status character varying(20) NOT NULL,
    input jsonb,
    output jsonb,
    error text,
    cost_usd numeric(10,4),
    started_at timestamp without time zone DEFAULT now() NOT NULL,
    completed_at timestamp without time zone,
    CONSTRAINT executions_pkey PRIMARY KEY (id)
);

CREATE INDEX executions_started_idx ON public.executions USING btree (started_at DESC NULLS LAST);

ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_agent_id_agents_id_fk FOREIGN KEY (agent_id) REFERENCES public.agents(id);

ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_workflow_id_workflows_id_fk FOREIGN KEY (workflow_id) REFERENCES public.workflows(id) ON DELETE CASCADE;
