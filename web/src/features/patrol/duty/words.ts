import { defineWords } from '@/shared/i18n/i18n'

export const { say, useWords } = defineWords(
  'patrol-duty',
  {
    shift: '我的班次',
    cells: '{{count}} 个单元网格',
    route: '路线，共 {{count}} 站',
    start: '上岗',
    end: '下岗',
    endSure: '确定下岗？再按一次',
    onDuty: '{{at}} 已上岗',
    told: '没有网络，时间已记在手机里，有网络就发出。',
    consent: '同意记录我在岗时的轨迹',
    consentMeans:
      '只在上岗到下岗之间记录位置，用来看哪些路还没有巡到。只有您和本单位领导能看，每次查看都留痕，{{days}} 天后删除。可以随时关闭，不同意不影响上岗。',
    recording: '正在记录轨迹',
  },
  {
    shift: 'My shift',
    cells: '{{count}} cells',
    cells_one: '{{count}} cell',
    route: 'Route, {{count}} stops',
    route_one: 'Route, one stop',
    start: 'Go on duty',
    end: 'Go off duty',
    endSure: 'Off duty? Press again',
    onDuty: 'On duty since {{at}}',
    told: 'No connection: the time is kept on the phone and sent as soon as there is one.',
    consent: 'Record my way while I am on duty',
    consentMeans:
      'Your position is recorded between start and end only, to see which roads nobody has been to. Only you and the leader of your unit can see it, each look leaves a trace, and it is deleted after {{days}} days. You can turn it off at any time, and you can be on duty without it.',
    recording: 'Your way is being recorded',
  },
)
