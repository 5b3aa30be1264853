import { type ComponentType, useEffect, useRef } from 'react'
import { Navigate, NavLink, Route, Routes, useMatch } from 'react-router'
import { defineWords } from '@/shared/i18n/i18n'
import { PageTitle } from './page-title'
import { Empty } from './pieces'

const { useWords } = defineWords(
  'tabs',
  { unknown: '没有这个地址', unknownAdvice: '链接可能已经失效，请从上面选一页。' },
  {
    unknown: 'There is no such address',
    unknownAdvice: 'The link may be out of date. Please choose a page above.',
  },
)

interface Part {
  /** Below the place; empty for the page that the place opens with. */
  path: string
  title: string
  Page: ComponentType
  /** Opened out of another page and no tab of its own. */
  behind?: boolean
}

interface TabbedPlaceProps {
  /** The path of the place in the desk. */
  place: string
  title: string
  /** What the row of tabs is called. */
  label: string
  parts: readonly Part[]
}

/** A place of several pages: its title, a tab for each, and the one that is open. */
export function TabbedPlace({ place, title, label, parts }: TabbedPlaceProps) {
  return (
    <div className="page">
      <h1>{title}</h1>
      <nav className="page-tabs" aria-label={label}>
        {parts
          .filter(({ behind }) => !behind)
          .map((part) => (
            <Tab key={part.path} place={place} {...part} />
          ))}
      </nav>
      <Parts place={place} title={title} parts={parts} />
    </div>
  )
}

/** A tab; the one that is open comes into view where the tabs are moved sideways. */
export function Tab({ place, path, title }: { place: string; path: string; title: string }) {
  const to = path ? `/${place}/${path}` : `/${place}`
  const isOpen = useMatch({ path: to, end: !path }) !== null
  const tab = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isOpen) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isOpen])
  return (
    <NavLink ref={tab} end={!path} to={to}>
      {title}
    </NavLink>
  )
}

/** The page of the tab that is open; of the first, where the address names none. */
export function Parts({ place, title, parts }: Omit<TabbedPlaceProps, 'label'>) {
  const say = useWords()
  const first = parts[0]?.path
  return (
    <Routes>
      {parts.map((part) => (
        <Route
          key={part.path}
          path={part.path}
          element={
            <>
              <PageTitle>{`${part.title} · ${title}`}</PageTitle>
              <part.Page />
            </>
          }
        />
      ))}
      {first && <Route index element={<Navigate to={`/${place}/${first}`} replace />} />}
      <Route path="*" element={<Empty title={say('unknown')}>{say('unknownAdvice')}</Empty>} />
    </Routes>
  )
}
