import { App } from 'antd'
import { useCallback } from 'react'
import { Link } from 'react-router'
import { type Notice, useNotices } from '@/shared/live/live'
import { useWords } from './words'

/** Tells whoever may see it, on any page of the desk, that a report took longer than a minute to reach a unit. */
export function MinuteAlarm() {
  const say = useWords()
  const { notification } = App.useApp()
  useNotices(
    'lateReport',
    useCallback(
      ({ id }: Notice) =>
        notification.warning({
          key: 'late-report',
          title: say('alarm'),
          description: (
            <Link to={`/cases/${id}`} onClick={() => notification.destroy('late-report')}>
              {say('alarmLook')}
            </Link>
          ),
          duration: 0,
        }),
      [notification, say],
    ),
  )
  return null
}
