-- The version of the issuer's layout (templates.layout) under which a letter was sent; null: nothing was set.
alter table letters.letter add column layout text;
grant update (layout) on letters.letter to zhiben_web;
