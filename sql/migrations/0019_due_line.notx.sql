create index concurrently if not exists delivery_open_due
on core.delivery_open (bucket, not_before) where state = 'ready' and not put_off;
