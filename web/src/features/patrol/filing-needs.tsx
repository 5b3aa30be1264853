import type { Dimension, FilingCondition, MeasuredSize } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { conditionFor, reaches, useFilingConditions, useSizeWords } from '@/shared/reference/filing'
import { Field } from '@/shared/touch/field'
import { useWords } from './words'

/** Sizes as they were typed. */
export type TypedSizes = Partial<Record<Dimension, string>>

const whole = (typed: string | undefined) => {
  const digits = (typed ?? '').trim().normalize('NFKC')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : 0
}

/** What was typed of the sizes that a condition asks for; what another class asked for is left behind. */
export const measuredOf = (
  condition: Pick<FilingCondition, 'sizes'> | undefined,
  typed: TypedSizes,
): MeasuredSize[] =>
  (condition?.sizes ?? [])
    .map(({ dimension }) => ({ dimension, value: whole(typed[dimension]) }))
    .filter(({ value }) => value > 0)

/** The condition of a class, as the phone knows it. */
export const useCondition = (classCode: string): FilingCondition | undefined => {
  const { data = [] } = useFilingConditions()
  return conditionFor(data, classCode)
}

interface FilingNeedsProps {
  classCode: string
  photos: number
  hasPosition: boolean
  hasComponent: boolean
  /** Nothing is written: a person listens first, whatever else is there. */
  onlyVoice?: boolean
  sizes: TypedSizes
  onSizes: (sizes: TypedSizes) => void
}

/**
 * What the class of a report needs to go straight to a unit, shown before it is sent: what is there, what is missing, and the sizes to be
 * measured. Nothing of it keeps a report from being sent: without it a person decides.
 */
export function FilingNeeds({
  classCode,
  photos,
  hasPosition,
  hasComponent,
  onlyVoice,
  sizes,
  onSizes,
}: FilingNeedsProps) {
  const say = useWords()
  const sayOf = useSizeWords()
  const english = useLanguage() === 'en'
  const condition = useCondition(classCode)
  if (!condition) return null
  const needs = [
    ...(condition.needsPin ? [{ word: say('needPosition'), holds: hasPosition }] : []),
    ...(condition.minPhotos > 0
      ? [{ word: say('needPhotos', { count: condition.minPhotos }), holds: photos >= condition.minPhotos }]
      : []),
    ...(condition.needsComponent ? [{ word: say('needComponent'), holds: hasComponent }] : []),
    ...(condition.sizes.length > 0
      ? [
          {
            word: say(
              condition.sizes.length === 1 ? 'needSize' : condition.allSizes ? 'needSizes' : 'needOneSize',
            ),
            holds: reaches(condition, measuredOf(condition, sizes)),
          },
        ]
      : []),
  ]
  const holds = classCode !== '' && needs.every((need) => need.holds)
  return (
    <section className="filing-needs" aria-label={say('filing')}>
      <h2>{say('filing')}</h2>
      <p>{english ? condition.wordsEn : condition.words}</p>
      <ul className="bare">
        {needs.map((need) => (
          <li key={need.word} className={need.holds ? 'met' : undefined}>
            <span aria-hidden="true">{need.holds ? '✓' : '○'}</span> {need.word}
            <span className="unseen">{say(need.holds ? 'needMet' : 'needOpen')}</span>
          </li>
        ))}
      </ul>
      {condition.sizes.map(({ dimension, value, over }) => (
        <Field
          key={dimension}
          label={sayOf(dimension)}
          optional
          hint={sayOf(over ? 'over' : 'least', { value })}
        >
          {(wiring) => (
            <input
              {...wiring}
              inputMode="numeric"
              autoComplete="off"
              maxLength={7}
              value={sizes[dimension] ?? ''}
              onChange={({ target }) => onSizes({ ...sizes, [dimension]: target.value })}
            />
          )}
        </Field>
      ))}
      <p className="hint" role="status">
        {say(
          onlyVoice
            ? 'filingVoice'
            : classCode === ''
              ? 'filingByText'
              : holds
                ? 'filingHolds'
                : 'filingWaits',
        )}
      </p>
    </section>
  )
}
