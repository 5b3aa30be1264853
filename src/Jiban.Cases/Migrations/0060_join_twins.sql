-- From which likeness on (thousandths) an open incident is offered to whoever asks or registers, and from which one the rule joins by itself; 0: only people join.
insert into cases.setting (name, value) values ('twins', '550/0');
