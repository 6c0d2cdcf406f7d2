import { sql } from "drizzle-orm";
import {
  type AnyPgColumn, bigint, boolean, check, date, index, integer, jsonb, numeric, pgEnum, pgTable, pgView, primaryKey,
  pgMaterializedView, pgPolicy, pgSchema, pgSequence, serial, text, timestamp, unique, uniqueIndex, uuid, varchar,
} from "drizzle-orm/pg-core";

export const plan = pgEnum("plan", ["free", "team", "enterprise"]);
export const workStatus = pgEnum("work_status", ["open", "in_progress", "done"]);

export const tenants = pgTable("tenants", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  slug: varchar("slug", { length: 60 }).notNull().unique(),
  name: text("name").notNull(),
  plan: plan("plan").notNull().default("free"),
  settings: jsonb("settings").notNull().default({}),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const teams = pgTable("teams", {
  id: serial("id").primaryKey(),
  tenantId: integer("tenant_id").notNull().references(() => tenants.id),
  name: text("name").notNull(),
  leadId: integer("lead_id").references((): AnyPgColumn => users.id),
}, (t) => [unique().on(t.tenantId, t.name)]);

export const users = pgTable("users", {
  id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
  publicId: uuid("public_id").notNull().defaultRandom().unique(),
  tenantId: integer("tenant_id").notNull().references(() => tenants.id, { onDelete: "cascade" }),
  teamId: integer("team_id").references((): AnyPgColumn => teams.id, { onDelete: "set null" }),
  email: text("email").notNull(),
  active: boolean("active").notNull().default(true),
}, (t) => [
  uniqueIndex("users_email_idx").on(sql`lower(${t.email})`),
  index("users_tenant_idx").on(t.tenantId),
]);

export const tasks = pgTable("tasks", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  parentId: bigint("parent_id", { mode: "number" }).references((): AnyPgColumn => tasks.id, { onDelete: "cascade" }),
  assigneeId: integer("assignee_id").references(() => users.id, { onDelete: "set null" }),
  title: text("title").notNull(),
  labels: text("labels").array().notNull().default(sql`'{}'`),
  status: workStatus("status").notNull().default("open"),
  estimatedHours: numeric("estimated_hours", { precision: 6, scale: 2 }).notNull().default("0"),
  heading: text("heading").generatedAlwaysAs(sql`upper(title)`),
  dueOn: date("due_on"),
}, (t) => [
  index("tasks_open_idx").on(t.assigneeId, t.dueOn.desc()).where(sql`${t.status} <> 'done'`),
  check("tasks_hours_check", sql`${t.estimatedHours} >= 0`),
]);

export const tags = pgTable("tags", { id: serial("id").primaryKey(), name: text("name").notNull().unique() });

export const taskTags = pgTable("task_tags", {
  taskId: bigint("task_id", { mode: "number" }).notNull().references(() => tasks.id, { onDelete: "cascade" }),
  tagId: integer("tag_id").notNull().references(() => tags.id, { onDelete: "cascade" }),
}, (t) => [primaryKey({ columns: [t.taskId, t.tagId] })]);

export const openTasks = pgView("open_tasks").as((qb) => qb.select({ id: tasks.id, title: tasks.title }).from(tasks).where(sql`${tasks.status} <> 'done'`));

export const audit = pgSchema("audit");
export const auditAction = audit.enum("action", ["created", "changed", "deleted"]);

export const auditEntries = audit.table("entries", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  userId: integer("user_id").references(() => users.id, { onDelete: "set null" }),
  action: auditAction("action").notNull(),
  before: jsonb("before"),
});

export const ticketNumbers = pgSequence("ticket_numbers", { startWith: 1000 });

export const tickets = pgTable("tickets", {
  number: integer("number").primaryKey().default(sql`nextval('ticket_numbers')`),
  reporter: text("reporter").notNull(),
}, () => [pgPolicy("own_tickets", { for: "select", using: sql`reporter = current_user` })]);

export const taskCounts = pgMaterializedView("task_counts").as((qb) =>
  qb.select({ status: tasks.status, count: sql<number>`count(*)`.as("count") }).from(tasks).groupBy(tasks.status));
