-- Swarms and usage
-- Version 3, created 2026-11-27T14:45:14Z

-- migrate:up
CREATE TABLE public.analytics_events (
    id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.analytics_events_id_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
    user_id uuid,
    name character varying(100) NOT NULL,
    properties jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.swarm_agents (
    swarm_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    role character varying(50) DEFAULT 'worker'::character varying NOT NULL,
    joined_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.swarm_messages (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    swarm_id uuid NOT NULL,
    from_agent_id uuid NOT NULL,
    to_agent_id uuid,
    content jsonb NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.swarms (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    topology character varying(50) NOT NULL,
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.usage_metrics (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid NOT NULL,
    metric character varying(100) NOT NULL,
    day date NOT NULL,
    value numeric(20,4) NOT NULL
);
ALTER TABLE ONLY public.analytics_events ADD CONSTRAINT analytics_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.swarm_agents ADD CONSTRAINT swarm_agents_pkey PRIMARY KEY (swarm_id, agent_id);
ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.swarms ADD CONSTRAINT swarms_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usage_metrics ADD CONSTRAINT usage_metrics_day_unique UNIQUE (organization_id, metric, day);
ALTER TABLE ONLY public.usage_metrics ADD CONSTRAINT usage_metrics_pkey PRIMARY KEY (id);
CREATE INDEX analytics_events_created_idx ON public.analytics_events USING btree (created_at);
CREATE INDEX swarm_agents_agent_idx ON public.swarm_agents USING btree (agent_id);
ALTER TABLE ONLY public.analytics_events ADD CONSTRAINT analytics_events_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.swarm_agents ADD CONSTRAINT swarm_agents_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.swarm_agents ADD CONSTRAINT swarm_agents_swarm_id_fkey FOREIGN KEY (swarm_id) REFERENCES public.swarms(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_from_agent_id_agents_id_fk FOREIGN KEY (from_agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_swarm_id_swarms_id_fk FOREIGN KEY (swarm_id) REFERENCES public.swarms(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.swarm_messages ADD CONSTRAINT swarm_messages_to_agent_id_agents_id_fk FOREIGN KEY (to_agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.swarms ADD CONSTRAINT swarms_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.usage_metrics ADD CONSTRAINT usage_metrics_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

-- migrate:down
ALTER TABLE public.usage_metrics DROP CONSTRAINT usage_metrics_organization_id_organizations_id_fk;
ALTER TABLE public.swarms DROP CONSTRAINT swarms_owner_id_users_id_fk;
ALTER TABLE public.swarm_messages DROP CONSTRAINT swarm_messages_to_agent_id_agents_id_fk;
ALTER TABLE public.swarm_messages DROP CONSTRAINT swarm_messages_swarm_id_swarms_id_fk;
ALTER TABLE public.swarm_messages DROP CONSTRAINT swarm_messages_from_agent_id_agents_id_fk;
ALTER TABLE public.swarm_agents DROP CONSTRAINT swarm_agents_swarm_id_fkey;
ALTER TABLE public.swarm_agents DROP CONSTRAINT swarm_agents_agent_id_fkey;
ALTER TABLE public.analytics_events DROP CONSTRAINT analytics_events_user_id_users_id_fk;
-- Loses all rows of public.usage_metrics
DROP TABLE public.usage_metrics;
-- Loses all rows of public.swarms
DROP TABLE public.swarms;
-- Loses all rows of public.swarm_messages
DROP TABLE public.swarm_messages;
-- Loses all rows of public.swarm_agents
DROP TABLE public.swarm_agents;
-- Loses all rows of public.analytics_events
DROP TABLE public.analytics_events;
