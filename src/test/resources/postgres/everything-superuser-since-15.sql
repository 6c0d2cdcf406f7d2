-- What PostgreSQL 15 to 18 added to everything-superuser.sql.
create publication "columns; rows" for table public.cities (id, region) where (id > 0 and country <> ';'), table public.employees where (boss is null);
create publication a_schema for tables in schema "Möbel & Co. ""quoted"".dotted", table public.countries;
