import { defineWords } from '@/shared/i18n/i18n'
import { type Length, lengthOf } from './ladder'

const { say, useWords } = defineWords(
  'time',
  {
    days: '{{count}} 天',
    hours: '{{count}} 小时',
    minutes: '{{count}} 分钟',
    moment: '不到 1 分钟',
    left: '还剩 {{span}}',
    over: '已超 {{span}}',
    due: '{{at}} 到期',
  },
  {
    days: '{{count}} days',
    days_one: '{{count}} day',
    hours: '{{count}} h',
    minutes: '{{count}} min',
    moment: 'under a minute',
    left: '{{span}} left',
    over: '{{span}} late',
    due: 'due {{at}}',
  },
)

export const useTimeWords = useWords

const spell = ({ days, hours, minutes }: Length): string => {
  const units = [
    days > 0 && say('days', { count: days }),
    hours > 0 && say('hours', { count: hours }),
    minutes > 0 && say('minutes', { count: minutes }),
  ].filter(Boolean)
  return units.length > 0 ? units.join(' ') : say('moment')
}

/** A length of time in words: `4 小时`. */
export const spanWords = (milliseconds: number): string => spell(lengthOf(milliseconds))

/** `还剩 3 小时` or `已超 1 天`. */
export const timeLeftWords = (dueAt: string, now: Date): string => {
  const left = new Date(dueAt).getTime() - now.getTime()
  return say(left < 0 ? 'over' : 'left', { span: spell(lengthOf(left)) })
}
