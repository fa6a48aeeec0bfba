-- Approved base maps (底图) with their approval number (审图号), and which was in force from when. Both
-- are only added to: whatever was shown can be told, and the one before can be taken again.
create table overview.base_map (
  id bigint generated always as identity primary key,
  name text not null,
  approval text not null,
  attribution text not null,
  content jsonb not null,
  areas integer not null,
  bytes integer not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now()
);

create table overview.base_map_choice (
  seq bigint generated always as identity primary key,
  -- Null: none, the map is a schematic.
  base_map bigint references overview.base_map (id),
  -- The choice that an undo brings back; null: chosen by name.
  undoes bigint references overview.base_map_choice (seq),
  chosen_by text not null,
  chosen_by_name text not null,
  chosen_at timestamptz not null default now()
);

-- No business content and no scope: what everybody's map is drawn on.
grant usage on schema overview to zhiben_app;
grant select, insert on overview.base_map, overview.base_map_choice to zhiben_app;
