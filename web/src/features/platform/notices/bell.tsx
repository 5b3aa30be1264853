import { BellOutlined, CloseOutlined } from '@ant-design/icons'
import { App } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { about } from '@/shared/i18n/punctuation'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { addressOf, type Notice, noticesOf, useNews, useOwnNotices, useReading } from './notices'
import { useWords, wordOf } from './words'
import './bell.css'

const most = 100
const toastsApart = 2

/** The bell of the shell: how much is unread, the list of it, a toast and a spoken line for what is new. */
export function Bell() {
  const say = useWords()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { notification } = App.useApp()
  const list = useOwnNotices()
  const { mutate: read } = useReading()
  const [open, setOpen] = useState(false)
  const [spoken, setSpoken] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const items = noticesOf(list.data)
  const unread = list.data?.pages[0]?.unread ?? 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list closes when one has arrived
  useEffect(() => setOpen(false), [pathname])

  const tell = useCallback(
    (news: readonly Notice[]) => {
      const titleOf = (one: Notice) => [say(wordOf(one)), one.number].filter(Boolean).join(' ')
      // With what came first, so that two in a row are not the same line, which nobody would speak.
      setSpoken(about(say('news', { count: news.length }), ...news.slice(0, 1).map(titleOf)))
      // A toast stands outside the router: it leads by a function, not by a link.
      const toast = (key: string, title: string, act: () => void) =>
        notification.open({
          key,
          title,
          role: 'status',
          placement: 'topRight',
          duration: 6,
          className: 'notice-toast',
          onClick: () => {
            notification.destroy(key)
            act()
          },
        })
      if (news.length > toastsApart)
        toast('notices', say('newsMany', { count: news.length }), () => setOpen(true))
      else
        for (const one of news)
          toast(`notice-${one.id}`, titleOf(one), () => {
            read({ ids: [one.id] })
            void navigate(addressOf(one))
          })
    },
    [say, notification, navigate, read],
  )
  useNews(items, list.isSuccess, tell)

  const shown = unread < most ? unread : say('unreadMany')
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div className="bell">
      <button
        ref={button}
        type="button"
        className="bell-button"
        aria-expanded={open}
        aria-controls="notices"
        aria-label={unread > 0 ? say('bellUnread', { count: shown }) : say('bell')}
        onClick={() => setOpen(!open)}
      >
        <BellOutlined aria-hidden="true" />
        {unread > 0 && (
          <span className="bell-count" aria-hidden="true">
            {shown}
          </span>
        )}
      </button>
      <span className="unseen" role="status" aria-live="polite">
        {spoken}
      </span>
      {open && (
        <Panel
          list={list}
          items={items}
          unread={unread}
          onClose={close}
          onRead={(one) => !one.read && read({ ids: [one.id] })}
          onReadAll={(upTo) => read({ upTo })}
        />
      )}
    </div>
  )
}

interface PanelProps {
  list: ReturnType<typeof useOwnNotices>
  items: readonly Notice[]
  unread: number
  onClose: () => void
  onRead: (notice: Notice) => void
  onReadAll: (upTo: number) => void
}

function Panel({ list, items, unread, onClose, onRead, onReadAll }: PanelProps) {
  const say = useWords()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what lies behind the list closes it for the mouse; the keyboard has Escape and the button */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div className="bell-behind" onClick={onClose} />
      <section
        id="notices"
        ref={panel}
        className="bell-panel"
        aria-labelledby="notices-title"
        tabIndex={-1}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      >
        <header>
          <h2 id="notices-title">{say('title')}</h2>
          {unread > 0 && items[0] && (
            <button type="button" className="link-button" onClick={() => items[0] && onReadAll(items[0].id)}>
              {say('readAll')}
            </button>
          )}
          <button type="button" className="bell-close" aria-label={say('close')} onClick={onClose}>
            <CloseOutlined aria-hidden="true" />
          </button>
        </header>
        {list.error ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading rows={4} />
        ) : items.length === 0 ? (
          <Empty title={say('none')}>{say('noneAdvice')}</Empty>
        ) : (
          <ul>
            {items.map((one) => (
              <li key={one.id} data-read={one.read}>
                <Link to={addressOf(one)} onClick={() => onRead(one)}>
                  <span className="bell-head">
                    <span className="bell-word">
                      {!one.read && <span className="unseen">{`${say('unread')} `}</span>}
                      {say(wordOf(one))}
                    </span>
                    <Moment at={one.at} />
                  </span>
                  <span className="bell-line">
                    {one.number ??
                      (one.count > 1 || one.subject === 'list' ? say('of', { count: one.count }) : '')}
                    {one.dueAt && <TimeLeft dueAt={one.dueAt} from={one.at} />}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <button type="button" className="plain-button bell-more" onClick={() => void list.fetchNextPage()}>
            {say('more')}
          </button>
        )}
      </section>
    </>
  )
}
