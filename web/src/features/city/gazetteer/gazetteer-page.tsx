import { Button, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { aside } from '@/shared/i18n/punctuation'
import { count } from '@/shared/numbers'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { kinds, type Toponym, useToponyms } from './gazetteer'
import { GazetteerImport } from './gazetteer-import'
import { useWords } from './words'

/** The customer's own gazetteer: bridges, stops, roads, aliases and old names that the door reads beside those of the city's plan. */
export function GazetteerPage() {
  const say = useWords()
  const [typed, type] = useState('')
  const [kind, setKind] = useState('')
  const [importing, setImporting] = useState(false)
  const q = useDeferredValue(typed.trim())
  const found = useToponyms(q, kind)
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <div className="form-keys">
        <Button
          type={importing ? 'default' : 'primary'}
          aria-expanded={importing}
          onClick={() => setImporting(!importing)}
        >
          {say(importing ? 'closeImport' : 'import')}
        </Button>
        {(['csv', 'geojson'] as const).map((format) => (
          <Button key={format} href={`/api/city/gazetteer/export?format=${format}`} download>
            {say('export', { format: format === 'csv' ? 'CSV' : 'GeoJSON' })}
          </Button>
        ))}
      </div>
      {importing && <GazetteerImport />}
      <FindLine label={say('find')} words={typed} onWords={type}>
        <Select
          aria-label={say('kind')}
          value={kind}
          onChange={setKind}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: say('anyKind') },
            ...kinds.map((one) => ({ value: one, label: say(`kind.${one}`) })),
          ]}
        />
      </FindLine>
      {found.error && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading rows={8} />}
      {found.data?.total === 0 &&
        (q || kind ? (
          <Empty title={say('noneFits')}>{say('noneFitsAdvice')}</Empty>
        ) : (
          <Empty title={say('none')}>{say('noneAdvice')}</Empty>
        ))}
      {found.data && found.data.total > 0 && (
        <>
          <p className="soft" role="status">
            {say('total', { count: count(found.data.total) })}
          </p>
          <Lines lines={found.data.items} />
        </>
      )}
      {found.hasNextPage && (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </>
  )
}

function Lines({ lines }: { lines: readonly Toponym[] }) {
  const say = useWords()
  return (
    <WideTable>
      <table className="plain-table">
        <caption className="unseen">{say('lines')}</caption>
        <thead>
          <tr>
            {(['name', 'kind', 'aliases', 'oldNames', 'within', 'code'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ code, kind, name, aliases, oldNames, within, lon, ofPlan }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td>{say(`kind.${kind}`)}</td>
              <td className="long">{aliases}</td>
              <td className="long">{oldNames}</td>
              <td>
                {lon === undefined || lon === null ? <span className="mark">{say('lost')}</span> : within}
                {ofPlan && <span className="soft">{aside(say('ofPlan'))}</span>}
              </td>
              <td>{code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
