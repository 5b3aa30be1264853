import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { api, body } from '@/shared/api/client'
import { Refused } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { CaseMap } from '@/shared/map/case-map'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Prices } from './prices'
import { useWords } from './words'

const StaffPart = lazy(() => import('./staff-part').then(({ StaffPart }) => ({ default: StaffPart })))

type Tag = Got<'/api/components/tags/{code}'>

/** What a citizen tells about a component: words to begin with, and where it stands. */
export interface AboutComponent {
  text: string
  place: string
  /** Where it stands; left out of what strangers aren't told the place. */
  at?: readonly [number, number] | undefined
  /** Its identifier. */
  component: string
}

interface TagPageProps {
  code: string
  onReport: (about: AboutComponent) => void
}

const aMinute = 60_000

const faults = ['broken', 'damaged', 'dirty', 'unsafe'] as const

/** What anybody sees who scans the tag of a component: what it is, whose, and a fault told with two touches. */
export function TagPage({ code, onReport }: TagPageProps) {
  const say = useWords()
  const tag = useQuery({
    queryKey: ['tag', code],
    queryFn: () => body(api.GET('/api/components/tags/{code}', { params: { path: { code } } })),
    retry: false,
    // What a charger costs changes with the hour.
    refetchInterval: ({ state }) => (state.data?.prices ? aMinute : false),
  })
  if (tag.error)
    return tag.error instanceof Refused && tag.error.status === 404 ? (
      <p className="notice" role="alert">
        {say('unknown')}
      </p>
    ) : (
      <Failed error={tag.error} onRetry={() => void tag.refetch()} />
    )
  return tag.data ? <Scanned tag={tag.data} onReport={onReport} /> : <Loading rows={5} />
}

function Scanned({ tag, onReport }: { tag: Tag; onReport: TagPageProps['onReport'] }) {
  const say = useWords()
  const english = useLanguage() === 'en'
  const known = useQuery({
    queryKey: ['known-fault', tag.code],
    queryFn: () => body(api.GET('/api/requests/components/{code}', { params: { path: { code: tag.code } } })),
    // Without it the page is whole.
    retry: false,
  })
  const kind = english ? tag.class.nameEn : tag.class.name
  const place = [tag.street, tag.community, tag.placeText].filter(Boolean).join(' ')
  const at = tag.lon != null && tag.lat != null ? ([tag.lon, tag.lat] as const) : undefined
  const report = (fault: (typeof faults)[number]) =>
    onReport({
      text: say('about', { name: kind, fault: say(`fault.${fault}`) }),
      place,
      at,
      component: tag.code,
    })
  return (
    <article className="stack">
      <header>
        <p className="hint">{say('code', { code: tag.code })}</p>
        <h1>{kind}</h1>
        {tag.name !== tag.class.name && <p>{tag.name}</p>}
      </header>
      <Facts tag={tag} place={place} />
      {tag.prices && <Prices prices={tag.prices} />}
      <section className="stack" aria-labelledby="tag-wrong">
        <h2 id="tag-wrong">{say('wrong')}</h2>
        {known.data?.known && (
          <p className="notice" role="status">
            {say('known')}
          </p>
        )}
        <p className="hint">{say('wrongLead')}</p>
        <div className="buttons two-abreast">
          {faults.map((fault) => (
            <button key={fault} type="button" className="button" onClick={() => report(fault)}>
              {say(`fault.${fault}`)}
            </button>
          ))}
        </div>
      </section>
      {at ? <CaseMap label={say('where')} at={at} /> : <p className="hint">{say('withheld')}</p>}
      <Suspense>
        <StaffPart code={tag.code} />
      </Suspense>
    </article>
  )
}

function Facts({ tag, place }: { tag: Tag; place: string }) {
  const say = useWords()
  const { lit } = tag
  const facts = [
    [say('state'), say(`state.${tag.state}`)],
    [say('place'), place],
    [say('owner'), tag.owner],
    [say('authority'), tag.authority],
    [say('manager'), tag.manager],
    [say('maintainer'), tag.maintainer],
    [say('installer'), tag.installer],
    [say('lit'), lit && say('litFrom', { on: lit.on.slice(0, 5), off: lit.off.slice(0, 5) })],
  ] as const
  return (
    <dl className="receipt-due">
      {facts.map(
        ([term, fact]) =>
          fact && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
