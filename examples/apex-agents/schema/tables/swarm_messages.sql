CREATE TABLE public.swarm_messages (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    swarm_id uuid NOT NULL,
    from_agent_id uuid NOT NULL,
    to_agent_id uuid,
    content jsonb NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT swarm_messages_pkey PRIMARY KEY (id)
);

ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_from_agent_id_agents_id_fk FOREIGN KEY (from_agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_swarm_id_swarms_id_fk FOREIGN KEY (swarm_id) REFERENCES public.swarms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_to_agent_id_agents_id_fk FOREIGN KEY (to_agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
