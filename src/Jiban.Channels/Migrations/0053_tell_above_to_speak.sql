-- With a requester whom the unit may not know those above it speak: its clock tells them and nobody else.
insert into channels.template (code, kind, audience, zh, en) values
    ('above-contact', 'contactByAbove', 'above', '诉求{number}的诉求人要求对{unit}保密，请上级单位联系、约见诉求人，时限将到或已过。', 'The requester of case {number} stays unknown to {unit}: please contact them, or offer to meet; the limit is near or over.'),
    ('leader-contact', 'contactByAbove', 'leader', '诉求{number}的诉求人要求对{unit}保密，上级单位久未联系，请领导过问。', 'Nobody above {unit} has contacted the confidential requester of case {number} for long; a leader must know.');
