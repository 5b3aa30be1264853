import { Link, useParams, useSearchParams } from 'react-router'
import { Refused } from '@/shared/api/problem'
import { useLanguage } from '@/shared/i18n/i18n'
import { listed } from '@/shared/i18n/punctuation'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { useTerms } from '@/shared/terms'
import { isoDate } from '@/shared/time/civil-time'
import { Moment } from '@/shared/time/time-left'
import { Failed, Loading } from '@/shared/ui/pieces'
import { ComponentPhotos } from '../photos/component-photos'
import { type ComponentPage, useCasesOf, useComponent } from './component'
import { ComponentTerms } from './component-terms'
import { EditComponent } from './edit-component'
import { Measurements } from './measurements'
import { PlainTable } from './plain-table'
import { useWords } from './words'

/** One component: its record, who answers and answered for it, and all that happened to it. */
export function ComponentView() {
  const { id = '' } = useParams()
  const day = useSearchParams()[0].get('day') ?? undefined
  const say = useWords()
  const { data, error, refetch } = useComponent(id, day)
  const notThen = day !== undefined && error instanceof Refused && error.status === 404
  return (
    <div className="page">
      <p>
        <Link to="/components">{say('back')}</Link>
      </p>
      {day && (
        <p role="status">
          {say(notThen ? 'notThen' : 'asOf', { day })} <Link to={`/components/${id}`}>{say('asOfNow')}</Link>
        </p>
      )}
      {error && !notThen && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={12} />}
      {data && <Sheet component={data} />}
    </div>
  )
}

function Sheet({ component }: { component: ComponentPage }) {
  const say = useWords()
  const may = useMay()
  const english = useLanguage() === 'en'
  const region = (name: string | null | undefined, code: string) => name && say('coded', { name, code })
  return (
    <>
      <h1>
        {component.name} <span className="soft">{component.code}</span>
      </h1>
      <h2>{say('record')}</h2>
      <PlainTable
        rows={[
          [say('class'), english ? component.class.nameEn : component.class.name],
          [say('state'), say(`state.${component.state}`)],
          [
            say('place'),
            [component.street, component.community, component.placeText].filter(Boolean).join(' '),
          ],
          [say('street'), region(component.street, component.gridCode.slice(0, 9))],
          [say('community'), region(component.community, component.gridCode.slice(0, 12))],
          [say('gridCode'), component.gridCode],
          [say('position'), `${component.lon.toFixed(6)}, ${component.lat.toFixed(6)}`],
          [say('accuracy'), say(`accuracy.${component.accuracy}`)],
          [
            say('elevation'),
            component.elevationMetres != null && say('elevationIs', { metres: component.elevationMetres }),
          ],
          [say('initialDate'), component.initialDate],
          [say('changedOn'), component.changedOn && isoDate(component.changedOn)],
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
      <PlainTable
        heads={[say('role'), say('unit'), say('creditCode'), say('from'), say('until')]}
        rows={component.duties.map((duty) => [
          say(duty.role),
          duty.unit.name,
          duty.unit.creditCode,
          duty.from,
          duty.until,
        ])}
      />
      <ComponentTerms terms={component.terms} />
      {may('viewCases') && <Cases code={component.code} />}
      <h2>{say('history')}</h2>
      <PlainTable
        heads={[say('change'), say('at'), say('changedBy'), say('state'), say('position'), say('reason')]}
        rows={component.history.map((version) => [
          version.attributes.length > 0
            ? say('changeOf', {
                change: say(`change.${version.change}`),
                attributes: listed(version.attributes.map((one) => say(one))),
              })
            : say(`change.${version.change}`),
          <Moment key="at" at={version.from} />,
          version.byName,
          say(`state.${version.state}`),
          `${version.lon.toFixed(6)}, ${version.lat.toFixed(6)}`,
          version.reason,
        ])}
      />
      <Measurements component={component} />
    </>
  )
}

/** What people asked and inspectors found about it, open and past. */
function Cases({ code }: { code: string }) {
  const say = useWords()
  const classOf = useClassName()
  const term = useTerms()
  const { data } = useCasesOf(code)
  return (
    <>
      <h2>{say('cases')}</h2>
      {data?.length === 0 && <p className="soft">{say('casesNone')}</p>}
      {data && data.length > 0 && (
        <PlainTable
          heads={[say('caseNumber'), say('class'), say('state'), say('unit'), say('at')]}
          rows={data.map((one) => [
            <Link key="number" to={`/cases/${one.id}`}>
              {one.number}
            </Link>,
            classOf(one.className),
            term(`state.${one.state}`),
            one.unit.name,
            <Moment key="at" at={one.receivedAt} />,
          ])}
        />
      )}
    </>
  )
}
