-- A few rows for each table of everything.sql, picked for the values that get lost on the way to a file and back.
set client_min_messages = warning;
begin;

insert into public.every_scalar (id) values (0);
insert into public.every_scalar values (
    1, true, -32768, -2147483648, -9223372036854775808, 'NaN', '-Infinity', 'NaN', -99999999.99, 999,
    '-92233720368547758.08', '', '', '', '', '', '', '', '',
    '-infinity', '00:00:00', '24:00:00', '00:00:00+15:59:59', '23:59:59.999999-15:59:59',
    '-infinity', '4713-01-01 00:00:00 BC', 'infinity', '4714-11-24 00:00:00+00 BC',
    '-178000000 years', '-1 years -2 mons', '-00:00:00.01',
    '00000000-0000-0000-0000-000000000000', 'null', 'null', '$', '',
    B'0', B'00000000', B'', B'',
    '0.0.0.0/0', '::/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00',
    '(NaN,-Infinity)', '{1,0,0}', '[(0,0),(0,0)]', '(1,1),(0,0)', '[(0,0)]', '((0,0))', '<(0,0),0>',
    '', '', 0, '0', '0', '0', '(0,0)', '0/0', '1:1:', '1:1:', '', '', '', '=r/pg_monitor');
insert into public.every_scalar values (
    2, false, 32767, 2147483647, 9223372036854775807, '1e-45', '4.9406564584124654e-324', 'Infinity', 'NaN', -999,
    '92233720368547758.07', E'\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f\u0080\u0085\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff',
    E'\\N', E'\\.', '  x  ', '  x  ', E'\\377', 'NULL', decode('000102ff5c275c5c22', 'hex'),
    'infinity', '24:00:00', '23:59:59', '24:00:00-15:59', '00:00:00+00:00',
    'infinity', '294276-12-31 23:59:59', '-infinity', '294276-12-31 23:59:59.999+00',
    '178000000 years 11 mons 31 days -01:02:03.000001', '178000000 years', '10 days 00:00:59.99',
    'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"b":1,  "a":2, "b":3, "n": 1.0e+5, "u":"\u0000"}', '{"b": [1e1000, -0, "\\u0041", {}], "a": null, "": ""}',
    'strict $."a\"b"[*] ? (@.x > 1 && exists (@.y)).double()', '<?xml version="1.0"?><a b="&quot;&amp;">text<!-- c --><![CDATA[<>&]]></a>',
    B'1', B'10101010', B'1', B'10101',
    '2001:db8::1/64', '10.0.0.0/8', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff',
    '(1e-300,1e300)', '{0.1,-0.2,0.30000000000000004}', '[(-0,1e-17),(0.1,0.2)]', '(Infinity,3),(-1,-2)', '((1,1),(2,2),(3,1))', '((0,0),(0.1,0),(0,0.1))', '<(0.1,0.2),0.30000000000000004>',
    '''a quoted; lexeme'':1A,2B ''it''''s'':3 back\\slash:4C', '!( ''a b'':*AB & c ) <2> d | e', 4294967295, '4294967295', '18446744073709551615', '4294967295', '(4294967295,65535)', 'FFFFFFFF/FFFFFFFF', '10:20:10,14,15', '10:20:10,14,15',
    '1 2 -3', '0 4294967295', 'a cursor', 'pg_monitor=r*w*/pg_monitor');
