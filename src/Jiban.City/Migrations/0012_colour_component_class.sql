-- What colour the map gives a class: a name of the web's palette, whose hues keep clear of those that tell time left.
alter table city.component_class
    add column colour text not null default 'slate' check (colour in ('slate', 'blue', 'teal', 'green', 'olive', 'violet', 'plum'));
update city.component_class set colour = case left(code, 2)
    when '02' then 'blue' when '03' then 'teal' when '04' then 'green' when '05' then 'olive' when '06' then 'violet' when '21' then 'plum'
    else 'slate' end;
