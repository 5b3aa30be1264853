-- How often is a setting: the texts do not name a month. What was changed by hand stays.
update channels.template set zh = '您的诉求{number}眼下还办不成，已列入计划，下次告诉您进展的日子请看：{link}',
    en = 'Your request {number} can''t be done yet; it is planned. When you hear next: {link}'
where code = 'suspended' and version = 1;
update channels.template set zh = '{unit}申请的诉求{number}挂账已获同意，请按计划推进，按期反馈进展。',
    en = 'Case {number} of {unit} was put aside; please keep to the plan and report in time.'
where code = 'unit-suspended' and version = 1;