insert into public.every_scalar values (
    3, true, 0, -1, 1, '-0', '-0', '-Infinity', 0.00, 0,
    0.10, '"quoted" ''single'' \back\ /slash/ {json: [1, 2]} <html> & % $1 ${x} 🌱 𝄞 é é ‮rtl‬', 'null', 'a,b;c	d', 'ä€🌱', E'a\n', 'A', '名前', E'\\x',
    '2024-02-29', '12:34:56.789012', '12:34:56', '12:34:56.789012+05:30', '12:34:56.789-03:30',
    '1969-12-31 23:59:59.999999', '2000-01-01 00:00:00', '1582-10-15 00:00:00+00', '2024-03-31 02:30:00.123+02',
    '00:00:00', '0 years', '00:00:00', gen_random_uuid(), E'[1,\n 2]', '"text \"only\" \n\u2028"', 'lax $.**{2 to 5}', '<a/><b/>text',
    B'1', B'00000001', B'000000000000000000000000000000000000000000000000000000000000000000001', B'0',
    '192.168.1.5/24', '192.168.1.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
    '(-0,0)', '{1,-1,0}', '[(1,2),(3,4)]', '(3,4),(1,2)', '[(0,0),(1,1),(2,0)]', '((0,0),(0,1),(1,1),(1,0))', '<(Infinity,NaN),Infinity>',
    'simple words', 'word', 1, '3', '3', '1', '(1,1)', '16/B374D848', pg_current_snapshot(), txid_current_snapshot(), '', '', '"', 'pg_monitor=arwdDxt/pg_monitor');
insert into public.every_scalar (id, c_numeric, c_real, c_double, c_text, c_json, c_jsonb, c_bytea) values
    (4, (repeat('9', 131) || '.' || repeat('123456789', 100))::numeric, 3.4028235e38, 1.7976931348623157e308, repeat('long 🌱 ', 20000), to_json(repeat('x', 100000)), to_jsonb(array_fill(1, array[3000])), decode(repeat('00ff5c', 50000), 'hex')),
    (5, 0.000000000000000000000000000000000000000001, 1.17549435e-38, 2.2250738585072014e-308, chr(1114111), '  [ ]  ', '[]', ''),
    (6, 100.00, 16777216, 0.1, E'\\', '"\ud83c\udf31"', '"\ud83c\udf31"', E'\\x00'),
    (7, 1e20, 1e10, 1e22, E'\r\n', 'true', 'false', null), (8, -0.0, 1e15, 1e15, ' ', '-0.0', '-0.0', null), (9, 0.10, 0.1, 123456789012345680, '\u0000', '1E5', '1E5', null);

insert into public.every_reference values (1);
insert into public.every_reference values (2, 'pg_class', 'integer', 'now', 'abs(integer)', '|/', '+(integer,integer)', 'pg_monitor', 'pg_catalog', 'english', 'simple', '"C"'),
    (3, 'public."MixedCase"', 'public.mood', 'public.slug', 'public.slug(text)', 'public.=~~', 'public.=~~(public.mood,public.mood)', 'pg_monitor', '"Möbel & Co. ""quoted"".dotted"', 'public.plain', 'public.plain_words', 'public.nocase'),
    (4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), (5, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000, 4000000000);

insert into public.every_range values (1);
insert into public.every_range values (2, 'empty', '(,)', '(NaN,)', '(,infinity]', '[-infinity,infinity]', '[infinity,infinity]', '{}', '{(,)}', '{(,1),[2.50,3)}', '{}', '{(,)}', '{}', '[NaN,NaN]', '{[-Infinity,0),(1,Infinity]}', '["a,b""\\","c)d"]', array['empty', '[1,2)', null]::int4range[]),
    (3, '[-2147483648,2147483646]', '[1,5)', '(0.10,1.00]', '["2024-01-01 00:00:00","2024-02-01 12:00:00.000001")', '("2024-01-01 00:00:00+00",]', '[2024-02-28,2024-02-29]', '{[1,2),[5,9)}', '{[-9223372036854775808,9223372036854775806]}', '{[NaN,NaN]}',
        '{["2024-01-01 00:00:00","2024-01-02 00:00:00")}', '{(,"2024-01-01 00:00:00+00"),["2025-01-01 00:00:00+00",)}', '{[2024-01-01,2024-01-02),[2024-01-05,)}', '(0.1,0.30000000000000004)', '{}', '[," ")', '{}'),
    (4, '(,5)', 'empty', 'empty', 'empty', 'empty', '(,)', '{(,5)}', '{}', '{}', '{(,)}', '{}', '{(,)}', 'empty', '{(,)}', '["",""]', '[3:4]={"[1,)","(,)"}');

