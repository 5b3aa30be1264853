import { Checkbox, Radio } from 'antd'
import { listed } from '@/shared/i18n/punctuation'
import { useClassName } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from '../../words'
import { type Related, sharing, useRelated } from '../related'

/** Below this many thousandths two texts have words in common by chance. */
const alikeEnough = 100

interface RelatedFieldProps {
  /** The case to which others may belong. */
  caseId: string
  fits: (one: Related) => boolean
  /** Several can be ticked, or one is chosen. */
  several: boolean
  value?: string[]
  onChange?: (value: string[]) => void
}

/** Cases that may belong to this one, each with why. */
export function RelatedField({ caseId, fits, several, value = [], onChange }: RelatedFieldProps) {
  const say = useWords()
  const { data, error, refetch } = useRelated(caseId)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={4} />
  // The sort is stable: among those that share as much, the latest stays first.
  const found = data.filter(fits).sort((one, other) => sharing(other).length - sharing(one).length)
  if (found.length === 0) return <Empty title={say('noRelated')}>{say('noRelatedAdvice')}</Empty>
  const Box = several ? Checkbox : Radio
  const toggle = (id: string, on: boolean) =>
    onChange?.(several ? (on ? [...value, id] : value.filter((one) => one !== id)) : [id])
  return (
    <ul className="related">
      {found.map((one) => (
        <li key={one.id}>
          <Box checked={value.includes(one.id)} onChange={({ target }) => toggle(one.id, target.checked)}>
            <RelatedCase one={one} />
          </Box>
          <a
            className="case-link"
            href={`/desk/cases/${one.id}`}
            target="_blank"
            rel="noreferrer"
            aria-label={say('openAnotherOf', { number: one.number })}
          >
            {say('openAnother')}
          </a>
        </li>
      ))}
    </ul>
  )
}

function RelatedCase({ one }: { one: Related }) {
  const say = useWords()
  const classOf = useClassName()
  const term = useTerms()
  return (
    <>
      <span>
        {classOf(one.className)}
        {one.placeName && ` · ${one.placeName}`}{' '}
        {sharing(one).map((word) => (
          <span key={word} className="mark quiet">
            {say(word)}
          </span>
        ))}
        {one.alike !== undefined && one.alike !== null && one.alike >= alikeEnough && (
          <span className="mark quiet">
            {say('precedentWhy', { percent: Math.round(one.alike / 10) })}
            {one.shared.length > 0 && say('precedentShared', { words: listed(one.shared) })}
          </span>
        )}
      </span>
      <span className="case-line soft">
        <span>{one.number}</span>
        <span>{one.unit.name}</span>
        <span>{one.outcome ? term(`outcome.${one.outcome}`) : term(`state.${one.state}`)}</span>
        <Moment at={one.receivedAt} />
      </span>
    </>
  )
}
