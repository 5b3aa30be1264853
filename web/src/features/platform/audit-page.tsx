import { useInfiniteQuery } from '@tanstack/react-query'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { Asked, Got } from '@/shared/api/types'
import { dayEnd, dayStart } from '@/shared/time/civil-time'
import { Moment } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { useWords } from './words'

type Trace = Got<'/api/audit'>['items'][number]

const actions = [
  'signIn',
  'signOut',
  'changePassword',
  'revealRequester',
  'searchPerson',
  'eraseRequester',
  'exportCases',
  'exportTopics',
  'exportComponents',
  'exportCoverage',
  'viewTrack',
  'exportRanking',
  'publishAssessment',
  'publishRiskPoints',
  'withdrawRiskPoints',
  'revealConsent',
  'takeCensus',
  'editSettings',
  'adoptCatalogue',
  'keepModel',
  'putModelInForce',
  'leaveCorrectionOut',
  'takeCorrectionIn',
  'readCorrections',
  'compareModels',
  'issueMapKey',
  'revokeMapKey',
  'retryMessage',
  'giveUpMessage',
  'sendOrderAgain',
  'enrolTotp',
  'confirmTotp',
  'removeTotp',
  'addPasskey',
  'renamePasskey',
  'removePasskey',
  'addAccount',
  'changeAccount',
  'disableAccount',
  'enableAccount',
  'setPassword',
  'unlockAccount',
  'endSessions',
  'removeSecondFactors',
] as const
const outcomes = [
  'done',
  'wrong-login',
  'locked-out',
  'wrong-password',
  'second-factor',
  'wrong-code',
  'passkey-refused',
  'own-account',
  'last-security-administrator',
  'separate-administrators',
] as const

/** What the first word of a subject is called, where it is not the number of a case or an id. */
const settings = [
  'case-rules',
  'numbers',
  'limits',
  'calendar',
  'call-back-script',
  'weights',
  'patrol',
  'components',
  'componentClass',
  'outbox',
  'destination',
  'notice-template',
  'whistle-template',
  'unit',
  'grid',
  'gazetteer',
  'ruling',
  'sign-in',
  'draft',
  'channel',
  'class',
  'classes',
  'rule',
  'thresholds',
  'filing',
  'model',
  'models',
  'correction',
] as const
const details = ['password', 'passkey', 'totp', 'lastPoint', 'withdrawn'] as const

const questionOf = (address: URLSearchParams): NonNullable<Asked<'/api/audit'>> => {
  const [action, from, to] = [address.get('action'), address.get('from'), address.get('to')]
  return {
    ...(action ? { action } : {}),
    ...(from ? { from: dayStart(from) } : {}),
    ...(to ? { to: dayEnd(to) } : {}),
  }
}

const useTrail = (address: URLSearchParams) =>
  useInfiniteQuery({
    queryKey: ['audit', address.toString()],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/audit', {
          params: { query: { ...questionOf(address), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })

/** The trail, newest first: for auditors, who change nothing. */
export function AuditPage() {
  const say = useWords()
  const [address, setAddress] = useSearchParams()
  const trail = useTrail(address)
  const traces = trail.data?.pages.flatMap(({ items }) => items) ?? []
  const narrow = (changes: Record<string, string | undefined>) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value)
          else next.delete(name)
        }
        return next
      },
      { replace: true },
    )
  const date = (name: string) => (address.get(name) ? dayjs(address.get(name)) : null)

  return (
    <>
      <p className="soft">{say('auditIntro')}</p>
      <search className="page-filters">
        <Select
          allowClear
          aria-label={say('action')}
          placeholder={say('everyAction')}
          value={address.get('action')}
          options={actions.map((value) => ({ value, label: say(`action.${value}`) }))}
          onChange={(action?: string | null) => narrow({ action: action ?? undefined })}
        />
        <DatePicker.RangePicker
          aria-label={say('period')}
          allowEmpty
          value={[date('from'), date('to')]}
          onChange={(days) =>
            narrow({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
          }
        />
      </search>
      {trail.isPending ? (
        <Loading rows={12} />
      ) : trail.error ? (
        <Failed error={trail.error} onRetry={() => void trail.refetch()} />
      ) : traces.length === 0 ? (
        <Empty title={say('noTraces')}>{say('noTracesAdvice')}</Empty>
      ) : (
        <TraceTable traces={traces} />
      )}
      <More list={trail}>{say('more')}</More>
    </>
  )
}

function TraceTable({ traces }: { traces: readonly Trace[] }) {
  const say = useWords()
  const named = (
    known: readonly string[],
    prefix: 'action' | 'outcome' | 'setting' | 'detail',
    value: string,
  ) => (known.includes(value) ? say(`${prefix}.${value}` as Parameters<typeof say>[0]) : value)
  // A setting is written as its name and which of its kind: `calendar/2027`, `destination upstream`.
  const subjectOf = (subject: string) => {
    const [, kind = '', which = ''] = /^([^/ ]+)[/ ]?(.*)$/.exec(subject) ?? []
    return `${named(settings, 'setting', kind)} ${which}`.trim()
  }
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('at')}</th>
            <th scope="col">{say('account')}</th>
            <th scope="col">{say('action')}</th>
            <th scope="col">{say('subject')}</th>
            <th scope="col">{say('detail')}</th>
            <th scope="col">{say('reason')}</th>
            <th scope="col">{say('outcome')}</th>
            <th scope="col" title={say('fromNote')}>
              {say('from')}
            </th>
          </tr>
        </thead>
        <tbody>
          {traces.map(({ id, at, actor, action, subject, detail, purpose, outcome, from }) => (
            <tr key={id}>
              <td>
                <Moment at={at} />
              </td>
              <td>{actor?.name ?? <span className="soft">{say('nobody')}</span>}</td>
              <td>{named(actions, 'action', action)}</td>
              <td className="cut" title={subject ?? undefined}>
                {subject && subject !== actor?.id && subjectOf(subject)}
              </td>
              <td>{detail && named(details, 'detail', detail)}</td>
              <td>{purpose}</td>
              <td>{named(outcomes, 'outcome', outcome)}</td>
              <td className="soft">{from}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