insert into public.every_array (id) values (0);
insert into public.every_array values (1, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}');
insert into public.every_array values (2, '{t,NULL,f}', '{-32768,NULL}', '[0:2]={1,NULL,3}', '{{1}}', '{{{9223372036854775807}}}', '{NaN,-0,Infinity,1e-45}', '{-Infinity,0.1,NULL,4.9406564584124654e-324}',
    '{NaN,0.100,NULL,-123456789.123}', '{"$1,234.56",-0.01}', '{"",NULL,"NULL","null"," a ","a,b","{}","\"","\\","it''s","🌱"}', '{"",x}', '{"",abc}', array[''::bytea, '\x00', null, '\x5c22'],
    '{infinity,-infinity,"0044-03-15 BC"}', '{24:00:00,00:00:00.000001}', '{24:00:00-15:59,NULL}', '{infinity,"0001-01-01 00:00:00 BC"}', '{-infinity,"2024-01-01 00:00:00.123+00"}', '{"1 year -2 days",00:00:00}',
    '{00000000-0000-0000-0000-000000000000}', array['null', '{"a": 1,  "a":2}', null, '"x"']::json[], array['null', '{}', null, '[]', '1']::jsonb[], array['<a/>', '', null, '<b>"</b>']::xml[], '{101,000}', '{"",1,NULL}',
    '{::1,10.0.0.1/8}', '{::/0}', '{08:00:2b:01:02:03}', '{08:00:2b:01:02:03:04:05,NULL}',
    '{"(1,2)",NULL}', '{"{1,0,0}"}', '{"[(0,0),(1,1)]"}', '{(1,1),(0,0);(3,3),(2,2)}', '{"[(0,0),(1,1)]","((0,0),(1,1))"}', '{"((0,0))"}', '{"<(0,0),1>"}',
    array['a:1', '', null, $$'b c':2A$$]::tsvector[], array['a & b', '']::tsquery[], '{0/1}', array['sad', '', null, 'a,b', 'back\slash', 'it''s "happy"']::public.mood[],
    array[row('a "street"', null, '{}'), row(null, null, null), null, row('', '', array['', null, '{}'])]::public.address[], '{a,"",NULL,"\\377"}');
insert into public.every_array (id, c_integer, c_matrix, c_text, c_jsonb) values (3, '[-5:-4][7:8]={{1,2},{NULL,4}}', '{{1,2,3},{4,5,6}}', array[[E'\n\t\x01', E'\\N'], ['{a}', '"b"']], array[['{"a": [1]}'], ['null']]::jsonb[]);

