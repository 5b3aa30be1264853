import { defineWords } from '@/shared/i18n/i18n'

export const { say, useWords } = defineWords(
  'risk-points',
  {
    title: '风险点位',
    lead: '这些地方有风险，请绕行或小心通过。遇到险情请打 110、119 或 120。',
    none: '现在没有公布的风险点位',
    noneLead: '公布以后会列在这里。',
    version: '第 {{version}} 版 · {{day}}公布 · {{count}} 处',
    map: '风险点位图，下面的列表说的是同样的地方',
    noMap: '这台设备不能显示地图，请看列表。',
    find: '找地方',
    findHint: '例如路名、桥名',
    findNone: '没有叫这个名字的点位。',
    show: '在图上看',
    shown: '正在图上',
  },
  {
    title: 'Places at risk',
    lead: 'Take another way, or take care. In danger call 110, 119 or 120.',
    none: 'No places at risk are published now',
    noneLead: 'Once they are, they are listed here.',
    version: 'Version {{version}} · published {{day}} · {{count}} places',
    version_one: 'Version {{version}} · published {{day}} · one place',
    map: 'Map of the places at risk; the list below tells the same places',
    noMap: 'This device can’t show the map. The list has all of it.',
    find: 'Find a place',
    findHint: 'Such as a road or a bridge',
    findNone: 'No place has that name.',
    show: 'Show on the map',
    shown: 'On the map now',
  },
)
