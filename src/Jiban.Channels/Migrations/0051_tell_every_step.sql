-- What a unit asked for is answered to it, and each step that a requester reads on the page has a text by SMS. Those that come with another one, or by the
-- dozen, are there and not in use: whoever wants them takes them into use.
insert into channels.template (code, kind, audience, zh, en) values
    ('unit-extended', 'extensionJudged', 'unit', '{unit}申请的诉求{number}延期已获同意，新时限见诉求页面。', 'More time for case {number} was granted to {unit}; its page tells the new limit.'),
    ('unit-extension-refused', 'extensionRefused', 'unit', '{unit}申请的诉求{number}延期未获同意，请按原时限办理。', 'More time for case {number} was refused to {unit}; the limit stands.'),
    ('unit-suspended', 'suspensionJudged', 'unit', '{unit}申请的诉求{number}挂账已获同意，请按计划推进，每月反馈进展。', 'Case {number} of {unit} was put aside; please keep to the plan and report every month.'),
    ('unit-suspension-refused', 'suspensionRefused', 'unit', '{unit}申请的诉求{number}挂账未获同意，请继续办理。', '{unit} may not put case {number} aside; please go on with it.'),
    ('unit-resumed', 'resumed', 'unit', '诉求{number}挂账到期，已恢复办理，请{unit}抓紧办理。', 'The suspension of case {number} is over; {unit} must handle it again.'),
    ('unit-report-missed', 'reportMissed', 'unit', '诉求{number}挂账期间逾期未报进展，挂账终止，请{unit}马上恢复办理。', 'No report came on case {number}: its suspension has ended, and {unit} must handle it again.'),
    ('joined', 'joinedIncident', 'requester', '多位市民反映了同一件事，您的诉求{number}已合并办理，每一步都会告诉您：{link}', 'Others told us of the same event; your request {number} is handled with theirs, and you hear of every step: {link}'),
    ('left', 'leftIncident', 'requester', '您的诉求{number}改为由{unit}单独办理：{link}', 'Your request {number} is handled by itself again, by {unit}: {link}'),
    ('extended', 'extensionJudged', 'requester', '您的诉求{number}需要更多时间，预计办结的日子请看：{link}', 'Your request {number} needs more time; until when: {link}'),
    ('suspended', 'suspensionJudged', 'requester', '您的诉求{number}眼下还办不成，已列入计划，每月告诉您进展：{link}', 'Your request {number} can''t be done yet; it is planned, and you hear of it every month: {link}'),
    ('resumed', 'resumed', 'requester', '您的诉求{number}已恢复办理：{link}', 'Your request {number} is being handled again: {link}'),
    ('report-missed', 'reportMissed', 'requester', '您的诉求{number}已由{unit}提前恢复办理：{link}', '{unit} is handling your request {number} again, before the time that was planned: {link}'),
    ('unit-changed', 'unitChanged', 'requester', '您的诉求{number}改由其他单位办理，请看：{link}', 'Another unit handles your request {number} from now on: {link}'),
    ('taken-back', 'takenBack', 'requester', '您的诉求{number}不由本地办理，已由市12345热线收回另行安排。', 'Your request {number} is not for us to handle: the city''s 12345 line has taken it back.'),
    ('contact-missed', 'contactMissed', 'requester', '{unit}就诉求{number}联系您，没有联系上。方便的时间请在这里说一声：{link}', '{unit} tried to reach you about request {number}. Say here when it suits you: {link}'),
    ('call-back-missed', 'callBackMissed', 'requester', '我们就诉求{number}给您打了回访电话，没有接通，会再联系您。', 'We tried to call you back about request {number} and will try again.'),
    ('reinspection-failed', 'reinspectionFailed', 'requester', '您的诉求{number}现场复查没有通过，已退回{unit}重新办理。', 'The result of your request {number} was looked at and not accepted; {unit} must do it over.'),
    ('verified', 'verified', 'requester', '您的诉求{number}已有人到现场看过，情况请看：{link}', 'Somebody has looked at the place of your request {number}: {link}'),
    ('whistle', 'whistleBlown', 'requester', '已请有关单位到现场会商您的诉求{number}：{link}', 'Units were called to meet on site about your request {number}: {link}'),
    ('task-opened', 'taskOpened', 'requester', '您的诉求{number}现场已商定由谁解决、何时完成：{link}', 'It was agreed on site who puts request {number} right, and by when: {link}'),
    ('task-done', 'taskDone', 'requester', '您的诉求{number}商定的工作已完成：{link}', 'What was agreed about your request {number} is done: {link}'),
    ('task-returned', 'taskReturned', 'requester', '您的诉求{number}现场核验后还需继续完善：{link}', 'The work for your request {number} was looked at and has to be finished: {link}');
insert into channels.template (code, kind, audience, zh, en, in_use) values
    ('queued', 'queued', 'requester', '正在为您的诉求{number}确定承办单位：{link}', 'We are finding out who must handle your request {number}: {link}', false),
    ('dispatched', 'dispatched', 'requester', '您的诉求{number}已派给{unit}。', 'Your request {number} was given to {unit}.', false),
    ('assistance', 'assistanceAsked', 'requester', '已请其他单位协助办理您的诉求{number}：{link}', 'Other units were asked to help with your request {number}: {link}', false),
    ('days-off', 'deadlinesRecomputed', 'requester', '节假日安排有变化，您的诉求{number}的办理期限相应调整：{link}', 'The official days off changed, and the deadlines of your request {number} with them: {link}', false),
    ('unit-called', 'unitSummoned', 'requester', '又请了一个单位到现场会商您的诉求{number}：{link}', 'One more unit was called about your request {number}: {link}', false),
    ('arrived', 'arrived', 'requester', '有单位已到现场处理您的诉求{number}：{link}', 'A unit is on site for your request {number}: {link}', false);