insert into public.every_made_type values (1, '', 'groß', 1, 2, 'ab', '{sad,NULL}', row('Main "St" (1), \', 'a b', '{x,"y z",NULL}'),
    row('it''s; me', row('', null, '{}'), array[row('a', 'b', array['c,d'])::public.address, null], 'a,b', 1), row(), null, '{1,NULL,3}', array[row(null, null, null, null, null)::public.person],
    '"k \"q\""=>"v, =>", "n"=>NULL, ""=>""', 'CiText', '{A,a,NULL}', 'Same', 'copy');
insert into public.every_made_type (id, c_mood, c_hstore, c_copy) values (2, null, null, null), (3, default, '', '');
insert into public.every_made_type values (4, 'emoji 🌱', 'klein', 2147483647, 2147483646, '  ', '{}', row(null, null, null), row(null, null, null, null, null), null, null, '{}', '{}', default, '', '{}', 'other', E'\n');

insert into public.defaults default values;
insert into public.defaults (id, big, small, from_sequence, moment, words, half, wide, packed) values (100, 9223372036854775807, 32767, null, null, null, '-0', repeat('wide', 5000), repeat('packed', 5000)), (-7, 5, 6, 7, 'epoch', '', 'Infinity', '', '');
insert into public.identities (note) values ('first'), (null), ('');
insert into public.identities ("always", by_default, small, note) overriding system value values (77, 5, -32768, 'set by hand');
insert into public.generated (id, title, after_it) values (1, 'A Title; with "words"', null), (2, '', 5), (3, E'tab\tand 🌱', 7);
insert into public.own_row (id, weight) values (1, 5), (2, null);
insert into public.own_row values (3, null, 999);
insert into public.not_logged values (1, 'lost after a crash'), (2, null);
insert into public.no_columns default values;
insert into public.no_columns default values;
insert into public.no_key values (1, 'same'), (1, 'same'), (null, null), (2, '');
insert into public.dropped_column (c, e) values (1, 10), (2, null);

insert into public."select" values (1, 'reserved', 10, 'someone'), (2, null, null, default);
insert into public."MixedCase" values (1, 'one', 'ünï', ''), (20, 'Two', E'\n', null), (-3, null, '名前', ' ');
insert into public."quoted ""name"".with;everything'
and a newline" values (1, 'break', '$$', '\', '%', ','), (2, null, null, null, null, null);
insert into public."sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_sixty_thr" values (default, 'long'), (default, '');
insert into "Möbel & Co. ""quoted"".dotted"."Tische" ("Größe", "select") values (default, 10), ('groß', null);
insert into "Möbel & Co. ""quoted"".dotted"."select" values (1), (2);

insert into public.employees values (1, 'Ada', null), (3, 'Chen', null), (2, 'Bob', 3);
update public.employees set boss = case id when 3 then 1 else boss end;
insert into public.employees values (10, 'Zoë; "Z"', 2);
insert into public.chickens values (1, 1), (2, 3);
insert into public.eggs values (1, 1), (2, 1), (3, null);
insert into public.countries values ('xx', 0, 'Unknown'), ('de', 1, 'Germany'), (' ', 2, 'Blank');
insert into public.cities values (1, 'de', 1), (2, null, null), (9007199254740993, ' ', 2);
insert into public.bookings (room, during, cancelled) values (1, '[2024-01-01 10:00+00,2024-01-01 12:00+00)', false), (1, '[2024-01-01 11:00+00,2024-01-01 12:00+00)', true),
    (1, '[2024-01-01 12:00+00,)', false), (2, 'empty', false), (null, '(,)', false);

insert into public.animals values (1, default, null, null), (2, 'Cat', 4, 'infinity');
insert into public.pets (id, legs, owner) values (3, 4, 'Ann'), (4, null, null);
insert into public.robot_dogs (id, battery, price) values (5, 100, 9.90), (1, null, null);
insert into public.late_child (id, extra) values (6, 'late'), (6, 'again');
insert into public.toys values (8, 1.00);

insert into public.measurements (id, at, place, value) values (1, '2023-06-01 00:00+00', 'here', 1.50), (2, '2024-06-01 00:00+00', 'here', '-Infinity'), (2, '2024-06-01 00:00+00', 'it''s; here', null),
    (3, '2024-12-31 23:59:59.999999+00', 'hashed', 0), (4, '2024-06-01 00:00+00', 'hashed too', -1), (5, '2023-06-01 00:00+00', '', 5);
insert into public.measurements (id, at, value) values (9, 'infinity', 9), (10, '-infinity', 10), (9223372036854775807, '2025-01-01 00:00+00', 0.10);
insert into public.by_expression values (-5, 'A'), (10, 'zz'), (-11, '');
insert into public.by_list values ('sad', null), (null, 1), ('', 2);
insert into public.refers_to_partitions values (1, 1, '2023-06-01 00:00+00', 'here', 1), (2, null, null, null, null);

insert into public.searched values (1, 'The quick; brown foxes'), (2, null), (3, '');
insert into public.triggered values (1, 'fires', 1.10), (2, ';', null);
insert into public.secrets (id, body, level) values (1, 'hidden', 1), (2, null, 99);
insert into public.guarded values (1);

select setval('public.plain_sequence', 42);
select setval('public."Odd;Sequence"', -299, true);
select setval('public.identities_always_seq', 500, false);
commit;

refresh materialized view public.z_totals;
refresh materialized view public.a_totals;
