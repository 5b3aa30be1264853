import { defineWords } from '@/shared/i18n/i18n'
import type { Notice } from './notices'

export const { useWords } = defineWords(
  'notices',
  {
    bell: '提醒',
    bellUnread: '提醒，{{count}} 条未读',
    unreadMany: '99+',
    title: '提醒',
    readAll: '全部标为已读',
    close: '关闭提醒',
    none: '没有提醒',
    noneAdvice: '派给本单位、将到期或需要您处理的事项会出现在这里，保留三十天。',
    unread: '未读',
    due: '期限',
    more: '更早的提醒',
    news: '有 {{count}} 条新提醒',
    newsMany: '有 {{count}} 条新提醒，点此查看',
    of: '{{count}} 件',
    dispatched: '新派诉求，请签收',
    'alarmed.1': '诉求时限将到',
    'alarmed.2': '诉求已超时',
    'alarmed.3': '诉求超时较久',
    supervised: '诉求被督办',
    reopened: '诉求需要重新办理',
    handedOver: '有诉求移交给您',
    returnAsked: '有退单申请待审核',
    extensionAsked: '有延期申请待审批',
    suspensionAsked: '有挂账申请待审批',
    assistanceAsked: '请协助办理诉求',
    whistleBlown: '有单位吹哨，请报到',
    unitSummoned: '吹哨增派，请报到',
    escalated: '有单位未按时报到，请督促',
    'taskAlarmed.1': '吹哨任务时限将到',
    'taskAlarmed.2': '吹哨任务已超时',
    'taskAlarmed.3': '吹哨任务超时较久',
    'reviewAlarmed.1': '吹哨任务待核验，时限将到',
    'reviewAlarmed.2': '吹哨任务逾期未核验',
    'reviewAlarmed.3': '吹哨任务久未核验',
    workLeft: '同事离岗，有诉求待移交',
    whistleLeft: '吹哨的牵头人离岗，请安排',
    other: '有新的事项',
  },
  {
    bell: 'Notices',
    bellUnread: 'Notices, {{count}} unread',
    unreadMany: '99+',
    title: 'Notices',
    readAll: 'Mark all as read',
    close: 'Close notices',
    none: 'No notices',
    noneAdvice:
      'What is given to your unit, is due soon, or waits for you appears here and stays thirty days.',
    unread: 'unread',
    due: 'due',
    more: 'Earlier notices',
    news: '{{count}} new notices',
    news_one: 'One new notice',
    newsMany: '{{count}} new notices; open them here',
    of: '{{count}} cases',
    dispatched: 'New case, please sign',
    'alarmed.1': 'Case due soon',
    'alarmed.2': 'Case late',
    'alarmed.3': 'Case late for long',
    supervised: 'Case supervised',
    reopened: 'Case to be handled again',
    handedOver: 'A case was handed over to you',
    returnAsked: 'A return waits for your judgement',
    extensionAsked: 'A wish for more time waits for you',
    suspensionAsked: 'A wish to put a case aside waits for you',
    assistanceAsked: 'Please help with a case',
    whistleBlown: 'A whistle was blown; please report',
    unitSummoned: 'You are summoned to a whistle',
    escalated: 'A unit did not come in time; please see to it',
    'taskAlarmed.1': 'Task of a whistle due soon',
    'taskAlarmed.2': 'Task of a whistle late',
    'taskAlarmed.3': 'Task of a whistle late for long',
    'reviewAlarmed.1': 'A task waits for your look, due soon',
    'reviewAlarmed.2': 'The look at a task is late',
    'reviewAlarmed.3': 'The look at a task is late for long',
    workLeft: 'A colleague left; cases need somebody',
    whistleLeft: 'The leader of a whistle left; please arrange',
    other: 'Something new',
  },
)

type Word = Parameters<ReturnType<typeof useWords>>[0]

const leveled = ['alarmed', 'taskAlarmed', 'reviewAlarmed']
const plain: readonly string[] = [
  'dispatched',
  'supervised',
  'reopened',
  'handedOver',
  'returnAsked',
  'extensionAsked',
  'suspensionAsked',
  'assistanceAsked',
  'whistleBlown',
  'unitSummoned',
  'escalated',
  'workLeft',
]

/** The word for what happened; of a kind that this page does not know yet, that something happened. */
export const wordOf = ({ kind, level, subject }: Notice): Word =>
  kind === 'workLeft' && subject === 'whistle'
    ? 'whistleLeft'
    : leveled.includes(kind)
      ? (`${kind}.${Math.min(Math.max(level ?? 2, 1), 3)}` as Word)
      : plain.includes(kind)
        ? (kind as Word)
        : 'other'
