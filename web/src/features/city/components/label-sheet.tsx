import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { useLanguage } from '@/shared/i18n/i18n'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './words'

/** District, class and number apart: a person who reads it out by telephone reads three short numbers. */
function Identifier({ code }: { code: string }) {
  const number = code.length === 17 ? 11 : 10
  const parts = [code.slice(0, 6), code.slice(6, number), code.slice(number)]
  return (
    <span className="label-code">
      {parts.map((part, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
        <span key={nth}>{part} </span>
      ))}
    </span>
  )
}

/** Labels of what a list shows, twenty on a sheet of A4: print, cut, stick. They stand in the street: in the city's language, beside it in that of the desk. */
export function LabelSheet() {
  const say = useWords()
  const english = useLanguage() === 'en'
  const [query] = useSearchParams()
  const filter = Object.fromEntries(query)
  const { after, ...listed } = filter
  const labels = useQuery({
    queryKey: ['components', 'labels', filter],
    queryFn: () => body(api.GET('/api/components/labels', { params: { query: filter } })),
  })
  const items = labels.data?.items ?? []
  return (
    <div className="page">
      <header className="label-head">
        <h1>{say('labels')}</h1>
        <p className="soft">{say('labelsLead')}</p>
        {labels.data?.next && <p role="status">{say('labelsMore', { count: items.length })}</p>}
        <div className="form-keys">
          <Button type="primary" disabled={items.length === 0} onClick={() => print()}>
            {say('print')}
          </Button>
          {labels.data?.next && (
            <Link to={`?${new URLSearchParams({ ...listed, after: labels.data.next })}`}>
              {say('labelsNext')}
            </Link>
          )}
          {after && <Link to={`?${new URLSearchParams(listed)}`}>{say('labelsFirst')}</Link>}
          <Link to={`/components?${new URLSearchParams(listed)}`}>{say('labelsBack')}</Link>
        </div>
      </header>
      {labels.error && <Failed error={labels.error} onRetry={() => void labels.refetch()} />}
      {labels.isPending && <Loading rows={8} />}
      {labels.data && items.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      <ul className="label-sheet">
        {items.map(({ code, class: kind, name, address, qr }) => (
          <li key={code}>
            <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={say('labelOf', { address })}>
              <path d={qr.path} />
            </svg>
            <div>
              <strong>{kind.name}</strong>
              {english && <span lang="en">{kind.nameEn}</span>}
              {name !== kind.name && <span>{name}</span>}
              <Identifier code={code} />
              <span className="soft">{say('labelScan')}</span>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
