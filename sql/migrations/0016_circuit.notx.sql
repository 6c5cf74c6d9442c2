create index concurrently if not exists channel_failing on core.channel (failures)
where failures > 0 and enabled;
