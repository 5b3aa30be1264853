-- Filing conditions of a class in words, with what must be measured, which component must be named, and how quickly it must be done.
alter table dispatch.filing_condition
    add column words text not null default '' check (char_length(words) <= 200),
    add column words_en text not null default '' check (char_length(words_en) <= 300),
    add column needs_component boolean not null default false,
    -- 'depth>20 and area>1000', 'area>100 or depth>20', 'count>=3'; empty for nothing
    add column sizes text not null default '' check (sizes ~ '^([a-z]+>=?[0-9]{1,8}(( and | or )[a-z]+>=?[0-9]{1,8})*)?$'),
    -- the tier of the limits of what is filed under it; null for that of the class
    add column urgency text check (urgency in ('Emergency', 'Urgent', 'Ordinary', 'Complex')),
    add column version integer not null default 1;
update dispatch.filing_condition
set words = '现场有定位、有照片，类别明确', words_en = 'Position and photo from the spot, and a class that is sure'
where class_code = '';
-- Examples of Beijing's practice; where a city has conditions of its own they stay. An empty store is filled with what ships.
insert into dispatch.filing_condition (class_code, words, words_en, needs_pin, min_photos, min_class_permille, sizes)
select class_code, words, words_en, true, 1, 600, sizes
from (values
    ('0205', '交接箱锈蚀面积超过三分之一，或者倾斜超过30度', 'A cabinet more than one third rusted, or leaning more than 30°', 'share>33 or tilt>30'),
    ('0405', '车行道坑槽深度超过2厘米，且面积超过0.1平方米', 'A pothole more than 2 cm deep and larger than 0.1 m²', 'depth>20 and area>1000'),
    ('0407', '连续3杆及以上路灯缺亮', 'Three or more lamps in a row without light', 'count>=3'),
    ('0408', '井盖移位、破损面积超过0.01平方米，或者沉降超过2厘米', 'A cover shifted or broken over more than 0.01 m², or sunk by more than 2 cm', 'area>100 or depth>20')
) as shipped (class_code, words, words_en, sizes)
where exists (select from dispatch.filing_condition)
on conflict do nothing;
update dispatch.catalogue_version set version = version + 1 where version > 0;
grant delete on dispatch.filing_condition to jiban_app;
