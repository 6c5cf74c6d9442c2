-- By time alone: one probe finds them in all buckets, and as a rule there are none.
create index concurrently if not exists delivery_open_put_off
on core.delivery_open (not_before, bucket) where state = 'ready' and put_off;
