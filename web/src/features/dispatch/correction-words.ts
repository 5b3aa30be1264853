import { defineWords } from '@/shared/i18n/i18n'

export const { useWords: useCorrectionWords } = defineWords(
  'corrections',
  {
    intro:
      '派单时改过的类别和单位，自动记在这里；改过的类别就是给文本模型的例子。每天凌晨从全部例子重新学习，得出的模型只是建议，在“文本模型”里由人启用。诉求内容已隐去号码，注销诉求人后随之消失。',
    teaching: '改了类别、用于学习的 {{count}} 条；只改了单位的，计入改派次数。',
    none: '还没有更正',
    noneAdvice: '派单员改了类别或没有选首位候选单位时，这里会出现。',
    more: '更早的',
    leaveOut: '不用于学习',
    leaveOutUnit: '不计入改派',
    leftOut: '不采用：{{why}}（{{by}}，{{at}}）',
    takeIn: '恢复采用',
    why: '原因',
    whyMissing: '请写明原因，至少 4 个字',
    cancel: '取消',
    nights: '每晚的学习',
    noNights: '还没有学习过：有更正后，凌晨两点起进行。',
    night:
      '{{day}}：{{corrections}} 条更正，得出 {{number}} 号模型；在 {{cases}} 件由人派单的诉求上判断正确 {{right}} 件，当时使用的 {{against}} 号 {{againstRight}} 件',
    brokeOff: '{{day}}：{{corrections}} 条更正，没有学成',
  },
  {
    intro:
      'What people changed at the dispatch, noted by itself; a changed class is an example for the text model. Every night it is learned anew from all examples; what comes of it is a proposal, and a person puts it in force under Text models. Numbers of people are masked; when a requester is erased the words are gone.',
    teaching:
      '{{count}} change a class and are learned from; those of a unit alone count among what dispatchers gave elsewhere.',
    none: 'No corrections yet',
    noneAdvice: 'They appear when a dispatcher changes a class or does not take the first unit proposed.',
    more: 'Earlier ones',
    leaveOut: 'Leave out',
    leaveOutUnit: 'Do not count it',
    leftOut: 'Left out: {{why}} ({{by}}, {{at}})',
    takeIn: 'Take in again',
    why: 'Why',
    whyMissing: 'Say why, at least 4 characters',
    cancel: 'Cancel',
    nights: 'What the nights learned',
    noNights: 'Nothing was learned yet: it begins at two at night once there are corrections.',
    night:
      '{{day}}: {{corrections}} corrections gave model {{number}}; of {{cases}} cases that people dispatched it has {{right}} right, model {{against}}, then in force, {{againstRight}}',
    brokeOff: '{{day}}: {{corrections}} corrections, broken off',
  },
)
