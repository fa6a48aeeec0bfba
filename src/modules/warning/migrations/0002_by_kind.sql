-- Areas are few, enterprises many: a list or a trend of one kind passes over its own rows alone.
create index span_of_kind on warning.span (kind, until, since);
