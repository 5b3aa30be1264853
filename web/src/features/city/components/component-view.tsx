import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useLanguage } from '@/shared/i18n/i18n'
import { useMay } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { Failed, Loading } from '@/shared/ui/pieces'
import { ComponentPhotos } from '../photos/component-photos'
import { type ComponentPage, useCasesOf, useComponent } from './component'
import { EditComponent } from './edit-component'
import { useWords } from './words'

/** One component: its record, who answers and answered for it, and all that happened to it. */
export function ComponentView() {
  const { id = '' } = useParams()
  const say = useWords()
  const { data, error, refetch } = useComponent(id)
  return (
    <div className="page">
      <p>
        <Link to="/components">{say('back')}</Link>
      </p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={12} />}
      {data && <Sheet component={data} />}
    </div>
  )
}

function Sheet({ component }: { component: ComponentPage }) {
  const say = useWords()
  const may = useMay()
  const english = useLanguage() === 'en'
  return (
    <>
      <h1>
        {component.name} <span className="soft">{component.code}</span>
      </h1>
      <h2>{say('record')}</h2>
      <Table
        rows={[
          [say('class'), english ? component.class.nameEn : component.class.name],
          [say('state'), say(`state.${component.state}`)],
          [
            say('place'),
            [component.street, component.community, component.placeText].filter(Boolean).join(' '),
          ],
          [say('gridCode'), component.gridCode],
          [say('position'), `${component.lon.toFixed(6)}, ${component.lat.toFixed(6)}`],
          [say('accuracy'), say(`accuracy.${component.accuracy}`)],
          [say('initialDate'), component.initialDate],
          [say('dataSource'), say(`source.${component.dataSource}`)],
          [say('material'), component.material],
          [say('shape'), component.shape],
          [say('onTactilePaving'), component.onTactilePaving && say('yes')],
          [say('remark'), component.remark],
        ].filter(([, value]) => value)}
      />
      <EditComponent component={component} />
      <ComponentPhotos component={component} />
      <h2>{say('duties')}</h2>
      <Table
        heads={[say('role'), say('unit'), say('from'), say('until')]}
        rows={component.duties.map((duty) => [say(duty.role), duty.unit.name, duty.from, duty.until])}
      />
      {may('viewCases') && <Cases code={component.code} />}
      <h2>{say('history')}</h2>
      <Table
        heads={[say('change'), say('at'), say('state'), say('position'), say('reason')]}
        rows={component.history.map((version) => [
          say(`change.${version.change}`),
          <Moment key="at" at={version.from} />,
          say(`state.${version.state}`),
          `${version.lon.toFixed(6)}, ${version.lat.toFixed(6)}`,
          version.reason,
        ])}
      />
      {component.measurements.length > 0 && (
        <>
          <h2>{say('measurements')}</h2>
          <Table
            heads={[say('quantity'), say('value'), say('at')]}
            rows={component.measurements.map((one) => [
              one.quantity,
              `${one.value} ${one.unit}`,
              <Moment key="at" at={one.measuredAt} />,
            ])}
          />
        </>
      )}
    </>
  )
}

/** What people asked and inspectors found about it, open and past. */
function Cases({ code }: { code: string }) {
  const say = useWords()
  const term = useTerms()
  const { data } = useCasesOf(code)
  return (
    <>
      <h2>{say('cases')}</h2>
      {data?.length === 0 && <p className="soft">{say('casesNone')}</p>}
      {data && data.length > 0 && (
        <Table
          heads={[say('caseNumber'), say('class'), say('state'), say('unit'), say('at')]}
          rows={data.map((one) => [
            <Link key="number" to={`/cases/${one.id}`}>
              {one.number}
            </Link>,
            one.className,
            term(`state.${one.state}`),
            one.unit.name,
            <Moment key="at" at={one.receivedAt} />,
          ])}
        />
      )}
    </>
  )
}

/** Rows whose first cell heads them. They are never moved, so that their place is their key. */
function Table({ heads, rows }: { heads?: readonly string[]; rows: readonly (readonly ReactNode[])[] }) {
  return (
    <div className="wide-table">
      <table className="plain-table">
        {heads && (
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(([first, ...others], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is on record keeps its order
            <tr key={row}>
              <th scope="row">{first}</th>
              {others.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
