import { App } from 'antd'
import { useCallback } from 'react'
import { Link } from 'react-router'
import { type Notice, useNotices } from '@/shared/live/live'
import { useWords } from './words'

/** Tells whoever is made to answer for a plan, on any page of the desk. */
export function OwnedNotice() {
  const say = useWords()
  const { notification } = App.useApp()
  useNotices(
    'planOwned',
    useCallback(
      ({ id }: Notice) =>
        notification.info({
          key: `plan-${id}`,
          title: say('ownedNow'),
          description: (
            <Link to={`/patrol/${id}`} onClick={() => notification.destroy(`plan-${id}`)}>
              {say('ownedLook')}
            </Link>
          ),
          duration: 0,
        }),
      [notification, say],
    ),
  )
  return null
}
