import { Input, TreeSelect } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useLanguage } from '@/shared/i18n/i18n'
import { share } from '@/shared/numbers'
import { useOwnUnits } from '@/shared/reference/own-units'
import { now } from '@/shared/time/now'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type CoverageNumber, type Figures, part, type Question, questionOf, useFigures } from './figures'
import { useWords } from './words'

/** How a unit meets people, asks them, and asks again. */
export function FiguresPage() {
  const say = useWords()
  const units = useOwnUnits()
  const [address, setAddress] = useSearchParams()
  const question = questionOf(address, now())
  const ask = (next: Question) => setAddress(addressOf(next), { replace: true })
  const figures = useFigures(question)
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <search className="page-filters">
        {(['from', 'to'] as const).map((end) => (
          <span key={end}>
            <label htmlFor={`figures-${end}`}>{say(end)}</label>{' '}
            <Input
              id={`figures-${end}`}
              type="date"
              className="figures-day"
              value={question[end]}
              onChange={({ target }) => target.value && ask({ ...question, [end]: target.value })}
            />
          </span>
        ))}
        {units.length > 0 && (
          <TreeSelect
            allowClear
            aria-label={say('unit')}
            placeholder={say('ownUnits')}
            showSearch={{ treeNodeFilterProp: 'title' }}
            popupMatchSelectWidth={320}
            value={question.unit}
            treeData={units}
            onChange={(unit?: string) => {
              const { unit: _, ...days } = question
              ask(unit ? { ...days, unit } : days)
            }}
          />
        )}
      </search>
      {figures.error ? (
        <Failed error={figures.error} onRetry={() => void figures.refetch()} />
      ) : !figures.data ? (
        <Loading rows={10} />
      ) : figures.data.months.length === 0 ? (
        <Empty title={say('none')}>{say('noneAdvice')}</Empty>
      ) : (
        <>
          <Meetings meeting={figures.data.meeting} />
          <Months months={figures.data.months} />
          <Coverage figures={figures.data} question={question} />
        </>
      )}
    </>
  )
}

/** A share in words, and a dash where there is no whole. */
const inPercent = (some: number, whole: number) => {
  const of = part(some, whole)
  return of === undefined ? '–' : share(of)
}

function Meetings({ meeting }: { meeting: Figures['meeting'] }) {
  const say = useWords()
  const { invited, hoursToMeet } = meeting
  return (
    <section>
      <h2>{say('meeting')}</h2>
      <dl className="figures-row">
        <div>
          <dt>{say('invited')}</dt>
          <dd>{say('cases', { count: invited })}</dd>
        </div>
        {(['met', 'noNeed', 'declined', 'notReached'] as const).map((state) => (
          <div key={state}>
            <dt>{say(state)}</dt>
            <dd>{say('ofWhole', { count: meeting[state], share: inPercent(meeting[state], invited) })}</dd>
          </div>
        ))}
        {hoursToMeet != null && (
          <div>
            <dt>{say('hoursToMeet')}</dt>
            <dd>
              {hoursToMeet < 48
                ? say('hours', { hours: hoursToMeet.toFixed(1) })
                : say('days', { days: (hoursToMeet / 24).toFixed(1) })}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Months({ months }: { months: Figures['months'] }) {
  const say = useWords()
  const language = useLanguage()
  return (
    <section>
      <h2>{say('months')}</h2>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('month')}</th>
              {(['received', 'met', 'solvedByMeeting', 'shareSolved'] as const).map((head) => (
                <th key={head} scope="col" className="number">
                  {say(head)}
                </th>
              ))}
              <td className="figures-bar" />
            </tr>
          </thead>
          <tbody>
            {months.map(({ name, received, met, solvedByMeeting }) => (
              <tr key={name}>
                <th scope="row">
                  {say('monthName', {
                    year: name.slice(0, 4),
                    month: language === 'en' ? name.slice(5) : Number(name.slice(5)),
                  })}
                </th>
                <td className="number">{received}</td>
                <td className="number">{met}</td>
                <td className="number">{solvedByMeeting}</td>
                <td className="number">{inPercent(solvedByMeeting, met)}</td>
                <td className="figures-bar">
                  <Bar of={part(solvedByMeeting, met)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}

/** The same share once more for the eye. */
function Bar({ of }: { of: number | undefined }) {
  if (of === undefined) return null
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-whole" width="100" height="8" />
      <rect className="bar-part" width={of * 100} height="8" />
    </svg>
  )
}

/** The days and the unit as they stand in an address. */
const addressOf = ({ from, to, unit }: Question): Record<string, string> => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(unit ? { unit } : {}),
})

interface CoverageProps {
  figures: Figures
  question: Question
}

function Coverage({ figures: { callBack, followUp, control, raised }, question }: CoverageProps) {
  const say = useWords()
  // Each number opens what it counts; a nought has nothing behind it.
  const open = (number: CoverageNumber, count: number, words = `${count}`) =>
    count === 0 ? (
      words
    ) : (
      <Link
        className="text-link"
        aria-label={say('openClosings', { what: say(`number.${number}`), count })}
        to={{
          pathname: '/figures/closings',
          search: new URLSearchParams({ number, ...addressOf(question) }).toString(),
        }}
      >
        {words}
      </Link>
    )
  const asked = control.agrees + control.differs
  const steps = [
    ['callBack', callBack.closed, callBack.answered, 'callBackDue', 'callBackAnswered'],
    ['followUp', followUp.asked, followUp.done, 'followUpDue', 'followUpDone'],
    ['control', control.drawn, asked, 'controlDrawn', undefined],
  ] as const
  return (
    <section>
      <h2>{say('coverage')}</h2>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('what')}</th>
              {(['whole', 'done', 'share'] as const).map((head) => (
                <th key={head} scope="col" className="number">
                  {say(head)}
                </th>
              ))}
              <td className="figures-bar" />
            </tr>
          </thead>
          <tbody>
            {steps.map(([step, whole, done, ofWhole, ofDone]) => (
              <tr key={step}>
                <th scope="row">{say(step)}</th>
                <td className="number">{open(ofWhole, whole)}</td>
                <td className="number">{ofDone ? open(ofDone, done) : done}</td>
                <td className="number">{inPercent(done, whole)}</td>
                <td className="figures-bar">
                  <Bar of={part(done, whole)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="soft">{say('coverageNote')}</p>
      <ul className="figures-behind">
        {(
          [
            ['callBackNotReached', callBack.notReached],
            ['callBackExempt', callBack.exempt],
            ['followUpNotReached', followUp.notReached],
            ['controlAgrees', control.agrees],
            ['controlDiffers', control.differs],
            ['controlNotReached', control.notReached],
          ] as const
        ).map(([number, count]) => (
          <li key={number}>
            {say(`number.${number}`)} {open(number, count, say('cases', { count }))}
          </li>
        ))}
        <li>
          {say('raised')} {say('cases', { count: raised })}
        </li>
      </ul>
    </section>
  )
}
